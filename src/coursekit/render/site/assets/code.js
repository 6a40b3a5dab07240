/* Programs in the page: an editor with Run, Check, Stop and Reset. Python itself comes with the first run.

   Python runs in a worker, so that a loop without end can be stopped and the page stays usable. Where
   the site carries no Python, the program stays the text it is. Nothing leaves the device. */
(() => {
  "use strict"

  const SECONDS = 10
  const HERE = new URL("python/", document.currentScript.src).href

  const script = (name) => new Promise((done, failed) => {
    const node = document.createElement("script")
    node.src = `${HERE}${name}.js`
    node.onload = done
    node.onerror = () => failed(new Error(`${name}.js can't be loaded`))
    document.head.append(node)
  })
  async function unpacked(name) {
    const { coursekitPython } = globalThis
    const bytes = Uint8Array.from(atob(coursekitPython[name]), (c) => c.charCodeAt(0))
    delete coursekitPython[name]
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()
  }

  // What the page keeps of Python between two workers: the machine is compiled once, and its memory
  // as it is after the start is copied, so that a new start takes a moment only.
  let loading = null, starting = null, memory = null, worker = null, turn = Promise.resolve()

  async function load(step) {
    const names = globalThis.coursekitPython.scripts
    let done = 0
    step("loading", { done, all: names.length })
    await Promise.all(names.map((name) => script(name).then(() => step("loading", { done: ++done, all: names.length }))))
    step("starting")
    const [program, machine, library] = await Promise.all(names.map(unpacked))
    return { program: URL.createObjectURL(new Blob([program], { type: "text/javascript" })), machine: await WebAssembly.compile(machine), library }
  }

  const ask = (message, each) => new Promise((done, failed) => {
    worker.onmessage = ({ data }) => {
      if ("failed" in data) failed(new Error(data.failed))
      else if ("shown" in data || data.ready) done(data.shown)
      else each(data)
    }
    worker.onerror = (event) => failed(new Error(event.message))
    worker.postMessage(message)
  })

  async function start(step) {
    loading = loading || load(step)
    const { program, machine, library } = await loading.catch((error) => { loading = null; throw error })
    step("starting")
    const { checker, drawing, cells } = globalThis.coursekitPython
    worker = new Worker(program)
    await ask({ begin: { machine, library, memory, checker, drawing, cells } }, (data) => { memory = data.memory })
  }

  function end() {
    if (worker) worker.terminate()
    worker = starting = null
  }

  /** Run a job when the jobs before it are done. `hold.stop` ends it, at whatever point it is. */
  function run(job, hold, { step, print }) {
    const stopped = new Promise((_, failed) => { hold.stop = (why) => failed(Object.assign(new Error(why), { why })) })
    const mine = async () => {
      let watch = 0, begun = false
      try {
        starting = starting || start(step)
        await Promise.race([starting, stopped])
        begun = true
        step("running")
        watch = setTimeout(() => hold.stop("too-long"), SECONDS * 1000)
        return await Promise.race([ask({ job: JSON.stringify(job) }, (data) => print(data.printed)), stopped])
      } catch (error) {
        // Who stops before the program runs stops nothing: Python goes on starting, for the next time.
        if (begun || !error.why) end()
        if (!error.why) console.warn(error)
        throw error
      } finally {
        clearTimeout(watch)
        hold.stop = null
      }
    }
    const done = turn.then(() => Promise.race([stopped, 0])).then(mine)
    turn = done.catch(() => {})
    return done
  }

  // A picture that a program has drawn: shapes and words, and nothing that acts or reaches out.
  const SHAPES = ["svg", "g", "rect", "line", "path", "polyline", "polygon", "circle", "text", "tspan", "title", "desc"]
  const LOOK = /^(?:viewBox|x|y|x1|y1|x2|y2|cx|cy|r|dx|dy|d|points|width|height|transform|fill|fill-opacity|font-family|stroke|stroke-width|stroke-dasharray|font-size|font-weight|text-anchor|dominant-baseline|role|aria-label)$/
  function drawn(node, top) {
    const name = node.localName
    if (!SHAPES.includes(name)) return null
    const copy = document.createElementNS("http://www.w3.org/2000/svg", name)
    for (const { name: key, value } of node.attributes) if (LOOK.test(key) && !/url\(/i.test(value)) copy.setAttribute(key, value)
    for (const child of node.childNodes) {
      const made = child.nodeType === Node.TEXT_NODE ? document.createTextNode(child.data) : child.nodeType === Node.ELEMENT_NODE && drawn(child)
      if (made) copy.append(made)
    }
    if (top) copy.setAttribute("class", "ck-picture")
    return copy
  }
  const picture = (text) => {
    if (!/^\s*<svg[\s>]/.test(text)) return null
    // The page's policy allows no styles of others, and would complain of each.
    const root = new DOMParser().parseFromString(text.replace(/ style="[^"]*"/g, ""), "image/svg+xml").documentElement
    return root.localName === "svg" ? drawn(root, true) : null
  }

  // What an editor owes: a new line begins where the last one did, and Backspace takes a step back.
  function eased(field) {
    const put = (text, from) => {
      field.setSelectionRange(from, field.selectionEnd)
      // It alone keeps Ctrl+Z working; where it is gone, the text still comes.
      if (!document.execCommand(text ? "insertText" : "delete", false, text)) field.setRangeText(text, from, field.selectionEnd, "end")
    }
    field.addEventListener("beforeinput", (event) => {
      const before = field.value.slice(0, field.selectionStart), line = before.slice(before.lastIndexOf("\n") + 1)
      if (event.inputType === "insertLineBreak") {
        event.preventDefault()
        const deeper = /:\s*(#.*)?$/.test(line) ? "    " : ""
        put(`\n${/^ */.exec(line)[0]}${deeper}`, field.selectionStart)
      } else if (event.inputType === "deleteContentBackward" && field.selectionStart === field.selectionEnd && /^( {4})+$/.test(line)) {
        event.preventDefault()
        put("", field.selectionStart - 4)
      }
    })
  }

  function program(task, holder, changed, { make, button, region, tell, filled, words }) {
    const given = holder.querySelector("pre"), starter = given.textContent.replace(/\n$/, "")
    const field = make("textarea", { id: `ck-${task.id}`, class: "ck-program", autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: "false", wrap: "off" })
    const label = make("label", { for: field.id }, words.program)
    const state = region(), out = make("pre", { class: "ck-output", tabindex: "0", role: "region", "aria-label": words.output })
    const note = make("p", { class: "ck-meta" }, filled(words.first, { size: (globalThis.coursekitPython.bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) }))
    const hold = { stop: null }
    const fit = () => { field.rows = Math.min(30, field.value.split("\n").length + 1) }
    const clean = () => { out.replaceChildren(); out.hidden = true }
    const write = (...what) => { out.append(...what); out.hidden = false }

    field.value = starter
    field.setAttribute("aria-describedby", state.id)
    field.addEventListener("input", fit)
    eased(field)
    fit()
    clean()
    given.replaceWith(label, field)
    holder.append(note)

    async function go(checks) {
      clean()
      busy(true)
      const job = { source: field.value, record: task.record, shows: task.kind === "chart" ? task.name : "", ...(checks && { task, words }) }
      const step = (name, values) => tell(state, "note", filled(words[name], values || {}))
      const ran = await run(job, hold, { step, print: write }).catch((error) => ({ why: error.why || "failed" }))
      busy(false)
      note.hidden = true
      if (ran.why) return tell(state, "not-yet", filled(words[ran.why], { seconds: SECONDS })), null
      if (ran.cut) write(`\n${words.cut}\n`)
      const image = ran.picture && picture(ran.picture)
      if (ran.value || image) write(image || ran.value)
      if (ran.error) write(make("span", { class: "ck-error" }, ran.error))
      tell(state, "note", ran.error ? words["with-error"] : out.hidden ? words.silent : words.ran)
      return ran
    }

    const start = button(words.run, "ck-run", () => go(false)), stop = button(words.stop, "ck-stop", () => hold.stop && hold.stop("stopped"))
    function busy(is) {
      for (const node of holder.querySelectorAll(".ck-run, .ck-check")) node.disabled = is
      stop.disabled = !is
      if (is) stop.focus()
      else if (document.activeElement === stop || document.activeElement === document.body) start.focus()
    }
    stop.disabled = true
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey && !start.disabled) go(false)
    })

    return {
      buttons: [start, stop],
      shows: [state, out],
      places: [state],
      get: () => (field.value.trimEnd() === starter.trimEnd() ? "" : field.value),
      set(value) {
        if (hold.stop) hold.stop("stopped")
        field.value = value || starter
        fit()
        clean()
      },
      async check(total) {
        const ran = await go(true)
        if (!ran || !ran.lines) return false
        const good = [words.right, words.complete].includes(ran.lines.at(-1))
        tell(state, "", "")
        return tell(total, good ? "right" : "not-yet", ran.lines.join("\n")), good
      },
    }
  }

  const ready = document.querySelector("[data-ck-python]") ? script("engine").catch(() => {}) : Promise.resolve()
  const able = () => Boolean(globalThis.coursekitPython && globalThis.WebAssembly && globalThis.DecompressionStream)
  globalThis.coursekitPrograms = { ready, able, kinds: { function: program, chart: program } }
})()
