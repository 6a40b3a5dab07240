"""What the kit says about its problem codes, for a terminal and as docs/problems.md."""

import textwrap
from collections.abc import Iterator
from functools import cache
from importlib import resources

from coursekit.load.explanations import Explanation, Topic, read_explanations

HEAD = """\
# Problems, and what to do about them

`coursekit check` prints one line a problem:

    lessons/a-new-path.yml:41:7: unknown-key: parts[2].slides[0].figur is not a key here (did you mean "figure"?)

That is the file, the line, the column, the problem's code, what is wrong, and in brackets what to do. Counting starts at
1; `parts[2]` is the third part. On a terminal it shows the line itself as well. Below stands each code with what brings it
about, a sample of it, and a sample without it; `coursekit explain CODE` shows the same.

This page is made from `src/coursekit/explanations.yml`: `coursekit explain --all > docs/problems.md`."""  # noqa: E501 - a page's lines, as they stand there


@cache
def topics() -> tuple[Topic, ...]:
    """Return every explanation, by topic."""
    file = resources.files("coursekit") / "explanations.yml"
    return read_explanations(file.read_text(encoding="utf-8"))


def explanations() -> dict[str, Explanation]:
    """Return every explanation by its code, in the order of the page."""
    return {one.code: one for topic in topics() for one in topic.explanations}


def page_lines() -> Iterator[str]:
    """Yield the page with every explanation, as Markdown."""
    yield HEAD
    for topic in topics():
        yield from ("", f"## {topic.title}")
        if topic.about:
            yield from ("", topic.about)
        for one in topic.explanations:
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


def code_lines(width: int) -> Iterator[str]:
    """Yield the codes there are, by topic."""
    margin = "  "
    for topic in topics():
        yield f"{topic.title}:"
        words = ", ".join(one.code for one in topic.explanations)
        for line in textwrap.wrap(words, width - len(margin), break_on_hyphens=False):
            yield f"{margin}{line}"
    yield from ("", "`coursekit explain CODE` says more about one of them.")


def _indented(sample: str) -> str:
    return textwrap.indent(sample, "    ")
