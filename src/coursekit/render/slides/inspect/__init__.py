"""RULES: what a finished deck keeps to, whoever made it; each is a function and a row here."""

from collections.abc import Callable, Iterator
from zipfile import BadZipFile

from coursekit.render.slides.inspect import legible, spoken, structure, whole
from coursekit.render.slides.inspect.finding import Finding
from coursekit.render.slides.inspect.opened import Deck, NoDeckError

Rule = Callable[[Deck], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    structure.slide_without_title,
    structure.title_twice,
    structure.reading_order,
    structure.empty_placeholder,
    structure.shape_id_twice,
    structure.off_slide,
    spoken.nothing_said,
    spoken.text_without_language,
    spoken.table_without_header,
    legible.small_text,
    legible.low_contrast,
    legible.text_overflows,
    whole.deck_without_title,
    whole.names_somebody,
    whole.notes_master_not_listed,
    whole.negative_axis,
    whole.formula_in_workbook,
)

BROKEN = (LookupError, TypeError, ValueError, AttributeError, RuntimeError, BadZipFile)
"""How reading fails where a file keeps none of the format's promises: a frame without a size, a level "x"."""


def inspect(data: bytes) -> tuple[Finding, ...]:
    """Return what every rule finds in the bytes of a deck. Raises NoDeckError where they are none."""
    deck = Deck(data)
    try:
        return tuple(sorted(finding for rule in RULES for finding in rule(deck)))
    except BROKEN as error:
        raise NoDeckError(str(error)) from error
