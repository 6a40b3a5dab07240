"""Checks that every statement rests on the record, and that the record is used."""

import re
from collections.abc import Iterator, Mapping

from coursekit.checks.finding import Finding
from coursekit.model.course import Course
from coursekit.model.references import OWN_VALUE, in_text, references
from coursekit.model.seed import SHARES, STACKED, Claim, Figure
from coursekit.model.values import points, stacks

WHOLE, ROUNDING = 100, 1
"""Shares of a whole make this many per cent, give or take what was rounded."""
NO_PARTS = ("rank",)
"""Units whose numbers can't be added."""
SIGNED = ("plain", "percent", "dollars", "times", "rank", "share", "years")
"""Units that may be below nought: a growth, a loss. All others are counted."""
DIGIT = re.compile(r"[0-9]")
INSIDE = re.compile(r"\[@[^\]]*\]|\]\([^)]*\)|`[^`]*`")


def paragraph_not_covered(course: Course) -> Iterator[Finding]:
    """Every paragraph of the source is covered by a claim, or listed as unused."""
    covered = {at for claim in course.facts.claims.values() for at in claim.at}
    covered |= {unused.at for unused in course.unused}
    for section in course.sections:
        for number in range(1, section.paragraphs + 1):
            at = f"{section.id}P{number}"
            if at not in covered:
                yield Finding(
                    "paragraph-not-covered",
                    f"no claim rests on {at}",
                    f"add a claim with `at: [{at}]`, or list {at} under `unused:` with a reason.",
                    record=("sections", section.id),
                )


def used_after_all(course: Course) -> Iterator[Finding]:
    """A paragraph that is listed as unused has no claim."""
    for unused in course.unused:
        for claim in course.facts.claims.values():
            if unused.at in claim.at:
                message = f'{unused.at} is listed as unused, but "{claim.id}" rests on it'
                yield Finding("used-after-all", message, "remove the row.", record=("unused", unused.at))


def claim_not_cited(course: Course) -> Iterator[Finding]:
    """Every claim is used in some lesson."""
    cited = {claim for view in course.views() for claim in view.facts.claims}
    for claim in course.facts.claims.values():
        if claim.id not in cited:
            message = f'no lesson uses the claim "{claim.id}"'
            hint = f"cite it with [@{claim.id}], or remove it and list its paragraph as unused."
            yield Finding("claim-not-cited", message, hint, record=("claims", claim.id))


def paragraph_not_taught(course: Course) -> Iterator[Finding]:
    """A lesson uses each paragraph it says it is made from."""
    unused = {row.at for row in course.unused}
    for view in course.views():
        used = {at for claim in view.facts.claims.values() for at in claim.at}
        for index, at in enumerate(view.lesson.source):
            if at not in used and at not in unused:
                message = f"the lesson says it is made from {at}, but uses no claim of it"
                hint = "cite a claim of that paragraph, or take it out of `source:`."
                yield Finding("paragraph-not-taught", message, hint, ("source", index), view.id)


def part_without_source(course: Course) -> Iterator[Finding]:
    """The text of a part cites something."""
    for name, lesson in course.lessons.items():
        for index, part in enumerate(lesson.parts):
            if not any(kind == "claim" for kind, _ in in_text(part.text)):
                message = f'the text of the part "{part.id}" cites nothing'
                hint = "cite the claims it rests on, as in [@oil-export-route]."
                yield Finding("part-without-source", message, hint, ("parts", index, "text"), name)


def number_without_source(course: Course) -> Iterator[Finding]:
    """A paragraph with a number in it cites a claim."""
    for name, lesson in course.lessons.items():
        for index, part in enumerate(lesson.parts):
            for paragraph in re.split(r"\n\s*\n", part.text):
                digit = DIGIT.search(INSIDE.sub("", paragraph))
                if digit and not any(kind == "claim" for kind, _ in in_text(paragraph)):
                    first = next(line for line in paragraph.split("\n") if DIGIT.search(INSIDE.sub("", line)))
                    yield Finding(
                        "number-without-source",
                        "this paragraph has a number and cites nothing",
                        "put the number into a claim and write it as {claim-id}, or cite what it rests on.",
                        ("parts", index, "text"),
                        name,
                        word=first.strip(),
                    )


