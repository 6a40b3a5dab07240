"""Decks: one PowerPoint file for each lesson, native and editable, and beside it the same in plain text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coursekit.artifact import Artifact
from coursekit.kept import kept
from coursekit.model.course import Course, LessonView
from coursekit.model.deck import DeckFiles
from coursekit.render import places
from coursekit.wording import Wording


def plan(course: Course, wording: Wording) -> Iterator[Artifact]:
    """Yield the deck of each lesson, and its twin."""
    for view in course.views():
        yield from _lesson(view, wording, course.deck_files)


@kept
def _lesson(view: LessonView, wording: Wording, files: DeckFiles) -> tuple[Artifact, Artifact]:
    language, docs = wording.language, places.pages(wording.language)
    drawn = _Drawn(view, wording, files)
    subject = (view, language, wording.phrases, view.course.slides, files.digests)
    claims = frozenset(view.facts.claims)
    copy = f"{docs}/{places.deck_download(view.name)}"
    # The notes hold the answers.
    shown = view.course.solutions != "withheld"
    copies = (f"{docs}/{places.twin_download(view.name)}",) if shown else ()
    return (
        Artifact(places.deck(view, language), subject, drawn.deck, claims, (copy,)),
        Artifact(places.twin(view, language), subject, drawn.twin, claims, copies),
    )


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
