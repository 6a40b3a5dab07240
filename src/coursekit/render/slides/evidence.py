"""What a slide rests on: its claims, their doubts and the line that names the source."""

import re
from collections.abc import Iterable

from coursekit.model.base import Spec
from coursekit.model.course import LessonView
from coursekit.model.lesson import Part
from coursekit.model.references import references
from coursekit.model.seed import Claim, Source
from coursekit.wording import Wording

PLACE = re.compile(r"S(\d+)P(\d+)")
YEAR = 4


def claims_of(view: LessonView, *specs: Spec) -> tuple[Claim, ...]:
    """Return the claims that a slide shows, named by itself or by its figure, events or task."""
    wanted: list[str] = []
    for spec in specs:
        found = references(spec)
        wanted += found.of("claim")
        for event in found.of("event"):
            wanted += view.facts.events[event].claims
        for picture in found.of("picture"):
            wanted += references(view.facts.pictures[picture]).of("claim")
        for figure in found.of("figure"):
            wanted += references(view.facts.figures[figure]).of("claim")
    return tuple(view.facts.claims[name] for name in dict.fromkeys(wanted))


def doubts_of(claims: Iterable[Claim], part: Part | None) -> tuple[str, ...]:
    """Return the doubts about these claims: the record's and the part's, each once."""
    shown = tuple(claims)
    names = {claim.id for claim in shown}
    own = [claim.doubt for claim in shown if claim.doubt]
    of_part = [doubt.text for doubt in part.doubts if doubt.about in names] if part else []
    return tuple(dict.fromkeys(own + of_part))


def cited(source: Source, claims: Iterable[Claim], wording: Wording) -> str:
    """Return the line under a slide: `Mazorenko 2025, S1P8, S1P9`."""
    places = sorted({place for claim in claims for place in claim.at}, key=_order)
    if not places:
        return ""
    return wording("slides-source", source=short_name(source), places=", ".join(_spans(places)))


def short_name(source: Source) -> str:
    """Return the source in two words: `Mazorenko 2025`."""
    return f"{source.author.split()[-1]} {source.published[:YEAR]}"


def _order(place: str) -> tuple[int, int]:
    match = PLACE.fullmatch(place)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _spans(places: list[str]) -> list[str]:
    """Write three or more neighbours as a span: `S1P8–P10`."""
    runs: list[list[str]] = []
    for place in places:
        section, paragraph = _order(place)
        if runs and _order(runs[-1][-1]) == (section, paragraph - 1):
            runs[-1].append(place)
        else:
            runs.append([place])
    spans: list[str] = []
    for run in runs:
        if len(run) > 2:  # noqa: PLR2004 - two neighbours read better as two
            spans.append(f"{run[0]}–P{_order(run[-1])[1]}")
        else:
            spans += run
    return spans
