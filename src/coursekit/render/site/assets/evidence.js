/* Filters the statements of the evidence page by kind, session and words. Without it the page reads as it is. */
(() => {
  "use strict"
  const holder = document.querySelector("[data-ck-filter]")
  if (!holder) return
  const given = JSON.parse(holder.dataset.ckFilter)
  const words = given.words
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value)
    node.append(...children)
    return node
  }

  const claims = [...document.querySelectorAll(".ck-claim")].map((node) => {
    const said = node.cloneNode(true)
    said.querySelectorAll(".ck-uses").forEach((uses) => uses.remove())
    return { node, text: plain(said.textContent), kind: node.dataset.ckKind, lessons: node.dataset.ckIn.split(" ") }
  })
  // A heading goes with what stands under it, up to the next of its level.
  const headings = [...holder.parentElement.querySelectorAll(":scope > :is(h2, h3)")].map((node) => {
    const under = []
    for (let next = node.nextElementSibling; next && !(next.tagName <= node.tagName && /^H[23]$/.test(next.tagName)); next = next.nextElementSibling)
      if (next.matches(".ck-claim")) under.push(next)
    return { node, under }
  }).filter((one) => one.under.length)

  const boxes = given.kinds.map(([kind, name]) => make("input", { type: "checkbox", value: kind, id: `ck-kind-${kind}`, "data-name": name }))
  const lesson = make("select", { id: "ck-lesson" }, make("option", { value: "" }, words.any), ...given.lessons.map(([value, name]) => make("option", { value }, name)))
  const field = make("input", { type: "search", id: "ck-words", autocomplete: "off" })
  const count = make("p", { class: "ck-count", "aria-live": "polite" })
  const reset = make("button", { type: "reset", class: "ck-button" }, words.all)

  function show() {
    const kinds = boxes.filter((box) => box.checked).map((box) => box.value), wanted = plain(field.value).split(/\s+/).filter(Boolean)
    let shown = 0
    for (const { node, text, kind, lessons } of claims) {
      node.hidden = (kinds.length > 0 && !kinds.includes(kind)) || (lesson.value !== "" && !lessons.includes(lesson.value)) || !wanted.every((word) => text.includes(word))
      shown += !node.hidden
    }
    for (const { node, under } of headings) node.hidden = under.every((claim) => claim.hidden)
    count.textContent = words.count.replace("{shown}", shown).replace("{all}", claims.length)
  }

  const form = make("form", { class: "ck-filter-form", role: "search", "aria-label": words.title },
    make("fieldset", {}, make("legend", {}, words.kind), ...boxes.map((box) => make("label", { for: box.id }, box, box.dataset.name))),
    make("p", {}, make("label", { for: lesson.id }, words.lesson), lesson),
    make("p", {}, make("label", { for: field.id }, words.words), field),
    count, make("p", {}, reset))
  form.addEventListener("input", show)
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("reset", () => setTimeout(show))
  holder.append(form)
  show()

  // Who follows a citation must see its statement, whatever was filtered.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!target || !target.hidden) return
    form.reset()
    show()
    target.scrollIntoView()
  })
})()
