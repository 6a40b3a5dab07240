"""Makes one lesson's deck, from its title to its sources."""

from coursekit.model.course import LessonView
from coursekit.render.slides import closings, openings, template
from coursekit.render.slides.layouts import LAYOUTS
from coursekit.render.slides.package import save
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Stage
from coursekit.render.slides.twin import twin
from coursekit.wording import Wording

TAGS = {"en": "en-GB", "fr": "fr-FR"}
"""A deck's language with its territory, which programs need to check spelling."""


def make(view: LessonView, wording: Wording) -> tuple[bytes, bytes]:
    """Return the bytes of the deck, and of its twin in plain text.

    Raises UnfitError, naming the slide, where a text does not fit.
    """
    stage = draw(view, wording)
    title = stage.reader.plain(view.lesson.title)
    return save(stage.deck, title, stage.language), twin(stage.pages, wording).encode()


def draw(view: LessonView, wording: Wording) -> Stage:
    """Draw every slide."""
    language = TAGS.get(wording.language, wording.language)
    deck = template.blank(wording, language)
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
    return stage
