/* Lets the search run from file://, where browsers start no worker from a file: it runs in a hidden frame.

   After iframe-worker by Martin Donath, which writes a script into its frame; the pages' policy allows none,
   so this one gives the frame its functions from outside. Workers made of a blob start everywhere, and do. */
(() => {
  "use strict"
  const Native = window.Worker
  globalThis.coursekitWorker = Native

  class IFrameWorker extends EventTarget {
    constructor(url, options) {
      if (String(url).startsWith("blob:")) return new Native(url, options)
      super()
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      document.body.append(this.frame)
      const inner = this.frame.contentWindow
      // Opened and closed, the frame's page stays; Firefox would put another in its place.
      inner.document.open()
      inner.document.write("<!doctype html><title></title><body></body>")
      inner.document.close()
      const load = (address) => new Promise((done) => {
        const script = inner.document.createElement("script")
        script.src = new URL(address, document.baseURI).href
        script.onload = script.onerror = done
        inner.document.body.append(script)
      })
      inner.postMessage = (data) => this.tell(this, data)
      inner.importScripts = (...all) => all.reduce((before, one) => before.then(() => load(one)), Promise.resolve())
      this.ready = load(url)
    }

    tell(target, data) {
      setTimeout(() => {
        const event = new MessageEvent("message", { data: structuredClone(data) })
        target.dispatchEvent(event)
        // The frame's window calls its own; Material listens, Zensical gives a function.
        if (target === this && this.onmessage) this.onmessage(event)
      })
    }

    postMessage(data) {
      this.ready.then(() => this.tell(this.frame.contentWindow, data))
    }

    terminate() {
      this.frame.remove()
    }
  }

  window.IFrameWorker = IFrameWorker // the search looks for this name
  if (location.protocol === "file:") window.Worker = IFrameWorker
})()
