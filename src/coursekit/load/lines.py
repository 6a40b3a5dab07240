"""Single lines of the course's files, to show beside a problem."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from coursekit.load.course import bytes_of
from coursekit.problems import Problem


def line_reader(root: Path) -> Callable[[str, int], str | None]:
    """Give a function from a file and a line's number to the line; None where there is nothing to show."""

    @cache
    def lines(file: str) -> list[str]:
        data = bytes_of(root / file, file, root)
        if isinstance(data, Problem):
            return []
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line(file: str, number: int) -> str | None:
        found = lines(file)
        text = found[number - 1] if 0 < number <= len(found) else ""
        return text if text.strip() else None

    return line
