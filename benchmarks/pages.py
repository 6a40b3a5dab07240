"""Say what a lesson's page weighs with all it needs to be read: `python benchmarks/pages.py [SITE]`.

Sizes are of gzip at level 9, as a server sends them; they are no timings, and the same on every machine.
"""

import gzip
import re
import sys
from pathlib import Path

LIMIT = 100_000
"""Bytes that a lesson's page may weigh with all it needs to be read; there are no fonts."""
LOADED = re.compile(r'<(?:script[^>]* src|link rel="stylesheet" href)="([^"]+)"([^>]*)>')


def packed(file: Path) -> int:
    """Return what a file weighs on its way."""
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def loaded(page: Path) -> dict[Path, bool]:
    """Return the styles and scripts of a page, and of each whether it waits until the page is read in."""
    text = page.read_text(encoding="utf-8")
    return {(page.parent / name).resolve(): "defer" in rest for name, rest in LOADED.findall(text)}


def weight(page: Path) -> dict[str, int]:
    """Return what a page weighs: its parts, what is needed to read it, and what comes for the exercises."""
    now = [file for file, waits in loaded(page).items() if not waits]
    text = packed(page)
    styles = sum(packed(file) for file in now if file.suffix == ".css")
    scripts = sum(packed(file) for file in now if file.suffix == ".js")
    later = sum(packed(file) for file, waits in loaded(page).items() if waits)
    read = text + styles + scripts
    return {"text": text, "styles": styles, "scripts": scripts, "read": read, "later": later}


def lessons(site: Path) -> list[Path]:
    """Return the pages of the lessons."""
    return sorted((site / "course").glob("[0-9]*.html"))


def table(site: Path) -> list[str]:
    """Return the table for docs/measurements.md."""
    rows = [
        "| page | text | styles | scripts | to be read, kB | for exercises |",
        "|:--|--:|--:|--:|--:|--:|",
    ]
    for page in lessons(site):
        numbers = " | ".join(f"{number / 1000:.1f}" for number in weight(page).values())
        rows.append(f"| {page.stem} | {numbers} |")
    index = packed(site / "search" / "search_index.json")
    return [*rows, "", f"The search loads {index / 1000:.1f} kB more, once, when a page has been read in."]


if __name__ == "__main__":
    sys.stdout.write("\n".join(table(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))) + "\n")
