"""Tells browsers what a page may load and run: the site's own files and the theme's own scripts."""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

CHARSET = '<meta charset="utf-8">'
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
NOT_RUN = re.compile(r'\bsrc=|\btype="application/(?:ld\+)?json"')
"""Scripts that come from a file, and data that no browser runs."""
FILLED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
"""What a theme's template fills in, always as a string: where the site begins, seen from the page."""
STYLED = re.compile(r'"style",\{\},(\w+)\.toString\(\)')
"""Where a theme's script makes a style of a text that it holds."""
ALIGNMENTS = ("left", "center", "right")
"""Of a table's columns: the only styles that Markdown writes into a page."""
OWN = "'self' file:"
"""The site's files, on a server or in a folder: not every browser takes `'self'` for a folder's."""


def guard(output: Path, theme: str = "material") -> tuple[str, ...]:
    """Write the policy into every page of a built site and return what it would break.

    A script in a page may run because a template of the theme has it, not because it is there.
    """
    faults: list[str] = []
    styles = tuple(_theme_styles(output))
    for path in sorted(output.rglob("*.html")):
        page = path.read_bytes().decode()
        name = path.relative_to(output).as_posix()
        scripts = [script for given, script in SCRIPT.findall(page) if not NOT_RUN.search(given)]
        if not all(any(known.fullmatch(script) for known in _theme_scripts(theme)) for script in scripts):
            faults.append(f"{name} has a script that no template of the theme has; put it into a file")
        elif CHARSET not in page:
            faults.append(f"{name} does not say that it is UTF-8")
        else:
            content = policy(scripts, styles)
            meta = f'{CHARSET}\n      <meta http-equiv="Content-Security-Policy" content="{content}">'
            path.write_bytes(page.replace(CHARSET, meta, 1).encode())
    return tuple(faults)


def policy(scripts: list[str], styles: tuple[str, ...] = ()) -> str:
    """Return the policy of a page that has these scripts in it, and styles that its theme's script adds."""
    allowed = " ".join(dict.fromkeys(f"'sha256-{_digest(script)}'" for script in scripts))
    aligned = " ".join(f"'sha256-{_digest(f'text-align: {side};')}'" for side in ALIGNMENTS)
    rules = {
        "default-src": "'none'",
        "script-src": f"{OWN} 'wasm-unsafe-eval' {allowed}".strip(),
        "style-src": " ".join((OWN, *(f"'sha256-{_digest(style)}'" for style in styles))),
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
def _theme_scripts(theme: str) -> tuple[re.Pattern[str], ...]:
    """Return the scripts that stand in a theme's templates, as patterns where they are filled in."""
    found = []
    for path in sorted(Path(str(resources.files(theme) / "templates")).rglob("*.html")):
        for given, script in SCRIPT.findall(path.read_text(encoding="utf-8")):
            if not NOT_RUN.search(given):
                found.append(re.compile(r"[\w./:-]*".join(map(re.escape, FILLED.split(script)))))
    return tuple(found)


def _theme_styles(output: Path) -> Iterator[str]:
    """Yield the styles that the theme's own script puts into a page: Zensical's search brings one."""
    for path in sorted((output / "assets/javascripts").glob("bundle.*.js")):
        script = path.read_text(encoding="utf-8")
        for name in STYLED.findall(script):
            for literal in re.findall(rf"\b{name}='((?:[^'\\]|\\.)*)'", script):
                yield re.sub(r"\\(.)", r"\1", literal)
