/* What the theme leaves out for people who use a keyboard or a screen reader. */
document.addEventListener("DOMContentLoaded", () => {
  const search = document.querySelector("[data-md-component=search]")
  const field = document.querySelector("[data-md-component=search-query]")
  if (search && field && !search.hasAttribute("aria-label"))
    search.setAttribute("aria-label", field.getAttribute("aria-label") || field.placeholder)
})

/* That the end of a session was seen is kept on the device; progress.js shows it. */
document.addEventListener("DOMContentLoaded", () => {
  const end = document.querySelector("[data-ck-read]")
  if (!end) return
  new IntersectionObserver((seen, watch) => {
    if (!seen.some((one) => one.isIntersecting)) return
    try { localStorage.setItem(`coursekit:read:${location.pathname}`, "true") } catch (_) { /* it keeps nothing */ }
    watch.disconnect()
  }).observe(end)
})
