"""Reads a course's mkdocs.yml the way MkDocs does, and says at which line it can't."""

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

KEY = re.compile(r"Config value '([^']+)'")
LINE = re.compile(r"\bline (\d+), column (\d+)")
NAMED = re.compile(r"[\"'“]([\w./-]+)[\"'”]")


class SettingsError(Exception):
    """Settings that MkDocs does not take; carries the line and column, and why."""

    def __init__(self, line: int, column: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.column = column
        self.reason = reason


def read_settings(data: bytes, path: Path, empty: Path) -> MkDocsConfig:
    """Read settings that stand, or could stand, at a path. Raises SettingsError.

    Pages are given to MkDocs one by one, so that their folder is an empty one.
    """
    stream = io.BytesIO(data)
    stream.name = str(path)  # where MkDocs looks for what it inherits from
    with heard() as said:
        try:
            config = load_config(stream, docs_dir=str(empty), site_dir=f"{empty}-site", site_url="")
            config.plugins.on_startup(command="serve", dirty=False)
            config = config.plugins.on_config(config)
        except (MkDocsException, SystemExit) as error:
            raise _error(data, said or [str(error)]) from None
        except Exception as error:  # noqa: BLE001 - a plugin or hook of the course may raise anything
            raise _error(data, [f"{type(error).__name__}: {error}"]) from None
    if said:
        raise _error(data, said)
    return config


@contextmanager
def heard() -> Iterator[list[str]]:
    """Give a list that fills with what MkDocs and its plugins warn of."""
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    ear, log = Ear(logging.WARNING), logging.getLogger("mkdocs")
    log.addHandler(ear)
    log.propagate = False
    try:
        yield said
    finally:
        log.removeHandler(ear)


def _error(data: bytes, said: list[str]) -> SettingsError:
    text = said[0]
    found = LINE.search(text)
    line, column = (int(found[1]), int(found[2])) if found else (_line_of(text, data), 1)
    return SettingsError(line, column, " ".join(text.split()))


def _line_of(text: str, data: bytes) -> int:
    """Return the line of the setting that a text names, as near as can be told."""
    lines = data.decode("utf-8", "replace").splitlines()
    key = KEY.search(text)
    begin = next((n for n, line in enumerate(lines) if key and line.startswith(f"{key[1]}:")), 0)
    for word in NAMED.findall(text[key.end() :] if key else text):
        for number, line in enumerate(lines[begin:], start=begin):
            if word in line:
                return number + 1
    return begin + 1
