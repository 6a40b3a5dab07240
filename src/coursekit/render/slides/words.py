"""Turns the text of specs into runs and paragraphs for slides, where citations stand in the source line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from coursekit.model.facts import Facts
from coursekit.model.seed import Claim
from coursekit.render import prose
from coursekit.render.prose import Run
from coursekit.render.slides.metrics import Paragraph
from coursekit.wording import Wording

CLOSING = (".", ",", ";", ":", "?", "!", ")", "»", "”")
BULLET = "•"


@dataclass(frozen=True)
class Reader:
    """Reads the texts of one lesson."""

    facts: Facts
    wording: Wording
    _lines: dict[tuple[str, str], tuple[Run, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What was read before: a text is tried at many sizes, and a claim stands on many slides."""

    def line(self, text: str) -> tuple[Run, ...]:
        """Return an inline text without its citations."""
        return self._line(text)

    def plain(self, text: str) -> str:
        """Return the bare words of an inline text."""
        return "".join(run.text for run in self.line(text)).strip()

    def statement(self, claim: Claim) -> tuple[Run, ...]:
        """Return what a claim says, its figure written out."""
        return self._line(claim.says, claim)

    def text(self, text: str, size: float, colour: str, after: float = 8) -> tuple[Paragraph, ...]:
        """Return a text as paragraphs; a heading is bold, an item of a list has its mark."""
        return tuple(
            Paragraph(
                tuple(uncited(block.runs)),
                size,
                colour,
                bold=block.kind == "heading",
                mark={"bullet": BULLET, "number": f"{block.number}."}.get(block.kind, ""),
                after=after,
            )
            for block in prose.parse(text, self.facts, self.wording)
        )

    def cited(self, text: str) -> Iterator[tuple[Run, ...]]:
        """Yield the paragraphs of a text, with locators where it cites."""
        for block in prose.parse(text, self.facts, self.wording):
            mark = {"bullet": f"{BULLET} ", "number": f"{block.number}. "}.get(block.kind, "")
            runs = tuple(self._located(run) for run in block.runs)
            yield (Run(mark), *runs) if mark else runs

    def label(self, name: str) -> str:
        """Return a name that stands before what it names, with the language's colon."""
        return f"{self.wording('slides-label', name=name)} "

    def _line(self, text: str, own: Claim | None = None) -> tuple[Run, ...]:
        key = (text, own.id if own else "")
        if key not in self._lines:
            self._lines[key] = tuple(uncited(prose.parse_line(text, self.facts, self.wording, own)))
        return self._lines[key]

    def _located(self, run: Run) -> Run:
        if not run.cites:
            return run
        places = (place for name in run.cites for place in self.facts.claims[name].at)
        return Run(f"({', '.join(dict.fromkeys(places))})")


def words(text: str, *, strong: bool = False) -> tuple[Run, ...]:
    """Return plain words as a run."""
    return (Run(text, strong=strong),)


def uncited(runs: Iterable[Run]) -> Iterator[Run]:
    """Leave out citations, and the space that stood before them."""
    kept: list[Run] = []
    dropped = False
    for run in runs:
        if run.cites:
            dropped = True
            continue
        if dropped and kept and (not run.text or run.text.startswith((*CLOSING, " "))):
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
        dropped = False
        kept.append(run)
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return (run for run in kept if run.text)
