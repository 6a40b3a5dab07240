"""Runs MkDocs with Material in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

from coursekit.render.site.policy import guard

LANGUAGES_ONWARD = "INHERIT: ../mkdocs.yml\n"
EPOCH = "1577836800"
"""The day MkDocs takes for today, in seconds: any will do, if it is always the same."""
WARNING = re.compile(r"^(?:WARNING|ERROR|CRITICAL)\s+-\s+(.*)$")
DATE = re.compile(rb"\s*<lastmod>[^<]*</lastmod>")
ADDRESS = b"<loc>http"


def build_site(config: Path, output: Path, root: Path) -> tuple[str, ...]:
    """Build the site of a course into an empty folder and return what MkDocs finds wrong.

    Where the result is empty, the site is whole and the same for the same pages.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["--config-file", str(config), "--site-dir", str(output)]
    done = subprocess.run(  # noqa: S603 - our own interpreter, and paths that we were given
        command, cwd=root, env=_environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    faults = _faults(done.stderr)
    if done.returncode and not faults:
        return tuple(done.stderr.strip().splitlines()[-1:]) or ("mkdocs failed without a word",)
    if faults:
        return faults
    _undate(output)
    return guard(output)


def config_for(language: str) -> str:
    """Return the text of `build/mkdocs.<language>.yml`, for a language other than the first."""
    return (
        f"{LANGUAGES_ONWARD}docs_dir: pages/{language}\nsite_dir: ../site/{language}\n"
        f"theme:\n  language: {language}\n"
    )


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
