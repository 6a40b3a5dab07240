"""Reads what the kit says about each problem code."""

from dataclasses import dataclass

import yaml


@dataclass(frozen=True)
class Explanation:
    """One problem code: what brings it about, a sample of it, and the sample mended."""

    code: str
    about: str
    """Paragraphs of Markdown."""
    wrong: str
    right: str


@dataclass(frozen=True)
class Topic:
    """Codes that belong together."""

    title: str
    about: str
    """A paragraph before the codes; may be empty."""
    explanations: tuple[Explanation, ...]


def read_explanations(text: str) -> tuple[Topic, ...]:
    """Read the explanations: topics, in them codes. Raises TypeError where a text is missing."""
    return tuple(
        Topic(
            title,
            codes.pop("about", "").strip("\n"),
            tuple(
                Explanation(code, **{name: words.strip("\n") for name, words in texts.items()})
                for code, texts in codes.items()
            ),
        )
        for title, codes in yaml.safe_load(text).items()
    )
