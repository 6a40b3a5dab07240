/* What the theme leaves out for people who use a keyboard or a screen reader. */
document.addEventListener("DOMContentLoaded", () => {
  const search = document.querySelector("[data-md-component=search]")
  const field = document.querySelector("[data-md-component=search-query]")
  if (search && field && !search.hasAttribute("aria-label"))
    search.setAttribute("aria-label", field.getAttribute("aria-label") || field.placeholder)
})
