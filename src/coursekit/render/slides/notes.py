"""Speaker notes: minutes, prompts, what the slide rests on, and doubts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pptx.opc.constants import RELATIONSHIP_TYPE

from coursekit.model.seed import Claim
from coursekit.render.prose import Run
from coursekit.render.slides import markup
from coursekit.render.slides.look import INK
from coursekit.render.slides.metrics import Paragraph
from coursekit.render.slides.package import Slide
from coursekit.render.slides.words import Reader, words

SIZE = 12
IMAGE, BODY = 2, 3
"""Shape ids."""


@dataclass(frozen=True)
class Notes:
    """What the person who teaches needs beside one slide."""

    minutes: int | None = None
    text: str = ""
    extra: tuple[tuple[Run, ...], ...] = ()
    """Further lines: answers, feedback, materials."""
    beside: str = ""
    """What is to be known about the minutes."""

    def lines(
        self, reader: Reader, claims: tuple[Claim, ...], doubts: tuple[str, ...]
    ) -> Iterator[tuple[Run, ...]]:
        """Yield the paragraphs of the notes."""
        if self.minutes is not None:
            minutes = reader.wording("minutes", count=self.minutes)
            yield words(f"{minutes}, {self.beside}" if self.beside else minutes, strong=True)
        if self.text:
            yield from reader.cited(self.text)
        yield from self.extra
        if claims:
            yield words(reader.wording("sources"), strong=True)
        for claim in claims:
            yield (Run(origin(claim, reader)), *reader.statement(claim))
        if doubts:
            yield words(f"! {reader.wording('doubt')}", strong=True)
        for doubt in doubts:
            yield from reader.cited(doubt)


def origin(claim: Claim, reader: Reader) -> str:
    """Return where a claim stands and of what kind it is: `S1P9, figure: `."""
    places = ", ".join(claim.at)
    kind = reader.wording(f"kind-{claim.kind}")
    return reader.wording("slides-origin", places=places, kind=kind) + " "


def write(slide: Slide, lines: Iterable[tuple[Run, ...]], language: str) -> None:
    """Write the notes of a slide; `language` is a BCP 47 tag."""
    items = [Paragraph(line, SIZE, INK, after=4) for line in lines]
    part = slide.notes
    body = markup.paragraphs(
        items, language, lambda address: part.relate(RELATIONSHIP_TYPE.HYPERLINK, address, external=True)
    )
    part.content = markup.notes(
        f"<p:sp><p:nvSpPr>{markup.name(IMAGE, 'slide')}"
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        f"<p:sp><p:nvSpPr>{markup.name(BODY, 'notes')}"
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{body or '<a:p/>'}</p:txBody></p:sp>"
    ).encode()
