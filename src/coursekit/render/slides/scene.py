"""Where a slide's spec stands in its lesson."""

from dataclasses import dataclass

from coursekit.model.base import Spec
from coursekit.model.lesson import Part
from coursekit.model.slide import SlideBase
from coursekit.render.prose import Run
from coursekit.render.slides.evidence import claims_of
from coursekit.render.slides.notes import Notes
from coursekit.render.slides.stage import Opening, Stage


@dataclass(frozen=True)
class Scene:
    """A slide of a part, by its place."""

    part: Part
    index: int
    """From 0, as in the spec."""

    @property
    def address(self) -> str:
        """The spec's address: `parts/the-pipe/slides/2`."""
        return f"parts/{self.part.id}/slides/{self.index}"

    def opening(
        self, stage: Stage, spec: SlideBase, *also: Spec, extra: tuple[tuple[Run, ...], ...] = ()
    ) -> Opening:
        """Return what the slide begins with; `also` are specs that it shows besides its own."""
        return Opening(
            self.address,
            stage.reader.line(spec.headline),
            Notes(spec.minutes, spec.notes, extra),
            self.part,
            claims_of(stage.view, spec, *also),
            claims_of(stage.view, spec),
        )
