"""Typst content: text of specs goes into it as string literals only, where no character has a power."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NewType

from coursekit.model.facts import Facts
from coursekit.model.seed import Claim
from coursekit.render import prose
from coursekit.render.prose import UNTYPED, Block, Run
from coursekit.wording import Wording

Content = NewType("Content", str)
"""Typst source that is safe to join and to nest: calls of our own functions, each ended by `;`."""

ITEMS = ("bullet", "number")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
RECORD = re.compile(r"record\[[\"']([a-z0-9-]+)[\"']\]")
"""How programs ask for a number of the record."""
GAP_MARK = "\ue000"
"""Stands in a text for a gap to write into."""


def quoted(text: str) -> str:
    """Write a string literal of Typst; only the backslash and the quotation mark mean anything there."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typed(text: str) -> Content:
    """Write a text so that every character appears as it was typed."""
    return Content(f"#{quoted(UNTYPED.sub(' ', text))};") if text else Content("")


def program(source: str) -> Content:
    """Write lines of a program as they are."""
    return call("program", text=CONTROL.sub(" ", source.replace("\t", "    ").rstrip()))


def call(name: str, *bodies: Content, **options: str | float) -> Content:
    """Call a function of the house style with contents, and with plain values by name."""
    given = [f"{key}: {quoted(value) if isinstance(value, str) else value}" for key, value in options.items()]
    return Content(f"#{name}({', '.join([*given, *(f'[{body}]' for body in bodies)])});")


def joined(parts: Iterable[Content]) -> Content:
    """Join contents."""
    return Content("".join(parts))


class Writer:
    """Writes the texts of one lesson for paper, where nothing can be clicked."""

    def __init__(self, facts: Facts, wording: Wording) -> None:
        self.facts = facts
        self.wording = wording

    def words(self, key: str, *, count: float | None = None, **values: object) -> Content:
        """Write a phrase."""
        return typed(self.wording(key, count=count, **values))

    def label(self, key: str) -> Content:
        """Write a phrase that stands before what it names, with the language's colon."""
        return call("strong", typed(self.wording("slides-label", name=self.wording(key))))

    def line(self, text: str) -> Content:
        """Write inline Markdown of a spec."""
        return self._inline(prose.parse_line(text, self.facts, self.wording))

    def said(self, claim: Claim) -> Content:
        """Write a claim's statement, its figure written out."""
        return self._inline(prose.parse_line(claim.says, self.facts, self.wording, claim))

    def plain(self, text: str) -> str:
        """Return a line's words alone."""
        return prose.plain_line(text, self.facts, self.wording)

    def text(self, text: str) -> Content:
        """Write block Markdown of a spec; its headings become strong paragraphs."""
        return self._blocks(prose.parse(text, self.facts, self.wording))

    def _blocks(self, blocks: Iterable[Block]) -> Content:
        parts = []
        for listed, group in groupby(blocks, key=lambda block: block.kind != "heading" and block.depth > 0):
            found = list(group)
            parts += [self._list(found)] if listed else [self._block(block) for block in found]
        return joined(parts)

    def _block(self, block: Block) -> Content:
        name = {"heading": "run-in", "quote": "quotation"}.get(block.kind, "para")
        return call(name, self._inline(block.runs))

    def _list(self, blocks: list[Block]) -> Content:
        """Write blocks as a list; what is deeper, and paragraphs, belong to the item before them."""
        level = blocks[0].depth
        items: list[tuple[Block, list[Block]]] = []
        for block in blocks:
            if items and (block.depth > level or block.kind not in ITEMS):
                items[-1][1].append(block)
            else:
                items.append((block, []))
        parts = []
        for kind, group in groupby(items, key=lambda item: item[0].kind):
            found = list(group)
            bodies = [self._item(*item) for item in found]
            if kind == "number":
                parts.append(call("enum", *bodies, start=found[0][0].number))
            else:
                parts.append(call("list", *bodies))
        return joined(parts)

    def _item(self, block: Block, inner: list[Block]) -> Content:
        parts = [self._inline(block.runs)]
        for deeper, group in groupby(inner, key=lambda one: one.depth > block.depth):
            found = list(group)
            parts += [self._list(found)] if deeper else [self._block(one) for one in found]
        return joined(parts)

    def _inline(self, runs: Iterable[Run]) -> Content:
        return joined(self._run(run) for run in runs)

    def _run(self, run: Run) -> Content:
        if run.cites:
            places = dict.fromkeys(at for name in run.cites for at in self.facts.claims[name].at)
            return call("place", typed(", ".join(places)))
        return self._styled(run.text, run)

    def _code(self, text: str) -> Content:
        """Write code; a number of the record is written out, since who has paper can't look it up."""
        named = RECORD.fullmatch(text)
        claim = self.facts.claims.get(named[1]) if named else None
        if claim is None or claim.value is None:
            return call("code", text=text)
        return typed(self.wording.value(claim))

    def _styled(self, text: str, run: Run) -> Content:
        gap = call("gap").join(map(typed, text.split(GAP_MARK)))
        content = self._code(text) if run.code else Content(gap)
        content = call("emph", content) if run.emphasis else content
        content = call("strong", content) if run.strong else content
        if run.link.startswith(("http", "mailto:")):
            return call("address", content, to=run.link)
        return content
