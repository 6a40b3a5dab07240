"""Say what Python in a page weighs and when its first result is there.

`python benchmarks/python_in_page.py [SITE]` needs Chromium and a built site. Times depend on the machine;
how many times longer one is than another, less so.
"""

import functools
import gzip
import http.server
import shutil
import statistics
import sys
import threading
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

TIMES = 5
PROGRAM = "import statistics\nstatistics.mean([1, 2, 6])"
LOOP = "while True:\n    pass"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the site and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def sizes(site: Path) -> list[str]:
    """Return the table of what a page loads to run a program, in kB of 1000 bytes."""
    rows = ["| script | kB | gzipped |", "|:--|--:|--:|"]
    files = sorted((site / "assets/python").glob("*.js"))
    for name, data in ((file.name, file.read_bytes()) for file in files):
        rows.append(f"| {name} | {len(data) / 1000:.0f} | {len(gzip.compress(data, 9)) / 1000:.0f} |")
    return rows


def run(page: Page, source: str) -> None:
    """Start a program in the first editor of a page."""
    task = page.locator("[data-ck-python]").first
    task.locator("textarea").fill(source)
    task.locator(".ck-run").click()


def result(page: Page) -> float:
    """Return the seconds from a click on Run to what the program gives."""
    begun = time.perf_counter()
    run(page, PROGRAM)
    page.locator(".ck-output", has_text="3").first.wait_for(timeout=120_000)
    return time.perf_counter() - begun


def times(page: Page, address: str) -> dict[str, float]:
    """Return the seconds to a first result, to a second one, and to one after a program was stopped."""
    page.goto(address)
    page.locator(".ck-run").first.wait_for()
    cold, warm = result(page), result(page)
    run(page, LOOP)
    page.wait_for_timeout(500)
    page.locator(".ck-stop:enabled").first.click()
    return {"cold": cold, "warm": warm, "after Stop": result(page)}


def table(site: Path) -> list[str]:
    """Return the table of times, medians in seconds."""
    pages = sorted((site / "course").glob("0*.html"))
    lesson = next(page for page in pages if b"data-ck-python" in page.read_bytes())
    handler = functools.partial(Quiet, directory=site)
    rows = ["| from | cold | warm | after Stop |", "|:--|--:|--:|--:|"]
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as play:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        places = {
            "a server": f"http://127.0.0.1:{server.server_port}/{lesson.relative_to(site).as_posix()}",
            "a folder": lesson.resolve().as_uri(),
        }
        found: dict[str, list[dict[str, float]]] = {name: [] for name in places}
        for _ in range(TIMES):
            for name, address in places.items():
                context = browser.new_context()
                found[name].append(times(context.new_page(), address))
                context.close()
        server.shutdown()
    for name, all_of_them in found.items():
        middle = [statistics.median(one[key] for one in all_of_them) for key in all_of_them[0]]
        rows.append(f"| {name} | {' | '.join(f'{seconds:.2f}' for seconds in middle)} |")
    return rows


if __name__ == "__main__":
    built = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    sys.stdout.write("\n".join([*sizes(built), "", *table(built)]) + "\n")
