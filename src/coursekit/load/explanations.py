"""Reads what the kit says about each problem code."""

from dataclasses import dataclass

import yaml


@dataclass(frozen=True)
class Explanation:
    """One problem code: what brings it about, a sample of it, and the sample mended."""

    topic: str
    code: str
    about: str
    """Paragraphs of Markdown."""
    wrong: str
    right: str


def read_explanations(text: str) -> tuple[Explanation, ...]:
    """Read the explanations: topics, in them codes. Raises TypeError where a text is missing."""
    topics = yaml.safe_load(text)
    return tuple(
        Explanation(topic, code, **{name: words.strip("\n") for name, words in entry.items()})
        for topic, codes in topics.items()
        for code, entry in codes.items()
    )
