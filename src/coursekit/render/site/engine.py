"""Lets an engine make a site, in a process of its own: MkDocs with Material, or Zensical."""

import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from coursekit.render import places
from coursekit.render.site.links import LOST_WAYS, broken
from coursekit.render.site.policy import guard
from coursekit.wording import Wording

EPOCH = "1577836800"
"""The day MkDocs takes for today, in seconds: any will do, if it is always the same."""
WARNING = re.compile(r"^(?:WARNING|ERROR|CRITICAL)\s+-\s+(.*)$", re.MULTILINE)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
SAID = re.compile(r"^(?:Warning|Error): (.*)\n(?:\s*╭─\[ (\S+) \])?", re.MULTILINE)
"""What Zensical says, and of which file, line and column."""
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


@dataclass(frozen=True)
class Engine:
    """A program that makes a site of a folder of pages and a `mkdocs.yml`."""

    parts: tuple[str, ...]
    """Distributions whose version can change the site; the first is the engine."""
    theme: str
    """The package its templates are in."""
    run: Callable[["Order"], tuple[str, ...]]
    """Makes the site and returns what it finds wrong."""


@dataclass(frozen=True)
class Order:
    """What an engine is to make a site of, and where."""

    config: Path
    pages: Path
    output: Path
    root: Path
    """The course's folder, which holds the other three."""


def build_site(
    config: Path,
    output: Path,
    root: Path,
    wording: Wording | None = None,
    *,
    pages: str = places.pages("en"),
    engine: str = "material",
) -> tuple[str, ...]:
    """Build the site of a course into an empty folder and return what the engine finds wrong, and what we do.

    Where the result is empty, the site is whole and the same for the same pages. With a wording, the page
    for lost ways says more than that.
    """
    order = Order(config.resolve(), (root / pages).resolve(), output.resolve(), root.resolve())
    faults = ENGINES[engine].run(order)
    if faults:
        return faults
    _undate(output)
    _finish(output)
    if wording:
        _tell_the_lost(output / LOST_WAYS, wording)
    return guard(output, ENGINES[engine].theme) or broken(output)


def _mkdocs(order: Order) -> tuple[str, ...]:
    command = ["mkdocs", "build", "--strict", "--config-file", str(order.config)]
    done = _ran([*command, "--site-dir", str(order.output)], order.root)
    return _faults(done, tuple(match[1] for match in WARNING.finditer(done.stderr)))


def _zensical(order: Order) -> tuple[str, ...]:
    # It takes no folder as an option, and wants all of them below its settings: those stand in the course's.
    own = order.root / ".coursekit-zensical.yml"
    folders = {"INHERIT": order.config, "docs_dir": order.pages, "site_dir": order.output}
    named = {key: os.path.relpath(path, order.root) for key, path in folders.items()}
    own.write_text(json.dumps(named), encoding="utf-8")
    try:
        done = _ran(["zensical", "build", "--strict", "--config-file", str(own)], order.root)
    finally:
        own.unlink()
    said = SAID.findall(COLOUR.sub("", done.stdout + done.stderr))
    return _faults(done, tuple(": ".join(filter(None, (place, what))) for what, place in said))


def _ran(command: list[str], root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter, and paths that we were given
        [sys.executable, "-m", *command],
        cwd=root,
        env=_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _faults(done: subprocess.CompletedProcess[str], found: tuple[str, ...]) -> tuple[str, ...]:
    if not done.returncode or found:
        return found
    return tuple(done.stderr.strip().splitlines()[-1:]) or ("it failed without a word",)


ENGINES = {
    "material": Engine(("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions"), "material", _mkdocs),
    "zensical": Engine(("zensical", "markdown", "pymdown-extensions"), "zensical", _zensical),
}


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
