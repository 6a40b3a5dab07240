/* Turns exercises and the quiz of a page into form controls. Without it the page reads as it is.

   A task holds salted digests, as in the notebooks: what is said of an answer is the same there. Words
   of a course are put into the page as text only. Nothing is sent; work is kept in this browser. */
(() => {
  "use strict"

  // SHA-256. Pages that are no secure context have no crypto.subtle.
  const powers = (root) => {
    const found = []
    for (let n = 2; found.length < 64; n++)
      if (Array.from({ length: n - 2 }, (_, i) => i + 2).every((d) => n % d))
        found.push(((Math.pow(n, 1 / root) % 1) * 2 ** 32) | 0)
    return found
  }
  const CUBE = powers(3), SQUARE = powers(2).slice(0, 8)
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  const turn = (word, by) => (word >>> by) | (word << (32 - by))

  function own256(data) {
    const size = ((data.length + 72) >> 6) << 6
    const bytes = new Uint8Array(size), view = new DataView(bytes.buffer)
    bytes.set(data)
    bytes[data.length] = 0x80
    view.setUint32(size - 8, Math.floor(data.length / 2 ** 29))
    view.setUint32(size - 4, data.length << 3)
    const sum = SQUARE.slice(), w = new Int32Array(64)
    for (let at = 0; at < size; at += 64) {
      for (let i = 0; i < 64; i++) {
        if (i < 16) { w[i] = view.getInt32(at + 4 * i); continue }
        const a = w[i - 15], b = w[i - 2]
        w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))
      }
      let [a, b, c, d, e, f, g, h] = sum
      for (let i = 0; i < 64; i++) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + CUBE[i] + w[i]) | 0
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
        h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0
      }
      ;[a, b, c, d, e, f, g, h].forEach((word, i) => { sum[i] = (sum[i] + word) | 0 })
    }
    return hex(sum.flatMap((word) => [24, 16, 8, 0].map((by) => (word >>> by) & 255)))
  }

  async function sha256(text) {
    const data = new TextEncoder().encode(text)
    const subtle = globalThis.crypto && globalThis.crypto.subtle
    return subtle ? hex(new Uint8Array(await subtle.digest("SHA-256", data))) : own256(data)
  }
  globalThis.coursekit = { sha256 }

  const seal = async (task, value) => (await sha256(`${task.salt}|${value}`)).slice(0, 8)
  const folded = (word) => word.trim().split(/\s+/).join(" ").replace(/^[ .,;:!?]+|[ .,;:!?]+$/g, "").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ")
  // Where solutions are withheld, a task is base64.
  const unpack = (text) => JSON.parse(text[0] === "{" ? text : new TextDecoder().decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0))))
  const filled = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole))

  const says = document.querySelector("[data-ck-says]")
  if (!says) return
  const words = JSON.parse(says.dataset.ckSays)

  // What a reader has done, kept on the device where the browser lets us.
  const PLACE = `coursekit:${location.pathname}`
  let work = {}, keeps = true
  try { work = JSON.parse(localStorage.getItem(PLACE)) || {} } catch (_) { keeps = false }
  function keep() {
    try {
      if (Object.keys(work).length) localStorage.setItem(PLACE, JSON.stringify(work))
      else localStorage.removeItem(PLACE)
    } catch (_) { keeps = false }
  }

  let count = 0
  function make(tag, attributes, ...children) {
    const node = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value)
    node.append(...children)
    return node
  }
  const button = (text, kind, act) => {
    const node = make("button", { type: "button", class: `ck-button ${kind}` }, text)
    node.addEventListener("click", act)
    return node
  }
  /** A place for what is said of an answer; `tell` fills it. */
  const region = () => make("div", { class: "ck-said", "aria-live": "polite", id: `ck-said-${++count}` })
  function tell(place, state, text) {
    place.dataset.state = state
    place.textContent = text
  }
  const right = (place, text) => tell(place, "right", `${words.right} ${text || ""}`.trim())
  const notYet = (place, text) => tell(place, "not-yet", `${words["not yet"]} ${text || ""}`.trim())

  // How a number may be written: 12.5, 12,5, 1 200; and 1,200 may be meant either way.
  function readings(text) {
    const bare = text.replace(/[\s'’_]/g, "").replace(/[−–]/g, "-").replace(/%$/, "")
    const found = []
    if (/^[-+]?(\d+([.,]\d*)?|[.,]\d+)$/.test(bare)) found.push(bare.replace(",", "."))
    if (/^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(bare)) found.push(bare.replace(/,/g, ""))
    if (/^[-+]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(bare)) found.push(bare.replace(/\./g, "").replace(",", "."))
    return found.map(Number).filter(Number.isFinite)
  }
  function step(number) {
    const low = Math.floor(number), over = number - low
    const whole = over > 0.5 || (over === 0.5 && low % 2) ? low + 1 : low // as Python rounds
    return Number.isFinite(whole) ? BigInt(whole).toString() : ""
  }

  /** Every choice of so many items, in the order they stand in. */
  const few = (items, count) => (count === 0 ? [[]] : items.flatMap((item, n) => few(items.slice(n + 1), count - 1).map((rest) => [item, ...rest])))

  // Each kind builds its controls and returns how to read, write and check them.
  const listed = (holder) => [...holder.querySelectorAll(":scope > .ck-given > ul > li, :scope > ol > li")]
  function lined(control, li, kind) {
    const place = region()
    const label = make("label", { for: control.id }, ...li.childNodes)
    control.setAttribute("aria-describedby", place.id)
    li.classList.add(kind)
    li.append(...(kind === "ck-pick" ? [control, label] : [label, control]), place)
    return place
  }

  const KINDS = {
    number(task, holder) {
      const field = make("input", { id: `ck-${task.id}`, type: "text", inputmode: "decimal", autocomplete: "off" })
      holder.append(make("p", { class: "ck-number" }, make("label", { for: field.id }, words.number), field, make("span", { id: `${field.id}-unit` }, task.unit)))
      field.setAttribute("aria-describedby", `${field.id}-unit`)
      return {
        get: () => field.value.trim(),
        set: (value) => { field.value = value || "" },
        async check(total) {
          const read = readings(field.value)
          if (!read.length) return tell(total, "note", words["not-a-number"]), false
          const digests = await Promise.all(read.map((number) => seal(task, step(number / task.step))))
          if (digests.some((digest) => task.right.includes(digest))) return right(total), true
          const wrong = task.wrong.find((row) => digests.some((digest) => row.digests.includes(digest)))
          return notYet(total, wrong && wrong.message), false
        },
      }
    },

    options(task, holder) { return choice(task, holder, "checkbox") },
    question(task, holder) { return choice(task, holder, "radio") },

    places(task, holder) {
      const [first, second] = holder.querySelectorAll(":scope > .ck-given")
      if (second) second.classList.add("ck-lettered")
      const rows = [...first.querySelectorAll(":scope > ul > li")].map((li, n) => {
        const list = make("select", { id: `ck-${task.id}-${task.keys[n]}` }, make("option", { value: "" }, words.pick))
        list.append(...task.choices.map(([value, text]) => make("option", { value }, text)))
        return { key: task.keys[n], field: list, place: lined(list, li, "ck-place") }
      })
      return each(task, rows)
    },

    words_in_gaps(task, holder) {
      const rows = [...holder.querySelectorAll(".ck-gap")].slice(0, task.keys.length).map((gap, n) => {
        const field = make("input", { type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-label": filled(words.gap, { place: n + 1 }) })
        const place = region()
        field.setAttribute("aria-describedby", place.id)
        gap.replaceChildren(field)
        holder.append(place)
        return { key: task.keys[n], field, place, name: `${n + 1}. ` }
      })
      return each(task, rows)
    },

    order(task, holder, changed) {
      const list = holder.querySelector(".ck-given > ul"), spoken = region()
      const rows = new Map(listed(holder).map((li, n) => [task.keys[n], li]))
      list.classList.add("ck-order")
      holder.append(spoken)
      const now = () => [...list.children].map((li) => li.dataset.key)
      const ends = () => [...list.children].forEach((li, n, all) => {
        li.querySelector(".ck-up").disabled = n === 0
        li.querySelector(".ck-down").disabled = n === all.length - 1
      })
      for (const [key, li] of rows) {
        const item = li.textContent.trim(), text = make("span", { class: "ck-item" }, ...li.childNodes)
        const move = (up) => {
          const other = up ? li.previousElementSibling : li.nextElementSibling
          if (up) other.before(li)
          else other.after(li)
          ends()
          const [pressed, opposite] = [".ck-up", ".ck-down"].map((name) => li.querySelector(name))
          const same = up ? pressed : opposite
          ;(same.disabled ? (up ? opposite : pressed) : same).focus()
          tell(spoken, "note", filled(words.announce, { item, place: now().indexOf(key) + 1, all: rows.size }))
          changed()
        }
        li.dataset.key = key
        const pair = [["ck-up", "↑", words.up, true], ["ck-down", "↓", words.down, false]].map(([name, sign, label, up]) => {
          const node = button(sign, name, () => move(up))
          node.setAttribute("aria-label", filled(label, { item }))
          return node
        })
        li.append(text, make("span", { class: "ck-moves" }, ...pair))
      }
      ends()
      return {
        places: [spoken],
        get: now,
        set(value) {
          const known = Array.isArray(value) && [...value].sort().join() === [...task.letters].sort().join()
          for (const key of known ? value : rows.keys()) list.append(rows.get(key))
          ends()
        },
        async check(total) {
          const given = now()
          const hits = await Promise.all(given.map(async (key, n) => (await seal(task, `${n} ${key}`)) === task.right[n]))
          const good = hits.filter(Boolean).length
          tell(spoken, "", "")
          if (good === given.length) return tell(total, "right", words.complete), true
          let message = task.feedback
          for (const wrong of task.wrong) {
            const seals = await Promise.all(few(given, wrong.length).map((some) => seal(task, some.join(","))))
            if (!seals.includes(wrong.digest)) continue
            message = wrong.message
            break
          }
          tell(total, "not-yet", `${filled(words["in place"], { right: good, all: given.length })} ${message}`.trim())
          return false
        },
      }
    },
  }

  function choice(task, holder, type) {
    const rows = listed(holder).map((li, n) => {
      const box = make("input", { type, id: `ck-${task.id}-${task.keys[n]}`, name: `ck-${task.id}`, value: task.keys[n] })
      return { key: task.keys[n], box, place: lined(box, li, "ck-pick") }
    })
    return {
      places: rows.map((row) => row.place),
      get: () => rows.filter((row) => row.box.checked).map((row) => row.key),
      set: (value) => rows.forEach((row) => { row.box.checked = (value || []).includes(row.key) }),
      async check(total) {
        const chosen = rows.filter((row) => row.box.checked)
        for (const { key, place } of chosen)
          (task.right.includes(await seal(task, `${key} is right`)) ? right : notYet)(place, task.feedback[key])
        const whole = (await seal(task, chosen.map((row) => row.key).join(","))) === task.all
        if (type === "checkbox") tell(total, whole ? "right" : "not-yet", whole ? words.complete : words.more)
        return whole
      },
    }
  }

  function each(task, rows) {
    return {
      places: rows.map((row) => row.place),
      get: () => (rows.some((row) => row.field.value.trim()) ? Object.fromEntries(rows.map((row) => [row.key, row.field.value])) : ""),
      set: (value) => rows.forEach((row) => { row.field.value = (value && value[row.key]) || "" }),
      async check(total) {
        let good = 0
        for (const { key, field, place, name = "" } of rows) {
          const given = folded(field.value), digest = await seal(task, `${key} ${given}`), item = task.items[key]
          if (item.right.includes(digest)) { good++; tell(place, "right", name + words.right) }
          else if (!given) tell(place, "note", name + words.open)
          else tell(place, "not-yet", `${name}${words["not yet"]} ${item.wrong[digest] || item.feedback}`.trim())
        }
        tell(total, good === rows.length ? "right" : "", good === rows.length ? words.complete : "")
        return good === rows.length
      },
    }
  }

  function hinted(holder) {
    let fold = holder.nextElementSibling
    while (fold && !/^H[1-3]$/.test(fold.tagName) && !fold.matches("details.ck-hints")) fold = fold.nextElementSibling
    if (!fold || !fold.matches("details.ck-hints")) return []
    const list = fold.querySelector("ol"), hints = [...list.children]
    const next = () => {
      const shown = list.children.length, all = hints.length
      more.textContent = shown < all ? filled(words.hint, { place: shown + 1, all }) : words["no-hints"]
      more.setAttribute("aria-disabled", String(shown >= all))
    }
    const more = button("", "ck-more", () => {
      if (list.children.length < hints.length) list.append(hints[list.children.length])
      next()
    })
    list.replaceChildren()
    list.setAttribute("aria-live", "polite")
    list.classList.add("ck-hint-list")
    fold.remove()
    next()
    return [more, list]
  }

  /** Return what opens an answer's solution, where it waits for a first check, and what closes it. */
  function waiting(holder) {
    let fold = "ckAfter" in says.dataset ? holder.nextElementSibling : null
    while (fold && !/^H[1-3]$/.test(fold.tagName) && !fold.matches("details.ck-solution")) fold = fold.nextElementSibling
    if (!fold || !fold.matches("details.ck-solution")) return () => {}
    const note = make("p", { class: "ck-meta ck-waits" }, words.attempt)
    fold.before(note)
    return (open) => {
      note.hidden = open
      fold.hidden = !open
    }
  }

  const all = [], score = make("div", { class: "ck-score", "aria-live": "polite" })
  function scored() {
    const asked = all.filter((one) => one.task.kind === "question")
    const done = asked.filter((one) => one.verdict !== null), good = asked.filter((one) => one.verdict)
    score.replaceChildren()
    if (!done.length) return
    const left = done.length < asked.length
    score.append(make("p", {}, make("strong", {}, left ? filled(words["open-questions"], { done: done.length, all: asked.length }) : filled(words.score, { right: good.length, all: asked.length }))))
    if (left) return
    const again = new Set(asked.filter((one) => !one.verdict).flatMap((one) => one.task.assesses))
    if (!again.size) return score.append(make("p", {}, words["quiz-all"]))
    score.append(make("p", {}, words["look-again"]), make("ul", {}, ...[...again].map((name) => {
      const target = document.getElementById(`objective-${name}`)
      const text = target ? target.parentElement.textContent.replace(target.textContent, "").trim() : name
      return make("li", {}, make("a", { href: `#objective-${name}` }, text))
    })))
  }

  const tools = { make, button, region, tell, filled, words }
  function begin(holder) {
    const task = unpack(holder.dataset.ckTask)
    if (!Object.hasOwn(KINDS, task.kind)) return
    const name = `${task.kind === "question" ? "quiz" : "exercise"}-${task.id}`
    const one = { task, verdict: null }
    const total = region()
    const silent = () => {
      [total, ...(one.control.places || [])].forEach((place) => tell(place, "", ""))
      one.verdict = null
      if (task.kind === "question") scored()
    }
    const changed = () => {
      tell(total, "", "")
      const answer = one.control.get()
      if (answer.length === 0) delete work[name]
      else work[name] = { answer }
      keep()
    }
    const check = async () => {
      const answer = one.control.get()
      silent()
      if (answer.length === 0) return tell(total, "note", words.empty)
      holder.setAttribute("aria-busy", "true")
      one.verdict = await one.control.check(total)
      holder.removeAttribute("aria-busy")
      work[name] = { answer, checked: true, right: one.verdict }
      keep()
      solution(true)
      if (task.kind === "question") scored()
    }
    one.reset = () => {
      delete work[name]
      keep()
      one.control.set(null)
      silent()
      solution(false)
    }
    const solution = waiting(holder)
    solution(false)
    holder.setAttribute("role", "group")
    holder.setAttribute("aria-labelledby", name)
    holder.classList.add("ck-live")
    one.control = KINDS[task.kind](task, holder, changed, tools)
    holder.addEventListener("input", changed)
    holder.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input[type=text]")) check()
    })
    const [more, hints] = hinted(holder)
    const row = make("div", { class: "ck-row" }, ...(one.control.buttons || []), button(words.check, "ck-check", check), button(words.reset, "ck-reset", one.reset))
    if (more) row.append(more)
    const shows = one.control.shows
    holder.append(...(shows ? [row, ...shows, total] : [total, row]))
    if (hints) holder.append(hints)
    all.push(one)
    const kept = work[name]
    if (!kept) return
    one.control.set(kept.answer)
    solution(Boolean(kept.checked))
    // A program waits for its reader: to check it, Python would have to come first.
    if (kept.checked && !one.control.buttons) check()
  }

  const holders = [...document.querySelectorAll("[data-ck-task]")]
  if (!holders.length) return
  const programs = globalThis.coursekitPrograms
  Object.assign(KINDS, programs.kinds)
  holders.filter((holder) => !("ckPython" in holder.dataset)).forEach(begin)
  programs.ready.then(() => {
    for (const holder of holders.filter((one) => "ckPython" in one.dataset))
      if (programs.able()) begin(holder)
      else holder.append(make("p", { class: "ck-meta" }, words["no-python"]))
  })
  const said = region()
  const clear = button(words.clear, "ck-clear", () => {
    all.forEach((one) => one.reset())
    work = {}
    keep()
    try { localStorage.removeItem(`coursekit:read:${location.pathname}`) } catch (_) { /* it keeps nothing */ }
    tell(said, "note", words.cleared)
  })
  says.append(score, make("p", { class: "ck-meta" }, keeps ? words.kept : words["not-kept"]), make("p", {}, clear), said)
})()
