"""The twin of a deck in plain text: a heading for each slide, then what it says, then its notes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from coursekit.render.prose import Run
from coursekit.render.slides.metrics import Paragraph
from coursekit.render.slides.plaintext import escape, inline, start, table
from coursekit.render.slides.said import Arrow, Line, Rows, Said, SaidSlide, Shown, Words
from coursekit.wording import Wording

ITEM = re.compile(r"((?:.*/)?\d+)(?:/([a-z]+))?")
"""The place of an item in a list, and which part of the item it is."""
FIRST = ("number", "letter", "mark", "label", "doubt", "date", "minutes")
"""Parts of an item that are said before its text."""
MARK = re.compile(r"(?:•|\d+\.) ")


@dataclass
class _Item:
    """One item of a list, whose parts are drawn apart."""

    parts: dict[str, Sequence[Paragraph]] = field(default_factory=dict)
    says: str = ""


_List = dict[str, _Item]
_Block = str | _List


def twin(pages: Iterable[SaidSlide], wording: Wording) -> str:
    """Write a deck's pages as CommonMark."""
    return "\n\n".join(block for page in pages for block in _Writer(wording).page(page)) + "\n"


@dataclass(frozen=True)
class _Writer:
    wording: Wording

    def page(self, page: SaidSlide) -> Iterator[str]:
        """Yield the blocks of one slide."""
        heading, *said = page.said
        if isinstance(heading, Words):
            yield f"{'#' * page.level} {' '.join(_whole(item) for item in heading.items)}"
        for block in self._blocks(said):
            yield block if isinstance(block, str) else self._list(block)
        if page.notes:
            yield self._notes(page.notes)

    def _blocks(self, said: Sequence[Said]) -> list[_Block]:
        blocks: list[_Block] = []
        lists: dict[str, _List] = {}
        drawn = tuple(f"{one.field}/" for one in said if isinstance(one, Rows))
        for one in said:
            found = ITEM.fullmatch(one.field)
            if one.field == "part" or one.field.startswith(drawn):
                # The part has its heading, and a chart's table has the numbers of its key.
                continue
            if isinstance(one, Rows):
                blocks += self._rows(one)
            elif isinstance(one, Shown):
                blocks.append(f"{self._label(self.wording('slides-picture'))} {escape(one.says)}")
            elif found:
                name = found[1].rpartition("/")[0]
                if name not in lists:
                    lists[name] = {}
                    blocks.append(lists[name])
                _add(lists[name].setdefault(found[1], _Item()), found[2] or "", one)
            elif isinstance(one, Words):
                self._words(one, blocks)
        return [block for block in blocks if block is not lists.get("nodes") or not _joined(lists)]

    def _words(self, one: Words, blocks: list[_Block]) -> None:
        """Write a text that is no item: on its own, or to the block before where they belong together."""
        match one.field.split("/"):
            case ["minutes"] if blocks and isinstance(blocks[-1], str):
                blocks[-1] += f" ({inline(one.items[0].runs)})"
            case ["kinds", *_] if blocks and isinstance(blocks[-1], str):
                blocks[-1] += f" · {inline(one.items[0].runs)}"
            case ["source"]:
                blocks.append(f"{self._label(self.wording('source'))} {_whole(one.items[0])}")
            case _:
                blocks += _paragraphs(one.items)

    def _rows(self, one: Rows) -> list[str]:
        if not one.shows:
            return [table(one.rows)]
        return [f"{self._label(self.wording('slides-chart'))} {escape(one.shows)}", table(one.rows)]

    def _list(self, items: _List) -> str:
        return "\n".join(self._item(item) for item in items.values())

    def _item(self, item: _Item) -> str:
        before = [inline(item.parts[name][0].runs) for name in FIRST if name in item.parts]
        told = [one for name, part in item.parts.items() if name not in FIRST for one in part]
        if item.says:
            return f"- {start(' '.join([escape(item.says), *(f'({label})' for label in before)]))}"
        counted = before and before[0].isdigit() and "date" not in item.parts
        mark = f"{before.pop(0)}. " if counted else "- "
        names = [self._label(name) if name[-1].isalnum() else name for name in before]
        if len(told) > 1 and told[0].font == "heading":
            names.append(self._label("".join(run.text for run in told[0].runs)))
            told = told[1:]
        first, *others = [_whole(one) for one in told] or [""]
        lines = [" ".join(filter(None, [*names, first])), *others]
        return mark + f"\n{' ' * len(mark)}".join(start(line) for line in lines)

    def _notes(self, notes: Sequence[Line]) -> str:
        """Write the notes as a quotation."""
        label = Run(self.wording("slides-notes"), strong=True)
        first, *others = notes if notes[0][0].strong else ((label,), *notes)
        told = f"{self._label(self.wording('slides-notes'))} {inline(tuple(_light(first)))}"
        lines = [told if first[0] is not label else inline(first)]
        for line in others:
            listed = len(line) > 1 and MARK.fullmatch(line[0].text)
            text = inline(line[1:] if listed else line)
            lines += [f"{line[0].text.replace('•', '-')}{text}"] if listed else ["", start(text)]
        return "\n".join(f"> {line}".rstrip() for line in lines)

    def _label(self, name: str) -> str:
        """Write a name that stands before what it names."""
        return f"**{escape(self.wording('slides-label', name=name))}**"


def _add(item: _Item, part: str, one: Words | Arrow) -> None:
    if isinstance(one, Arrow):
        item.says = one.says
    else:
        item.parts[part] = one.items


def _joined(lists: dict[str, _List]) -> bool:
    """Tell whether the arrows name every box, so that the boxes need not be listed."""
    says = [item.says for item in lists.get("arrows", {}).values()]
    ends = {end for one in says for end in one.split(" → ")}
    nodes = lists.get("nodes", {}).values()
    return all("".join(run.text for run in node.parts[""][0].runs) in ends for node in nodes)


def _paragraphs(items: Sequence[Paragraph]) -> list[str]:
    """Write paragraphs; neighbours with marks are one list."""
    blocks: list[str] = []
    listed = False
    for item in items:
        mark = "" if not item.mark else f"{item.mark} " if item.mark.endswith(".") else "- "
        text = f"{mark}{start(_whole(item))}"
        if mark and listed:
            blocks[-1] += f"\n{text}"
        else:
            blocks.append(text)
        listed = bool(mark)
    return blocks


def _whole(item: Paragraph) -> str:
    return inline(item.whole or item.runs, bold=item.bold)


def _light(line: Line) -> Iterator[Run]:
    for run in line:
        yield Run(run.text)
