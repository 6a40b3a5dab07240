"""Runs MkDocs with Material in a process of its own."""

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import urljoin

from coursekit.render.site.links import LOST_WAYS, broken
from coursekit.render.site.policy import guard
from coursekit.wording import Wording

LANGUAGES_ONWARD = "INHERIT: ../mkdocs.yml\n"
EPOCH = "1577836800"
"""The day MkDocs takes for today, in seconds: any will do, if it is always the same."""
WARNING = re.compile(r"^(?:WARNING|ERROR|CRITICAL)\s+-\s+(.*)$")
DATE = re.compile(rb"\s*<lastmod>[^<]*</lastmod>")
ADDRESS = b"<loc>http"
UNITS = {"kilobytes": 1000, "megabytes": 1_000_000}
SIZE = re.compile(
    rb'<span class="ck-size" data-of="([^"]+)" data-kilobytes="([^"]+)" data-megabytes="([^"]+)"></span>'
)
"""Where a page is to say how large a file of the site is."""
HOME = re.compile(r'<a href="([^"]*)"[^>]*\bmd-logo\b')
NOT_FOUND = "<h1>404 - Not found</h1>"
"""What the theme's page for lost ways says, in English, and all that it says."""
INDENT = re.compile(rb"\n\s+")
"""A tenth of a page's frame, on every page."""
LOST_TO = {
    "site-home": "index.html",
    "site-course": "course/index.html",
    "site-glossary": "reference/glossary.html",
    "site-teaching-section": "teaching/index.html",
}


def build_site(config: Path, output: Path, root: Path, wording: Wording | None = None) -> tuple[str, ...]:
    """Build the site of a course into an empty folder and return what MkDocs finds wrong, and what we do.

    Where the result is empty, the site is whole and the same for the same pages. With a wording, the page
    for lost ways says more than that.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["--config-file", str(config.resolve()), "--site-dir", str(output.resolve())]
    done = subprocess.run(  # noqa: S603 - our own interpreter, and paths that we were given
        command, cwd=root, env=_environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    faults = _faults(done.stderr)
    if done.returncode and not faults:
        return tuple(done.stderr.strip().splitlines()[-1:]) or ("mkdocs failed without a word",)
    if faults:
        return faults
    _undate(output)
    _finish(output)
    if wording:
        _tell_the_lost(output / LOST_WAYS, wording)
    return guard(output) or broken(output)


def config_for(wording: Wording, site: str, pages: Iterable[str]) -> str:
    """Return the text of `build/mkdocs.<language>.yml`: the course's own settings, in another language.

    MkDocs names a folder of pages by the folder; here the navigation is written out, to name it in words.
    """
    language = wording.language
    return (
        f"{LANGUAGES_ONWARD}docs_dir: pages/{language}\nsite_dir: ../{site}\n"
        f"theme:\n  language: {language}\nnav:\n" + "".join(_entries(sorted(pages, key=_place), wording, 0))
    )


def _place(page: str) -> tuple[object, ...]:
    """Put pages into MkDocs's own order: a folder's index first, its pages, then the folders in it."""
    *folders, name = page.split("/")
    return (*((True, folder) for folder in folders), (False, (name != "index.md", name)))


def _entries(pages: list[str], wording: Wording, depth: int) -> Iterator[str]:
    def folder(page: str) -> str:
        return page.split("/")[depth] if page.count("/") > depth else ""

    indent = "    " * depth
    for name, inside in groupby(pages, folder):
        if name:
            title = wording(f"folder-{name}") if f"folder-{name}" in wording.phrases else name.title()
            yield f"{indent}  - {json.dumps(title, ensure_ascii=False)}:\n"
            yield from _entries(list(inside), wording, depth + 1)
        else:
            yield from (f"{indent}  - {json.dumps(page, ensure_ascii=False)}\n" for page in inside)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {
        **kept,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": EPOCH,
        "TZ": "UTC",
    }


def _faults(log: str) -> tuple[str, ...]:
    return tuple(match[1] for match in map(WARNING.match, log.splitlines()) if match)


def _undate(output: Path) -> None:
    """Take the dates out of the map for search engines; without addresses it is of no use at all."""
    (output / "sitemap.xml.gz").unlink(missing_ok=True)
    listed = output / "sitemap.xml"
    if not listed.is_file():
        return
    data = listed.read_bytes()
    if ADDRESS in data:
        listed.write_bytes(DATE.sub(b"", data))
    else:
        listed.unlink()


def _finish(output: Path) -> None:
    """Write beside each download how large the file is, and take the indents out of the theme's frame."""

    def weighed(match: re.Match[bytes]) -> bytes:
        file = output / match[1].decode()
        if not file.is_file():
            return match[0]
        size = file.stat().st_size
        small = size < UNITS["megabytes"]
        number = max(1, round(size / UNITS["kilobytes" if small else "megabytes"]))
        return b'<span class="ck-size">%d\xc2\xa0%s</span>' % (number, match[2 if small else 3])

    for page in sorted(output.rglob("*.html")):
        before, begins, rest = page.read_bytes().partition(b"<article")
        article, ends, after = rest.partition(b"</article>")
        frame, end = (INDENT.sub(b"\n", part) for part in (before, after))
        page.write_bytes(frame + begins + SIZE.sub(weighed, article) + ends + end)


def _tell_the_lost(page: Path, wording: Wording) -> None:
    """Say on the page for lost ways where to go on. Its links begin at the root, as the theme's own do."""
    text = page.read_text(encoding="utf-8")
    home = HOME.search(text)
    if not home:
        return
    ways = "".join(
        f'<li><a href="{urljoin(home[1], target)}">{html.escape(wording(key))}</a></li>'
        for key, target in LOST_TO.items()
        if (page.parent / target).is_file()
    )
    said = f"<h1>{html.escape(wording('site-lost'))}</h1>\n<p>{html.escape(wording('site-lost-how'))}</p>"
    page.write_text(text.replace(NOT_FOUND, f"{said}\n<ul>{ways}</ul>"), encoding="utf-8")
