"""What a page may load and run: in a browser, from a folder and a server, attacked past the escaping."""

import contextlib
import http.server
import re
import shutil
import threading

import pytest
from playwright.sync_api import Error

from coursekit.render.site.policy import guard, policy
from test_site import WIDE, Html, built, little, pages_of

assert built  # a fixture
ATTACKS = {
    "a script": "<script>window.pwned = 1</script>",
    "a handler": '<img src="assets/images/favicon.png" onload="window.pwned = 1">',
    "an address": '<a id="evil" href="javascript:window.pwned = 1">x</a>',
    "a frame": '<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe>',
    "a script elsewhere": '<script src="ELSEWHEREx.js"></script>',
    "a picture elsewhere": '<img src="ELSEWHEREx.png" alt="">',
    "a style elsewhere": '<link rel="stylesheet" href="ELSEWHEREx.css">',
    "a style": "<style>body { display: none }</style>",
    "an attribute": '<p id="evil" style="position: fixed">x</p>',
    "another base": '<base href="ELSEWHERE"><img src="x.png" alt="">',
    "a form": '<form id="evil" action="ELSEWHERE"></form>',
    "a plugin": '<object data="ELSEWHEREx.svg" type="image/svg+xml"></object>',
}
WATCH = """window.broken = []
document.addEventListener('securitypolicyviolation', event => broken.push(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""
CROSS = ("error", "warning")
WASM = """async () => {
  const made = new Blob(["WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))"
    + ".then(() => postMessage('runs'), error => postMessage(String(error)))"])
  const worker = new Worker(URL.createObjectURL(made))
  return new Promise(done => {
    worker.onmessage = event => done(event.data)
    worker.onerror = () => done('fails')
  })
}"""


def watched(chromium):
    """Open a page that gathers what goes wrong on it."""
    context = chromium.new_context(viewport=WIDE)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.faults, page.asked = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("requestfailed", lambda request: page.faults.append(f"failed: {request.url}"))
    page.on("response", lambda got: page.faults.append(got.url) if got.status >= 400 else None)
    page.on("console", lambda said: page.faults.append(said.text) if said.type in CROSS else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    return page


def test_no_page_of_the_course_asks_elsewhere_or_breaks_its_policy(course_site, chromium, opened):
    home = opened(course_site)
    page = watched(chromium)
    paths = [path.relative_to(course_site).as_posix() for path in pages_of(course_site)]
    for path in paths:
        if path == "404.html" and home.startswith("file:"):
            continue  # only a server shows it
        page.goto(home + path)
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        page.evaluate("window.scrollTo(0, 600)")
        mark = page.locator("article a:is(.ck-cite, .ck-term)[title]").first
        if mark.count():
            mark.hover()
            page.wait_for_selector(".md-tooltip2")
        page.locator("[data-md-component=palette] label:visible").click()
        page.wait_for_timeout(30)
        assert page.evaluate("broken") == [], path
        assert page.faults == [], path
    assert [url for url in page.asked if not url.startswith((home, "data:", "blob:"))] == []
    assert len(page.asked) > 5 * len(paths)
    page.context.close()


def test_search_finds_a_lesson_by_its_words(course_site, chromium, opened):
    page = watched(chromium)
    page.goto(opened(course_site) + "index.html")
    field = page.locator("[data-md-component=search-query]")
    field.click()
    for path in sorted((course_site / "course").glob("0*.html")):
        title = re.search(r"<h1[^>]*>([^<]+)", path.read_text(encoding="utf-8"))[1].strip()
        field.fill("")
        page.keyboard.type(title)
        page.wait_for_selector(f".md-search-result__item a[href*='course/{path.name}']", timeout=20_000)
    # A term, in the page that explains it and in one that uses it.
    for words, name in (("parallel imports", "reference/glossary"), ("Rosatom", "course/04-proximity")):
        field.fill("")
        page.keyboard.type(words)
        page.wait_for_selector(f".md-search-result__item a[href*='{name}']", timeout=20_000)
    assert page.evaluate("broken") == []
    assert page.faults == []
    page.context.close()


@pytest.fixture(scope="module")
def elsewhere():
    """Serve another host, and give its address and what it was asked for."""
    asked = []

    class Noting(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Noting) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


def attacked(site, folder, attack, *, guarded):
    """Copy a site and put an attack into its first page, as if a text had not been escaped."""
    shutil.copytree(site, folder)
    page = folder / "index.html"
    text = page.read_text(encoding="utf-8")
    if not guarded:
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    page.write_text(text.replace("</article>", f"{attack}</article>", 1), encoding="utf-8")


def done_by(page, home, asked):
    """Return what an attack got done: run, sent out, or shown."""
    asked.clear()
    page.goto(home + "index.html")
    done = page.evaluate(
        """() => {
        const evil = document.getElementById('evil')
        if (evil && evil.matches('a')) evil.click()
        if (evil && evil.matches('form')) evil.submit()
        return [getComputedStyle(document.body).display === 'none' && 'hidden',
          evil && getComputedStyle(evil).position === 'fixed' && 'placed'].filter(Boolean)
        }"""
    )
    page.wait_for_timeout(150)
    with contextlib.suppress(Error):  # on its way elsewhere, which is seen there
        if page.evaluate("window.pwned") is not None:
            done.append("run")
    return [*done, *["sent"] * bool(asked)]


@pytest.mark.parametrize("name", ATTACKS)
def test_what_got_past_the_escaping_has_no_power(built, chromium, opened, elsewhere, tmp_path, name):
    address, asked = elsewhere
    attack = ATTACKS[name].replace("ELSEWHERE", address)
    for guarded in (True, False):
        folder = tmp_path / str(guarded)
        attacked(built, folder, attack, guarded=guarded)
        page = watched(chromium)
        done = done_by(page, opened(folder), asked)
        if guarded:
            assert done == []
            assert page.faults != [], "the browser says what it refused"
        else:
            assert done != [], "without the policy the attack must work"
        page.context.close()


def test_python_can_run_in_a_page(built, chromium, opened):
    page = watched(chromium)
    page.goto(opened(built) + "course/01-flour.html")
    assert page.evaluate(WASM) == "runs"
    assert page.faults == []
    assert page.evaluate("broken") == []
    page.context.close()


def test_every_page_has_one_policy_before_all_that_it_rules(built):
    for path in pages_of(built):
        tags = Html(path).tags
        names = [tag for tag, found in tags if found.get("http-equiv") or tag in ("script", "link")]
        assert names.count("meta") == 1, path
        assert names[0] == "meta", path


def test_the_policy_names_no_host_and_nothing_unsafe():
    rules = dict(rule.split(" ", 1) for rule in policy(["let a"]).split("; "))
    assert rules["default-src"] == "'none'"
    assert "'sha256-" in rules["script-src"]
    words = {word for rule in rules.values() for word in rule.split()}
    assert not words & {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"}
    assert all(word.startswith("'") or word in ("file:", "data:", "blob:") for word in words)
    assert "data:" not in rules["script-src"]


def test_a_script_that_the_theme_does_not_have_stops_the_build(tmp_path):
    data = '<script type="application/json">{}</script>'
    faults = little(tmp_path, f"<script>window.mine = 1</script>\n\n{data}")
    assert faults == ("index.html has a script that no template of the theme has; put it into a file",)


def test_a_theme_script_filled_in_with_code_is_not_the_theme_s(built, tmp_path):
    page = (built / "course/01-flour.html").read_text(encoding="utf-8")
    (tmp_path / "a.html").write_text(page.replace('URL("..",', 'URL("..");alert(1);("",'), encoding="utf-8")
    assert "alert(1)" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert len(guard(tmp_path)) == 1
