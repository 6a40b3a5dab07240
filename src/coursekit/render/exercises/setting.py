"""What an exercise is written with: the facts, the words, and a salt of its own."""

import keyword
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coursekit.model.exercise import NOTEBOOK_NAMES, ExerciseBase
from coursekit.model.facts import Facts
from coursekit.model.seed import Claim
from coursekit.render import markdown, prose
from coursekit.render.tasks import Sealed
from coursekit.wording import Wording


class NotebookLinks:
    """How a notebook points at things: it stands alone, so it names them."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def cite(self, claims: tuple[str, ...]) -> str:
        """Name the claims' locators in brackets."""
        places = dict.fromkeys(at for claim in claims for at in self.facts.claims[claim].at)
        return markdown.escape(f"[{', '.join(places)}]")

    def term(self, words: str, term: str) -> str:
        """Write the words alone."""
        del term
        return words

    def lesson(self, words: str, lesson: str) -> str:
        """Write the words alone."""
        del lesson
        return words


def said(claim: Claim, facts: Facts, wording: Wording) -> str:
    """Write a claim's statement as Markdown."""
    return markdown.inline(prose.parse_line(claim.says, facts, wording, claim), NotebookLinks(facts))


def record_source(facts: Facts, wording: Wording) -> str:
    """Return Python that names the record's numbers."""
    lines = "\n".join(
        f'    "{claim.id}": {claim.value:.10g},  # {wording.value(claim)} ({", ".join(claim.at)})'
        for claim in facts.claims.values()
        if claim.value is not None
    )
    return f"# {wording('exercise-record')}\nrecord = {{\n{lines}\n}}"


@dataclass(frozen=True)
class Rendered:
    """One exercise as its kind writes it."""

    task: Mapping[str, object] | None
    """What the checker needs; None where nothing is marked by machine."""
    items: str = ""
    """Markdown under the prompt: what is to be chosen, placed or put in order."""
    starter: str = ""
    """Python that a student begins with; empty where the answer is free text."""
    answer: str = ""
    """Python of the solved cell."""
    notes: str = ""
    """Markdown for the instructor: wrong answers and what is behind them."""
    before: str = ""
    """Python that the notebook's first cells have run by then, where an answer needs it."""


@dataclass(frozen=True)
class Setting(Sealed):
    """Facts and words for one exercise."""

    exercise: ExerciseBase
    links: NotebookLinks = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "links", NotebookLinks(self.facts))

    @property
    def variable(self) -> str:
        """The Python name that holds the answer."""
        name = self.exercise.id.replace("-", "_")
        usable = name.isidentifier() and not keyword.iskeyword(name) and name not in NOTEBOOK_NAMES
        return name if usable else f"answer_{name}"

    def line(self, text: str) -> str:
        """Write an inline text as Markdown."""
        return markdown.inline(prose.parse_line(text, self.facts, self.wording), self.links)

    def text(self, text: str) -> str:
        """Write a block text as Markdown, its headings below the exercise's own."""
        return markdown.document(prose.parse(text, self.facts, self.wording), self.links, shift=2)

    def plain(self, text: str) -> str:
        """Write a block text as plain words, a paragraph or an item of a list on a line of its own."""
        marks = {"bullet": "- ", "number": "{number}. "}
        blocks = prose.parse(text, self.facts, self.wording)
        lines = (marks.get(b.kind, "").format(number=b.number) + prose.plain(b.runs) for b in blocks)
        return "\n".join(lines)

    def said(self, claim: Claim) -> str:
        """Write a claim's locators and its statement as Markdown."""
        return f"**{', '.join(claim.at)}** {said(claim, self.facts, self.wording)}"

    def table(self, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
        """Write a Markdown table; cells are Markdown already."""
        if not rows:
            return ""
        lines: list[tuple[str, ...]] = [columns, tuple("---" for _ in columns), *rows]
        return "\n".join("| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in lines)
