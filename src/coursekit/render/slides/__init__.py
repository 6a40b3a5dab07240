"""Decks: one PowerPoint file for each lesson, native and editable."""

from collections.abc import Iterator
from functools import partial

from coursekit.artifact import Artifact
from coursekit.model.course import Course, LessonView
from coursekit.model.deck import DeckFiles
from coursekit.render import places
from coursekit.wording import Wording


def plan(course: Course, wording: Wording) -> Iterator[Artifact]:
    """Yield the deck of each lesson."""
    for view in course.views():
        yield Artifact(
            path=places.deck(view, wording.language),
            subject=(view, wording.language, wording.phrases, course.spec.slides, course.deck_files.digests),
            make=partial(_make, view, wording, course.deck_files),
            claims=frozenset(view.facts.claims),
            also=(f"{places.pages(wording.language)}/{places.deck_download(view.name)}",),
        )


def _make(view: LessonView, wording: Wording, files: DeckFiles) -> bytes:
    from coursekit.render.slides.deck import make  # noqa: PLC0415 - python-pptx is slow to import

    return make(view, wording, files)
