"""Checks that what is made can be read by everybody."""

import re
from collections.abc import Iterator

from coursekit.checks.finding import Finding
from coursekit.model.course import Course
from coursekit.model.references import Path
from coursekit.model.slide import Table

HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S.*$", re.MULTILINE)


def figure_without_alt(course: Course) -> Iterator[Finding]:
    """Every figure says in words what its chart shows."""
    for figure in course.facts.figures.values():
        if not figure.alt:
            message = f'the figure "{figure.id}" has no alt text'
            hint = "add `alt: …`: what the chart shows, for who can't see it."
            yield Finding("figure-without-alt", message, hint, record=("figures", figure.id))


def repeated_headline(course: Course) -> Iterator[Finding]:
    """No two slides of a lesson share a headline, or they can't be told apart in a list."""
    for name, lesson in course.lessons.items():
        first: dict[str, str] = {}
        for index, part in enumerate(lesson.parts):
            for number, slide in enumerate(part.slides):
                headline = " ".join(slide.headline.split()).casefold()
                path: Path = ("parts", index, "slides", number, "headline")
                if headline in first:
                    message = f"{first[headline]} has the same headline"
                    yield Finding("repeated-headline", message, "say what is new on this slide.", path, name)
                first.setdefault(headline, f"slide {number + 1} of the part {part.id}")


def heading_order(course: Course) -> Iterator[Finding]:
    """Headings in a part's text begin at `#` and skip no level."""
    for name, lesson in course.lessons.items():
        for index, part in enumerate(lesson.parts):
            level = 0
            for match in HEADING.finditer(part.text):
                depth = len(match[1])
                if depth > level + 1:
                    message = f"a heading of level {depth} follows one of level {level}"
                    hint = f"write {'#' * (level + 1)}; the kit moves headings below the part's title."
                    path: Path = ("parts", index, "text")
                    yield Finding("heading-order", message, hint, path, name, word=match[0].strip())
                level = depth


def uneven_table(course: Course) -> Iterator[Finding]:
    """Every row of a table has a cell for each column."""
    for name, lesson in course.lessons.items():
        for index, part in enumerate(lesson.parts):
            for number, slide in enumerate(part.slides):
                if not isinstance(slide, Table):
                    continue
                for row, cells in enumerate(slide.rows):
                    if len(cells) != len(slide.columns):
                        message = f"this row has {len(cells)} cells for {len(slide.columns)} columns"
                        path: Path = ("parts", index, "slides", number, "rows", row)
                        yield Finding("uneven-table", message, "add or remove cells.", path, name)
