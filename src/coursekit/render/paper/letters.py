"""Characters that the fonts of paper do not have: a sheet does without them, where a build would end."""

import re
import unicodedata
from collections.abc import Callable
from typing import TypeVar

import typst

Set = TypeVar("Set")

LACKING = re.compile(r"the text `\"(.+?)\"` could not be displayed with font")
BOX = "\N{WHITE SQUARE}"
"""Stands for a letter, so that one sees that something is missing; a picture among words is left out."""
TOGETHER = (range(0x2E80, 0xD800), range(0xF900, 0xFB00), range(0xFF00, 0xFFF0), range(0x1F000, 0x110000))
"""Writing of East Asia, and emoji: where one is missing, all are."""


def with_what_there_is(source: str, made: Callable[[str], Set]) -> Set:
    """Return what is made of a source, after taking out of it what the fonts do not have."""
    while True:
        try:
            return made(source)
        except typst.TypstError as error:
            lacking = LACKING.search(str(error))
            shorter = _without(lacking[1], source) if lacking else source
            if shorter == source:
                raise
            source = shorter


def _without(lacking: str, source: str) -> str:
    alike = next((block for block in TOGETHER if ord(lacking[0]) in block), range(0))
    there = {letter for letter in source if ord(letter) in alike or letter in lacking}
    return source.translate({ord(letter): _instead(letter) for letter in there if not letter.isascii()})


def _instead(letter: str) -> str:
    return BOX if unicodedata.category(letter).startswith("L") else ""
