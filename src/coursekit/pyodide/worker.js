/* A worker that runs Python. Pyodide's loader and its module stand before these lines, in one script.

   The page sends what it has unpacked: the compiled machine and the standard library. Nothing is
   fetched, and nothing can be. */
{
  const NOWHERE = "https://python.invalid/"
  const LOCK = { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" }, packages: {} }
  const PAUSE = 50 // milliseconds between two messages with what is printed
  let run = null

  for (const name of ["EventSource", "WebSocket", "WebSocketStream", "WebTransport", "XMLHttpRequest"]) self[name] = undefined

  const sends = (post) => {
    let waiting = "", last = 0
    const flush = () => {
      if (waiting) post({ printed: waiting })
      waiting = ""
      last = performance.now()
    }
    const send = (text) => {
      waiting += text
      if (performance.now() - last > PAUSE) flush()
    }
    return { send, flush }
  }

  async function begin({ machine, library, memory, checker, drawing, cells }) {
    self.fetch = async (address) => {
      if (String(address) === `${NOWHERE}python_stdlib.zip`) return new Response(library)
      if (String(address) === `${NOWHERE}pyodide.asm.wasm`) return new Response()
      throw new TypeError("this Python reaches no network")
    }
    WebAssembly.instantiateStreaming = async (_, imports) => ({ module: machine, instance: await WebAssembly.instantiate(machine, imports) })
    const python = await self.loadPyodide({
      indexURL: NOWHERE,
      packageBaseUrl: NOWHERE,
      lockFileContents: LOCK,
      stdin: () => null, // nobody can type into a worker
      createPyodideModule: self.coursekitModule,
      ...(memory ? { _loadSnapshot: memory } : { _makeSnapshot: true }),
    })
    if (!memory) postMessage({ memory: python.makeMemorySnapshot() })
    const [check, draw, own] = [checker, drawing, cells].map((source) => {
      const names = python.toPy({})
      python.runPython(source, { globals: names })
      return names
    })
    const given = python.toPy({ bar_chart: draw.get("bar_chart"), line_chart: draw.get("line_chart") })
    const { send, flush } = sends(postMessage)
    run = (job) => {
      const shown = JSON.parse(own.get("run")(job, send, check.get("Checker"), given))
      flush()
      return shown
    }
    postMessage({ ready: true })
  }

  self.onmessage = async ({ data }) => {
    try {
      if (data.begin) await begin(data.begin)
      else postMessage({ shown: run(data.job) })
    } catch (error) {
      postMessage({ failed: String(error) })
    }
  }
}
