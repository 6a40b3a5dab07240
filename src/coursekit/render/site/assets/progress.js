/* Shows how far a reader has come, from what this browser keeps and nothing else: `coursekit:read:<page>` is set
   where the end of a session was seen, `coursekit:<page>` is the work that exercises.js keeps. */
(() => {
  "use strict"
  const kept = (key) => { try { return JSON.parse(localStorage.getItem(key)) } catch (_) { return null } }
  const list = document.querySelector("[data-ck-progress]")
  if (!list) return
  const { words, tasks } = JSON.parse(list.dataset.ckProgress)
  const sessions = [...list.querySelectorAll("a[href]")].filter((link) => link.pathname.split("/").pop() in tasks)
  const told = sessions.map((link) => {
    const all = tasks[link.pathname.split("/").pop()], work = kept(`coursekit:${link.pathname}`) || {}
    const right = Object.keys(work).filter((name) => name.startsWith("exercise-") && work[name].right).length
    const says = [kept(`coursekit:read:${link.pathname}`) && words.read, right && words.right.replace("{right}", right).replace("{all}", all)].filter(Boolean)
    const note = document.createElement("span")
    note.className = "ck-progress-note"
    note.textContent = says.join(" · ")
    const heading = link.closest("h2") // whose words stay its own: the note goes into the line under it
    if (says.length && heading) heading.nextElementSibling.append(" ", note)
    else if (says.length) link.after(" ", note)
    return note
  }).filter((note) => note.textContent)
  if (!told.length) return
  const said = document.createElement("p"), clear = document.createElement("button")
  said.className = "ck-meta"
  said.setAttribute("aria-live", "polite")
  said.textContent = words.kept
  clear.type = "button"
  clear.className = "ck-button ck-clear"
  clear.textContent = words.clear
  clear.addEventListener("click", () => {
    for (const { pathname } of sessions)
      for (const key of [`coursekit:${pathname}`, `coursekit:read:${pathname}`])
        try { localStorage.removeItem(key) } catch (_) { /* it keeps nothing */ }
    told.forEach((note) => note.remove())
    said.textContent = words.cleared
    said.tabIndex = -1
    said.focus()
    clear.remove()
  })
  list.append(said, clear)
})()
