"""Makes one lesson's deck, from its title to its sources."""

from dataclasses import replace
from functools import lru_cache

from coursekit.model.course import LessonView
from coursekit.model.deck import DeckFiles, Template
from coursekit.render.slides import closings, foreign, openings, template
from coursekit.render.slides.layouts import LAYOUTS
from coursekit.render.slides.metrics import measured_in
from coursekit.render.slides.package import Deck
from coursekit.render.slides.palette import PALETTES
from coursekit.render.slides.parts import Base
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Stage
from coursekit.render.slides.template import Blank
from coursekit.render.slides.twin import twin
from coursekit.wording import Wording

TAGS = {"en": "en-GB", "fr": "fr-FR"}
"""A deck's language with its territory, which programs need to check spelling."""


def make(view: LessonView, wording: Wording, files: DeckFiles) -> tuple[bytes, bytes]:
    """Return the bytes of the deck, and of its twin in plain text.

    Raises UnfitError, naming the text's place, where it does not fit.
    """
    stage = draw(view, wording, files)
    title = stage.reader.plain(view.lesson.title)
    return stage.deck.save(title, stage.language), twin(stage.told, wording).encode()


def draw(view: LessonView, wording: Wording, files: DeckFiles) -> Stage:
    """Draw every slide."""
    language = TAGS.get(wording.language, wording.language)
    if files.template:
        blank, base = _foreign(files.template)
    else:
        blank, base = _own(wording, language, view.course.slides.palette)
    if files.logo:
        blank = replace(blank, page=blank.page.with_corner())
    stage = Stage(Deck(base), blank, view, wording, language, files.logo)
    with measured_in(blank.page.typefaces):
        _draw(stage)
    return stage


@lru_cache(maxsize=8)
def _own(wording: Wording, language: str, palette: str) -> tuple[Blank, Base]:
    """Return the kit's template and its parts, which the decks of a language share."""
    blank = template.blank(wording, language, PALETTES[palette])
    return blank, Base.of(blank.deck)


@lru_cache(maxsize=2)
def _foreign(given: Template) -> tuple[Blank, Base]:
    """Return an organiser's template and its parts, which the decks of a course share."""
    blank = foreign.opened(given)
    return blank, Base.of(blank.deck)


def _draw(stage: Stage) -> None:
    openings.title(stage)
    openings.agenda(stage)
    openings.aims(stage)
    for number, part in enumerate(stage.view.lesson.parts, 1):
        openings.section(stage, part, number)
        for index, spec in enumerate(part.slides):
            LAYOUTS[spec.layout](stage, Scene(part, index), spec)
    closings.key_points(stage)
    closings.leaves_out(stage)
    closings.sources(stage)
    stage.close()
