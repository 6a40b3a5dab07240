"""Looks at finished decks, whoever made or edited them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from coursekit.problems import Problem, counted
from coursekit.render.slides.inspect import inspect
from coursekit.render.slides.inspect.opened import NoDeckError
from coursekit.terminal import report, say

TEMPORARY = "~$"
"""How the files begin that PowerPoint keeps beside an open deck."""


def look_at(paths: Iterable[Path], form: str) -> bool:
    """Say what is to be mended in the decks that these files and folders are or hold; tell whether there is.

    A problem's line is the slide, and its column the shape's place in the reading order.
    """
    decks = [deck for path in paths for deck in _decks(path)]
    problems = tuple(problem for deck in decks for problem in _problems(deck))
    report(problems, form)
    if not problems and form in ("text", "long"):
        say([f"Nothing to mend in {counted(len(decks), 'deck')}."])
    return bool(problems)


def _decks(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(deck for deck in path.rglob("*.pptx") if not deck.name.startswith(TEMPORARY))


def _problems(deck: Path) -> Iterator[Problem]:
    file = deck.as_posix()
    try:
        for found in inspect(deck.read_bytes()):
            place = max(1, found.slide), max(1, found.shape)
            yield Problem(file, *place, found.code, found.message, found.hint)
    except NoDeckError:
        hint = "save it as a PowerPoint presentation, a .pptx file."
        yield Problem(file, 1, 1, "no-deck", "this is no PowerPoint file, or a broken one", hint)
