/* What the theme leaves out for people who use a keyboard, a screen reader or a finger. It runs before the theme begins. */
(() => {
  "use strict"
  const wide = matchMedia("(min-width: 76.25em)"), roomy = matchMedia("(min-width: 60em)")
  const menu = document.querySelector(".md-nav--primary")
  const field = document.querySelector("[data-md-component=search-query]")
  const [drawer, finder] = ["__drawer", "__search"].map((id) => document.getElementById(id))
  const said = (node) => (node ? node.getAttribute("aria-label") || node.textContent.trim() : "")

  // The theme's menus are worked by labels of boxes that nobody can reach. A button can be reached, has a name
  // and says whether what it opens is open.
  const buttons = new Map()
  function switched(label, name) {
    const box = document.getElementById(label.htmlFor), back = label.matches(".md-nav__title")
    const button = document.createElement("button")
    for (const { name: key, value } of label.attributes) if (key !== "tabindex") button.setAttribute(key, value)
    button.type = "button"
    button.append(...label.childNodes)
    if (name) button.setAttribute("aria-label", name)
    label.replaceWith(button)
    if (!back) buttons.set(box, button)
    const state = () => {
      if (!back) button.setAttribute("aria-expanded", String(box.checked))
      // On a wide screen a section stands open in any case.
      button.disabled = wide.matches && button.closest(".md-nav__item")?.matches(".md-nav__item--section") === true
    }
    button.addEventListener("click", () => {
      box.click()
      const next = box.checked ? opened(box) : buttons.get(box)
      if (next && !wide.matches) next.focus()
    })
    box.addEventListener("change", state)
    wide.addEventListener("change", state)
    state()
  }
  function opened(box) {
    const inner = box === drawer ? menu : box.parentElement.querySelector(":scope > .md-nav")
    return inner && [...inner.querySelectorAll("a, button")].find((one) => one.checkVisibility({ visibilityProperty: true }))
  }

  for (const label of document.querySelectorAll(".md-header__button[for^='__']:not([for^='__palette'])"))
    switched(label, said(label.htmlFor === "__drawer" ? menu : field))
  for (const label of menu ? menu.querySelectorAll("label[for]:not(:has(a))") : []) {
    const link = label.parentElement.matches(".md-nav__container") && label.parentElement.querySelector("a")
    const inside = label.parentElement.querySelector(":scope > .md-nav--secondary")
    switched(label, link ? said(link) : inside && label.htmlFor === "__toc" ? `${said(label)} ${said(inside)}` : "")
  }
  for (const nav of document.querySelectorAll("nav[aria-expanded]")) nav.removeAttribute("aria-expanded")

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer || !drawer.checked || wide.matches) return
    drawer.click()
    buttons.get(drawer)?.focus()
  })

  // On a narrow screen the search covers the page, so that only its button may open it.
  if (field && finder) {
    const reach = () => { field.tabIndex = roomy.matches || finder.checked ? 0 : -1 }
    finder.addEventListener("change", () => {
      reach()
      if (!roomy.matches) (finder.checked ? field : buttons.get(finder))?.focus()
    })
    roomy.addEventListener("change", reach)
    reach()
    document.querySelector("[data-md-component=search]")?.setAttribute("aria-label", said(field) || field.placeholder)
  }

  // What a term means and what a citation says shows under the mouse and under the focus. A finger has neither, so
  // that its first touch shows it and the second follows the link; Escape takes it away.
  let finger = false, shown = null
  addEventListener("pointerdown", (event) => { finger = event.pointerType === "touch" }, true)
  addEventListener("click", (event) => {
    const mark = event.target.closest("a:is(.ck-term, .ck-cite)")
    if (finger && mark && mark !== shown && (mark.title || mark.hasAttribute("aria-describedby"))) event.preventDefault()
    shown = mark
  }, true)
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector(".md-tooltip2--active")?.classList.remove("md-tooltip2--active")
  })
})()

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
