"""Single lines of the course's files, to show beside a problem."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from coursekit.load.text import MAX_BYTES, UTF16


def line_reader(root: Path) -> Callable[[str, int], str | None]:
    """Give a function from a file and a line's number to the line; None where there is nothing to show."""

    @cache
    def lines(file: str) -> list[str]:
        data = _bytes(root, root / file)
        if data.startswith(UTF16):  # signs with nothing in between would be read where letters are
            return []
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line(file: str, number: int) -> str | None:
        found = lines(file)
        text = found[number - 1] if 0 < number <= len(found) else ""
        return text if text.strip() else None

    return line


def _bytes(root: Path, path: Path) -> bytes:
    """Return what stands in a file of the course; nothing where it leads out of it or can't be read."""
    try:
        if path.resolve().is_relative_to(root.resolve()) and path.is_file():
            with path.open("rb") as stream:
                return stream.read(MAX_BYTES)
    except (OSError, RuntimeError):  # RuntimeError is what pathlib raises for a link that leads to itself
        pass
    return b""
