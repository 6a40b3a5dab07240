"""How long an edit takes to the reader's sight: `python benchmarks/preview.py [LESSONS ...]`.

A real Chromium has a lesson's page open. Beside `coursekit serve` stand `mkdocs serve` and its `--dirty`, in
the same run and on the same lesson pages. They are given these as Markdown, and of a
lesson's four pages only this one.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from coursekit.load.course import load_course
from coursekit.render import site
from coursekit.wording import wording

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "cases" / "small"
DOCS = "build/pages/en"
TEXT = "The bakery buys most of its flour"
HOURS = 3_600_000
"""Milliseconds that anything may take."""
REST = 3
"""Seconds between two edits: nobody saves sooner, and each server ends what an edit made it do beside."""
PAINTED = """(() => {
  const watch = new MutationObserver(() => {
    const [words] = document.body?.textContent.match(/Edit number [0-9]+ of [0-9]+/) || []
    if (!words) return
    watch.disconnect()
    const note = () => Object.assign(window, { painted: words, paintedAt: Date.now() })
    requestAnimationFrame(() => setTimeout(note))
  })
  watch.observe(document, { childList: true, subtree: true })
})()"""
"""Notes in the page when it has painted an edit; who asks from outside waits for its scripts as well."""
SLOW = 100
"""From this many lessons on, `mkdocs serve` is edited but a few times."""


def course(folder: Path, lessons: int) -> Path:
    """Write a course of so many lessons, which are those of the small course again and again."""
    shutil.copytree(SMALL / "seeds", folder / "seeds")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "lessons").mkdir()
    names = []
    for number in range(lessons):
        kind, place = ("flour", "oven")[number % 2], number // 2
        names.append(f"{kind}-{place:03d}")
        text = (SMALL / "lessons" / f"{kind}.yml").read_text(encoding="utf-8")
        text = text.replace("prerequisites: [flour]", f"prerequisites: [flour-{place:03d}]")
        text = re.sub(r"\(lesson:(\w+)\)", rf"(lesson:\1-{place:03d})", text)
        text = re.sub(r"^title: (.*)$", rf"title: \1 ({place})", text, count=1, flags=re.MULTILINE)
        (folder / "lessons" / f"{names[-1]}.yml").write_text(text, encoding="utf-8")
    spec = (SMALL / "lessons" / "course.yml").read_text(encoding="utf-8")
    spec = spec.replace("lessons: [flour, oven]", f"lessons: [{', '.join(names)}]")
    (folder / "lessons" / "course.yml").write_text(spec, encoding="utf-8")
    return folder


def pages(folder: Path) -> None:
    """Write the lessons' pages and what they need for MkDocs, which is to complain of no link."""
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8").replace("strict: true", "strict: false")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for artifact in site.plan(load_course(folder), wording("en")):
        path = artifact.path.removeprefix(f"{DOCS}/")
        if re.match(r"course/\d|index\.md|assets/", path):
            (folder / artifact.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / artifact.path).write_bytes(artifact.make())


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[str]:
    """Run a server and give its address once it says it."""
    said = folder / "said.txt"
    with said.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", *command], cwd=folder, stdout=log, stderr=log
        )
    try:
        found = None
        while found is None:
            time.sleep(0.1)
            found = re.search(r"http://127\.0\.0\.1:\d+/", said.read_text(encoding="utf-8"))
            if process.poll() is not None:
                raise RuntimeError(said.read_text(encoding="utf-8"))
        yield found[0]
    finally:
        process.terminate()
        process.wait()


def seen(page: Page, file: Path, times: int) -> list[float]:
    """Edit a file so many times, and return the seconds until the page has painted each edit."""
    good, took = file.read_text(encoding="utf-8"), []
    for number in range(times + 1):
        words = f"Edit number {number} of {time.time_ns()}"
        begun = time.time()
        file.write_text(good.replace(TEXT, words), encoding="utf-8")
        page.wait_for_function("words => window.painted === words", arg=words, timeout=HOURS)
        took.append(page.evaluate("window.paintedAt") / 1000 - begun)
        page.wait_for_load_state("load", timeout=HOURS)
        time.sleep(REST)
    file.write_text(good, encoding="utf-8")
    return took[1:]  # the first has to load what later ones find loaded


def measure(lessons: int, times: int, tell: Callable[[str], object]) -> None:
    """Tell the row of each server for a course of so many lessons."""
    few = times if lessons < SLOW else 2
    with tempfile.TemporaryDirectory() as aside, sync_playwright() as play:
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        folder = course(Path(aside) / "course", lessons)
        spec, own = folder / "lessons" / "flour-000.yml", folder / DOCS / "course" / "01-flour-000.md"
        rows = (
            (["coursekit", "serve", "--port", "0"], spec, times),
            (["mkdocs", "serve", "--dirty", "-a", "127.0.0.1:8765"], own, few if lessons < SLOW else 5),
            (["mkdocs", "serve", "-a", "127.0.0.1:8766"], own, few),
        )
        for command, file, repeats in rows:
            if file is own and not own.exists():
                pages(folder)
            begun = time.perf_counter()
            with running(command, folder) as address:
                page = browser.new_page()
                page.add_init_script(PAINTED)
                page.goto(f"{address}course/01-flour-000.html", timeout=HOURS)
                first = time.perf_counter() - begun
                took = seen(page, file, repeats)
                page.close()
            name = (
                " ".join(word for word in command if not word[0].isdigit())
                .replace(" -a", "")
                .replace(" --port", "")
            )
            median, most = statistics.median(took), max(took)
            tell(f"| {lessons} | `{name}` | {first:.1f} | {median:.2f} | {most:.2f} | {len(took)} |\n")
        browser.close()


if __name__ == "__main__":
    sys.stdout.write(
        "| lessons | server | first page, s | edit to sight, s | longest | edits |\n"
        "|--:|:--|--:|--:|--:|--:|\n"
    )
    for wanted in map(int, sys.argv[1:] or ("8", "500")):
        measure(wanted, 20, lambda row: (sys.stdout.write(row), sys.stdout.flush()))
