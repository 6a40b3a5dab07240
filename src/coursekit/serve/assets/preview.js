/* Loads the page again when it changed, and shows in it what is to be mended. Only the preview adds this. */
(() => {
  "use strict"
  const given = document.querySelector("meta[name=coursekit-preview]")
  if (!given) return
  const asked = new URLSearchParams(JSON.parse(given.content))
  const base = "/_coursekit/"
  const SEARCH = "coursekit-preview:search"
  let stream = null, older = false

  function listen() {
    if (stream || document.hidden) return
    stream = new EventSource(`${base}events?${asked}`)
    stream.addEventListener("changed", again)
    stream.addEventListener("elsewhere", () => { older = true })
    stream.addEventListener("problems", (event) => show(JSON.parse(event.data)))
  }
  function stop() {
    stream?.close()
    stream = null
  }
  function again() {
    stop()
    location.reload()
  }
  // A browser keeps few connections to one server: a page that nobody sees gives its own back.
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()))
  addEventListener("pagehide", stop)
  addEventListener("pageshow", listen)

  // The search took its index when the page was loaded. Where another page has changed since, it is loaded again first.
  function searched({ target }) {
    if (!older || !target.matches?.("[data-md-component=search-query]")) return
    sessionStorage.setItem(SEARCH, target.value)
    again()
  }
  addEventListener("focusin", searched)
  addEventListener("input", searched)
  addEventListener("load", () => {
    const words = sessionStorage.getItem(SEARCH)
    if (words === null) return
    sessionStorage.removeItem(SEARCH)
    const field = document.querySelector("[data-md-component=search-query]")
    field?.focus()
    if (words) document.execCommand("insertText", false, words)
  })

  const host = document.createElement("div")
  host.id = "coursekit-preview"
  const root = host.attachShadow({ mode: "open" })
  const style = document.createElement("link")
  style.rel = "stylesheet"
  style.href = `${base}preview.css`
  const bar = made("section", { tabIndex: -1, hidden: true })
  const head = made("header"), title = made("h2", { id: "title" }), list = made("ol", { tabIndex: 0 })
  const hide = made("button", { type: "button", textContent: "Hide (Esc)" })
  const chip = made("button", { type: "button", hidden: true, className: "chip" })
  const note = made("p", { className: "note" })
  const live = made("p", { className: "heard" })
  live.setAttribute("role", "status")
  bar.setAttribute("aria-labelledby", "title")
  list.setAttribute("aria-labelledby", "title")
  head.append(title, hide)
  bar.append(head, note, list)
  root.append(style, bar, chip, live)
  document.body.append(host)

  function made(name, values = {}) {
    return Object.assign(document.createElement(name), values)
  }
  function show({ problems, held }) {
    const words = problems.length === 1 ? "1 problem" : `${problems.length} problems`
    title.textContent = chip.textContent = words
    note.textContent = held ? "The page shows the last version without a problem." : ""
    live.textContent = problems.length ? `${words}. ${problems[0].place}: ${problems[0].text}` : "Nothing to mend."
    list.replaceChildren(...problems.map(item))
    open(problems.length > 0)
    chip.hidden = true
  }
  function item({ place, code, text, line, at }) {
    const one = made("li"), where = made("p", { className: "where" }), said = made("p", { textContent: text })
    where.append(made("strong", { textContent: place }), ` ${code}`)
    one.append(where, said)
    if (line) {
      const shown = made("pre"), here = made("mark", { textContent: line.slice(at, at + 1) || " " })
      shown.append(line.slice(0, at), here, line.slice(at + 1))
      one.append(shown)
    }
    return one
  }
  function open(shown) {
    bar.hidden = !shown
    document.documentElement.style.setProperty("scroll-padding-bottom", shown ? "50vh" : "")
  }
  function fold() {
    const inside = root.activeElement
    open(false)
    chip.hidden = false
    if (inside) chip.focus()
  }
  hide.addEventListener("click", fold)
  chip.addEventListener("click", () => { open(true); chip.hidden = true; bar.focus() })
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !bar.hidden && !event.defaultPrevented) fold()
  })

  const scheme = () => { host.dataset.scheme = document.body.dataset.mdColorScheme || "" }
  new MutationObserver(scheme).observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
  scheme()
  listen()
})()
