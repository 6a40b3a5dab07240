"""Checks that the source's caution about a number is said once: the record says it."""

import re
from collections.abc import Iterator

from coursekit.checks.finding import Finding
from coursekit.model.base import Spec
from coursekit.model.course import Course
from coursekit.model.references import OWN_VALUE, VALUE, Path, texts
from coursekit.model.seed import Claim
from coursekit.wording import LANGUAGES, wording

BETWEEN = r"[\s*_]*"
"""What may stand between a word and the number that it belongs to."""


def qualifier_twice_in_record(course: Course) -> Iterator[Finding]:
    """No text of the record says what a claim's qualifier says of its number already."""
    facts = course.facts
    for name, things in (
        ("claims", facts.claims),
        ("events", facts.events),
        ("figures", facts.figures),
        ("pictures", facts.pictures),
        ("terms", facts.terms),
    ):
        for thing in things.values():
            for path, message, hint, word in _said_twice(thing, course):
                yield Finding("qualifier-twice", message, hint, path, record=(name, thing.id), word=word)


def qualifier_twice(course: Course) -> Iterator[Finding]:
    """No text of a lesson says what a claim's qualifier says of its number already."""
    for name, lesson in course.lessons.items():
        for path, message, hint, word in _said_twice(lesson, course):
            yield Finding("qualifier-twice", message, hint, path, name, word=word)


def _said_twice(spec: Spec, course: Course) -> Iterator[tuple[Path, str, str, str]]:
    language = course.spec.languages[0]
    words = wording(language if language in LANGUAGES else LANGUAGES[0])
    for path, _, text in texts(spec):
        for match in VALUE.finditer(text):
            claim = spec if match[1] == OWN_VALUE else course.facts.claims.get(match[1])
            if not isinstance(claim, Claim) or claim.qualifier is None:
                continue
            said = words(f"qualifier-{claim.qualifier}", quantity="").strip()
            spaced = r"\s+".join(map(re.escape, said.split()))
            if before := re.search(rf"(?<!\w){spaced}{BETWEEN}$", text[: match.start()], re.IGNORECASE):
                message = f'"{said} {match[0]}" becomes "{said} {said} …"'
                hint = f'leave out "{said}": the claim has `qualifier: {claim.qualifier}`, which says it.'
                word = text[before.start() : match.end()]
                yield path, message, hint, match[0] if "\n" in word else word
