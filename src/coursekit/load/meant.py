"""Guesses from a value that does not fit what a person meant to write."""

import re
import unicodedata

from coursekit.model.base import DATE_PATTERN, ID_PATTERN

CURLY = "“”„«»‘’"
ENDING = ".yml"
THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}([,'’\s])[0-9]{3}(?:\1[0-9]{3})*")
DECIMAL = re.compile(r"([-+]?[0-9]+),([0-9]+)")
BETWEEN = {",": "comma", "'": "apostrophe", "’": "apostrophe"}


def meant(text: str, pattern: str) -> str:
    """Return what to write in place of a text that is not of a pattern; empty where it can't be guessed."""
    bare = text.strip(CURLY).strip()
    if bare != text.strip() and re.fullmatch(pattern, bare):
        quoted = f'"{bare}"' if pattern == DATE_PATTERN else bare
        return f"these are curly quotes: write {quoted}."
    if pattern != f"^{ID_PATTERN}$":
        return ""
    if re.fullmatch(pattern, text.removesuffix(ENDING)):
        return f"write it without {ENDING}: {text.removesuffix(ENDING)}."
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", plain).lower()
    wanted = re.sub(r"[^a-z0-9]+", "-", apart).strip("-")
    return f"use small letters, digits and hyphens: {wanted}." if re.fullmatch(pattern, wanted) else ""


def number_meant(text: str) -> str:
    """Return how to write a number that was written with a comma or a space; empty where it is none."""
    if found := THOUSANDS.fullmatch(text):
        digits = text.replace(found[1], "")
        return f"write it without the {BETWEEN.get(found[1], 'space')} between thousands: {digits}."
    if found := DECIMAL.fullmatch(text):
        return f"write a point for decimals: {found[1]}.{found[2]}."
    return ""
