"""Makes one lesson's deck, from its title to its sources."""

from functools import lru_cache

from coursekit.model.course import LessonView
from coursekit.render.slides import closings, openings, template
from coursekit.render.slides.layouts import LAYOUTS
from coursekit.render.slides.package import Deck
from coursekit.render.slides.parts import Base
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Stage
from coursekit.wording import Wording

TAGS = {"en": "en-GB", "fr": "fr-FR"}
"""A deck's language with its territory, which programs need to check spelling."""


def make(view: LessonView, wording: Wording) -> bytes:
    """Return the deck's bytes. Raises UnfitError, naming the slide, where a text does not fit."""
    language = TAGS.get(wording.language, wording.language)
    deck = Deck(_base(wording, language))
    stage = Stage(deck, view, wording, language)
    openings.title(stage)
    openings.agenda(stage)
    openings.aims(stage)
    for number, part in enumerate(view.lesson.parts, 1):
        openings.section(stage, part, number)
        for index, spec in enumerate(part.slides):
            LAYOUTS[spec.layout](stage, Scene(part, index), spec)
    closings.key_points(stage)
    closings.leaves_out(stage)
    closings.sources(stage)
    return deck.save(stage.reader.plain(view.lesson.title), language)


@lru_cache(maxsize=8)
def _base(wording: Wording, language: str) -> Base:
    """Return the template's parts, which the decks of a language share."""
    return Base.of(template.blank(wording, language))
