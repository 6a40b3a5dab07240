"""What a new course is told about itself: each answer with its default, and what it may say."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coursekit.load.text import CONTROL
from coursekit.model.variant import minutes_typed
from coursekit.render.paper.clock import minutes_of
from coursekit.starter.fill import marked, unmarked
from coursekit.wording import LANGUAGES, wording

LONGEST = 100
"""Characters of a title; a longer one has no place on a title slide."""
MINUTES = range(33, 601)
"""What the first session may take: from what is core in the invented lesson to ten hours."""
UNSEEN = re.compile(f"{CONTROL.pattern}|[\t\n\r\ud800-\udfff\u200b\u200e\u200f]")


class NotUnderstoodError(ValueError):
    """An answer that can't stand in the course; says what to write instead."""


@dataclass(frozen=True)
class Answers:
    """What stands in a new course besides the invented library; all of it holds to the rules below."""

    title: str
    language: str = LANGUAGES[0]
    group: str = ""
    """Who runs it; empty for an invented reading circle."""
    minutes: int = 90
    start: str = "18:30"

    def gaps(self) -> dict[str, str]:
        """Return what stands in the gaps of the files, by their names."""
        words = wording(self.language)
        return {
            "title": marked(self.title),
            "site-name": unmarked(self.title),
            "language": self.language,
            "group": self.group or default_group(self.language),
            "fit": f"{self.minutes} minutes",
            "start": self.start,
            "copyright": words("starter-copyright"),
            "switch-to-dark": words("starter-switch-to-dark"),
            "switch-to-light": words("starter-switch-to-light"),
        }


def default_group(language: str) -> str:
    """Return the name of an invented group."""
    return wording(language)("starter-group")


def title_for(name: str) -> str:
    """Return a title to begin with, from the name of a folder or lesson: `our-course`, `Our course`."""
    words = " ".join(re.split(rf"(?:[-_\s]|{UNSEEN.pattern})+", name)).strip()[:LONGEST]
    return words[:1].upper() + words[1:] or "A course"


def a_title(typed: str) -> str:
    """Return a title. Raises NotUnderstoodError."""
    return _line(typed, "A title")


def a_group(typed: str) -> str:
    """Return the name of who runs the course. Raises NotUnderstoodError."""
    name = _line(typed, "A name")
    if "," in name:
        raise NotUnderstoodError("With a comma it would be a person, `Family, Given`. Write it without one.")
    return name


def a_language(typed: str) -> str:
    """Return the language of the course. Raises NotUnderstoodError."""
    if typed.strip().lower() not in LANGUAGES:
        hint = "the manual says how another language is added."
        raise NotUnderstoodError(f"Write {' or '.join(LANGUAGES)}; {hint}")
    return typed.strip().lower()


def some_minutes(typed: str) -> int:
    """Return how long the first session is. Raises NotUnderstoodError."""
    minutes = minutes_typed(typed.lower())
    if not minutes:
        raise NotUnderstoodError("Write minutes, as a whole number: 90.")
    if minutes not in MINUTES:
        least, most = MINUTES[0], MINUTES[-1]
        core = f"the sample lesson's core takes {least}"
        raise NotUnderstoodError(f"From {least} to {most}; {core}. Both can be changed later.")
    return minutes


def a_start(typed: str) -> str:
    """Return when the first session begins, as `18:30`. Raises NotUnderstoodError."""
    try:
        hours, minutes = divmod(minutes_of(typed), 60)
    except ValueError as error:
        raise NotUnderstoodError(str(error)) from None
    return f"{hours:02d}:{minutes:02d}"


READ: Mapping[str, Callable[[str], object]] = {
    "title": a_title,
    "language": a_language,
    "group": a_group,
    "minutes": some_minutes,
    "start": a_start,
}
"""How each answer is read, by its option."""


def _line(typed: str, what: str) -> str:
    words = typed.strip()
    if not words:
        raise NotUnderstoodError(f"{what} needs at least a word.")
    if UNSEEN.search(words):
        raise NotUnderstoodError(f"{what} is one line; a character that can't be shown is in this one.")
    if len(words) > LONGEST:
        raise NotUnderstoodError(f"{what} has at most {LONGEST} characters; these are {len(words)}.")
    return words