def statement_without_value(course: Course) -> Iterator[Finding]:
    """The statement of a figure writes its number as `{value}`, so that it follows the record."""
    for claim in course.facts.claims.values():
        if claim.value is not None and f"{{{OWN_VALUE}" not in claim.says:
            message = f'"{claim.id}" has a value, but its statement does not say {{{OWN_VALUE}}}'
            hint = "write {value} where the number stands in `says:`."
            yield Finding("statement-without-value", message, hint, ("says",), record=("claims", claim.id))


def parts_of_no_whole(course: Course) -> Iterator[Finding]:
    """The parts of a doughnut or a bar are none below nought, and shares make a hundred per cent."""
    for figure in course.facts.figures.values():
        for name, parts in _wholes(figure, course.facts.claims):
            if min(parts) < 0 or _amiss(figure, sum(parts)):
                message = f'the parts of "{name}" are {", ".join(f"{part:g}" for part in parts)}: no whole'
                hint = "look at the values of its claims, or draw bars that stand side by side."
                yield Finding("parts-of-no-whole", message, hint, ("points",), record=("figures", figure.id))


def less_than_none(course: Course) -> Iterator[Finding]:
    """What a chart works out to be left beside its other bars is not below nought."""
    for figure in course.facts.figures.values():
        if figure.chart == "doughnut" or figure.chart in STACKED:
            continue  # `parts_of_no_whole` looks at these
        for place, (label, number) in enumerate(points(figure, course.facts.claims)):
            if number < 0 and _left_over(figure, place):
                message = f'"{label}" is worked out to be {number:g}, which is fewer than none'
                hint = "look at the values of the claims in its formula: a part can't be more than the whole."
                path = ("points", place, "formula")
                yield Finding("less-than-none", message, hint, path, record=("figures", figure.id))


def _left_over(figure: Figure, place: int) -> bool:
    """Tell whether a point is what is left of a whole beside the figure's other points, not a change."""
    shown = {point.claim for point in figure.points}
    used = set(references(figure.points[place]).of("claim"))
    if figure.unit in SIGNED:
        formula = figure.points[place].formula or ""
        return figure.unit == "percent" and formula.strip().startswith(f"{WHOLE} -")
    return bool(used & shown and used - shown)


def _wholes(figure: Figure, claims: Mapping[str, Claim]) -> Iterator[tuple[str, list[float]]]:
    """Yield each whole that a figure is drawn to be, by its name, with its parts."""
    numbers = [number for _, number in points(figure, claims)]
    if figure.chart == "doughnut":
        yield figure.id, numbers
    elif figure.chart in STACKED:
        made = stacks((point.label, point.part or "") for point in figure.points)
        for bar, cells in zip(made.bars, made.cells, strict=True):
            yield bar, [numbers[place] for place in cells if place is not None]


def _amiss(figure: Figure, whole: float) -> bool:
    """Tell whether parts can't make this whole: ranks make none, all shares a hundred per cent."""
    if figure.unit != "percent":
        return figure.unit in NO_PARTS or whole <= 0
    complete = figure.chart == "doughnut" or figure.chart in SHARES
    return whole - WHOLE > ROUNDING or (complete and WHOLE - whole > ROUNDING)


def position_without_holder(course: Course) -> Iterator[Finding]:
    """A position says who holds it."""
    for claim in course.facts.claims.values():
        if claim.kind == "position" and not claim.holder:
            message = f'the position "{claim.id}" does not say whose it is'
            yield Finding("position-without-holder", message, "add `holder: …`.", record=("claims", claim.id))
