"""Tells browsers what a page may load and run: the site's own files and the theme's own scripts."""

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from pathlib import Path

CHARSET = '<meta charset="utf-8">'
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
NOT_RUN = re.compile(r'\bsrc=|\btype="application/(?:ld\+)?json"')
"""Scripts that come from a file, and data that no browser runs."""
FILLED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
"""What a theme's template fills in, always as a string: where the site begins, seen from the page."""
ALIGNMENTS = ("left", "center", "right")
"""Of a table's columns: the only styles that Markdown writes into a page."""
OWN = "'self' file:"
"""The site's files, on a server or in a folder: not every browser takes `'self'` for a folder's."""


def guard(output: Path) -> tuple[str, ...]:
    """Write the policy into every page of a built site and return what it would break.

    A script in a page may run because a template of the theme has it, not because it is there.
    """
    faults: list[str] = []
    for path in sorted(output.rglob("*.html")):
        page = path.read_bytes().decode()
        name = path.relative_to(output).as_posix()
        scripts = [script for given, script in SCRIPT.findall(page) if not NOT_RUN.search(given)]
        if not all(any(known.fullmatch(script) for known in _theme_scripts()) for script in scripts):
            faults.append(f"{name} has a script that no template of the theme has; put it into a file")
        elif CHARSET not in page:
            faults.append(f"{name} does not say that it is UTF-8")
        else:
            content = policy(scripts)
            meta = f'{CHARSET}\n      <meta http-equiv="Content-Security-Policy" content="{content}">'
            path.write_bytes(page.replace(CHARSET, meta, 1).encode())
    return tuple(faults)


def policy(scripts: list[str]) -> str:
    """Return the policy of a page that has these scripts in it."""
    allowed = " ".join(dict.fromkeys(f"'sha256-{_digest(script)}'" for script in scripts))
    aligned = " ".join(f"'sha256-{_digest(f'text-align: {side};')}'" for side in ALIGNMENTS)
    rules = {
        "default-src": "'none'",
        "script-src": f"{OWN} 'wasm-unsafe-eval' {allowed}".strip(),
        "style-src": OWN,
        "style-src-attr": f"'unsafe-hashes' {aligned}",
        "img-src": f"{OWN} data:",
        "connect-src": "'self'",
        "worker-src": f"{OWN} blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _theme_scripts() -> tuple[re.Pattern[str], ...]:
    """Return the scripts that stand in Material's templates, as patterns where they are filled in."""
    found = []
    for path in sorted(Path(str(resources.files("material.templates"))).rglob("*.html")):
        for given, script in SCRIPT.findall(path.read_text(encoding="utf-8")):
            if not NOT_RUN.search(given):
                found.append(re.compile(r"[\w./:-]*".join(map(re.escape, FILLED.split(script)))))
    return tuple(found)
