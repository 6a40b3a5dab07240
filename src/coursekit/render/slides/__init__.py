"""Decks: one PowerPoint file for each lesson, native and editable, and beside it the same in plain text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coursekit.artifact import Artifact
from coursekit.model.course import Course, LessonView
from coursekit.model.deck import DeckFiles
from coursekit.render import places
from coursekit.wording import Wording


def plan(course: Course, wording: Wording) -> Iterator[Artifact]:
    """Yield the deck of each lesson, and its twin."""
    language, docs = wording.language, places.pages(wording.language)
    for view in course.views():
        drawn = _Drawn(view, wording, course.deck_files)
        subject = (view, language, wording.phrases, course.spec.slides, course.deck_files.digests)
        claims = frozenset(view.facts.claims)
        copy = f"{docs}/{places.deck_download(view.name)}"
        yield Artifact(places.deck(view, language), subject, drawn.deck, claims, (copy,))
        # The notes hold the answers.
        shown = course.spec.solutions != "withheld"
        copies = (f"{docs}/{places.twin_download(view.name)}",) if shown else ()
        yield Artifact(places.twin(view, language), subject, drawn.twin, claims, copies)


@dataclass(frozen=True)
class _Drawn:
    """A lesson's slides, drawn once for both files."""

    view: LessonView
    wording: Wording
    files: DeckFiles

    def deck(self) -> bytes:
        return self._both[0]

    def twin(self) -> bytes:
        return self._both[1]

    @cached_property
    def _both(self) -> tuple[bytes, bytes]:
        from coursekit.render.slides.deck import make  # noqa: PLC0415 - python-pptx is slow to import

        return make(self.view, self.wording, self.files)
