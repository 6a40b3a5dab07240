"""Reads the kit's own phrase files."""

from typing import TypeAlias

import yaml

Phrase: TypeAlias = str | dict[str, str]
"""A phrase, or its plural forms by CLDR category (`one`, `few`, `many`, `other`)."""


def read_phrases(text: str) -> dict[str, Phrase]:
    """Read a phrase file: a flat mapping. Raises TypeError where it is not."""
    phrases = yaml.safe_load(text)
    if not isinstance(phrases, dict):
        raise TypeError("a phrase file is a mapping from keys to phrases")
    for key, phrase in phrases.items():
        if not isinstance(phrase, str | dict):
            raise TypeError(f"the phrase {key} is not text")
    return phrases
