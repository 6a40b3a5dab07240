"""What the kit says about its problem codes, for a terminal and as docs/problems.md."""

import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import groupby

from coursekit.load.explanations import Explanation, read_explanations

HEAD = """\
# Problems, and what to do about them

`coursekit check` prints one line a problem:

    lessons/a-new-path.yml:41:7: unknown-key: parts[2].slides[0].figur is not a key here (did you mean "figure"?)

That is the file, the line, the column, the problem's code, what is wrong, and in brackets what to do. Counting starts at
1; `parts[2]` is the third part. On a terminal it shows the line itself as well. Below stands each code with what brings it
about, a sample of it, and a sample without it; `coursekit explain CODE` shows the same.

This page is made from `src/coursekit/explanations.yml`: `coursekit explain --all > docs/problems.md`."""  # noqa: E501 - a page's lines, as they stand there


@cache
def explanations() -> dict[str, Explanation]:
    """Return every explanation by its code, in the order of the page."""
    file = resources.files("coursekit") / "explanations.yml"
    return {found.code: found for found in read_explanations(file.read_text(encoding="utf-8"))}


def page_lines(found: Iterable[Explanation]) -> Iterator[str]:
    """Yield the page with every explanation, as Markdown."""
    yield HEAD
    for topic, group in groupby(found, key=lambda one: one.topic):
        yield from ("", f"## {topic}")
        for one in group:
            yield from ("", f"### `{one.code}`", one.about)
            yield from ("", "Wrong:", "", _indented(one.wrong))
            yield from ("", "Right:", "", _indented(one.right))


def explanation_lines(one: Explanation, width: int) -> Iterator[str]:
    """Yield one explanation for a terminal of some width."""
    yield from (one.code, "")
    for paragraph in one.about.split("\n\n"):
        yield from textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
        yield ""
    yield from ("Wrong:", "", _indented(one.wrong), "")
    yield from ("Right:", "", _indented(one.right))


def code_lines(found: Iterable[Explanation], width: int) -> Iterator[str]:
    """Yield the codes there are, by topic."""
    for topic, group in groupby(found, key=lambda one: one.topic):
        yield f"{topic}:"
        words = ", ".join(one.code for one in group)
        margin = "  "
        yield from textwrap.wrap(
            words, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
        )
    yield from ("", "`coursekit explain CODE` says more about one of them.")


def _indented(sample: str) -> str:
    return textwrap.indent(sample, "    ")
