"""Blocks and runs written as Markdown that MkDocs and Jupyter read alike."""

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Protocol

from coursekit.render.prose import Block, Run

SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~$^#]|([=+])(?=\1)|!$")
"""Characters with a power somewhere in a line; `!` has it before a link, which it makes an image."""
LINE_START = re.compile(r"^ *(?:([+=:!?/>-])|([0-9]{1,9})([.)]))")
ITEMS = ("bullet", "number")


class Links(Protocol):
    """How an output points at things: each method returns Markdown."""

    def cite(self, claims: tuple[str, ...]) -> str:
        """Point at claims."""
        ...

    def term(self, words: str, term: str) -> str:
        """Point at a term; the words are Markdown already."""
        ...

    def lesson(self, words: str, lesson: str) -> str:
        """Point at a lesson; the words are Markdown already."""
        ...


def escape(text: str) -> str:
    """Write text so that Markdown and HTML take every character as itself."""
    safe = SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
    return LINE_START.sub(_at_line_start, safe)


def front_matter(values: Mapping[str, str], *settings: str) -> str:
    """Write a page's head: themes put these words into HTML as they are, so they are escaped twice.

    `settings` are lines of YAML of our own.
    """
    rows = [f"{key}: {json.dumps(html.escape(value), ensure_ascii=False)}\n" for key, value in values.items()]
    rows += [f"{line}\n" for line in settings]
    return f"---\n{''.join(rows)}---\n"


def inline(runs: Iterable[Run], links: Links) -> str:
    """Write runs as inline Markdown."""
    joined = _joined(runs)
    threes = zip(joined, [Run(""), *joined], [*joined[1:], Run("")], strict=False)
    parts = []
    for link, group in groupby(threes, key=lambda three: "" if three[0].cites else three[0].link):
        words = "".join(_run(run, links, before, after) for run, before, after in group)
        parts.append(_linked(words, link, links))
    return "".join(parts)


def document(blocks: Iterable[Block], links: Links, shift: int = 0) -> str:
    """Write blocks as Markdown; headings are moved down by `shift` levels."""
    parts: list[str] = []
    before = Block("paragraph", ())
    for block in blocks:
        item = block.kind in ITEMS
        # Text indented deeper than its list would be taken for code.
        deepest = before.depth if before.kind != "heading" else 0
        at = block if block.kind == "heading" else replace(block, depth=min(block.depth, deepest + item))
        tight = item and before.kind in ITEMS and (before.kind == at.kind or before.depth != at.depth)
        parts.append(("\n" if tight else "\n\n") if parts else "")
        parts.append(_block(at, links, shift))
        before = at
    return "".join(parts)


def _block(block: Block, links: Links, shift: int) -> str:
    text = inline(block.runs, links).strip(" ")
    match block.kind:
        case "heading":
            return f"{'#' * min(6, block.depth + shift)} {text}"
        case "bullet":
            return f"{'    ' * (block.depth - 1)}- {text}"
        case "number":
            return f"{'    ' * (block.depth - 1)}{block.number}. {text}"
        case "quote":
            return f"> {text}"
        case "paragraph":
            return f"{'    ' * block.depth}{text}"


def _run(run: Run, links: Links, before: Run, after: Run) -> str:
    if run.cites:
        return links.cite(run.cites)
    core = run.text.strip()
    if not core:
        return escape(run.text)
    at = run.text.index(core)
    left, right = run.text[:at], run.text[at + len(core) :]
    return left + _marked(core, run, _edge(left, before, run)[-1:], _edge(right, after, run)[:1]) + right


def _marked(core: str, run: Run, left: str, right: str) -> str:
    text = f"<code>{escape(core)}</code>" if run.code else escape(core)
    words = core[0].isalnum() and core[-1].isalnum() and not run.code
    if words and (not left.strip() or left == "(") and (not right.strip() or right in ".,;:!?)"):
        mark = "*" * (2 * run.strong + run.emphasis)
        return f"{mark}{text}{mark}"
    # Readers of Markdown disagree on what asterisks mean here; all know these tags.
    text = f"<em>{text}</em>" if run.emphasis else text
    return f"<strong>{text}</strong>" if run.strong else text


def _edge(space: str, neighbour: Run, run: Run) -> str:
    """Return what stands beside a run: white space, the neighbour's text, or the edge of a link."""
    if space or (run.link and neighbour.link != run.link):
        return space
    return "*" if neighbour.cites or neighbour.link != run.link else neighbour.text


def _linked(words: str, link: str, links: Links) -> str:
    kind, _, name = link.partition(":")
    if kind == "term":
        return links.term(words, name)
    if kind == "lesson":
        return links.lesson(words, name)
    address = link.replace("&", "&#38;")
    return f"[{words}](<{address}>)" if link else words


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Join neighbours of one style, so that no two emphasis marks touch."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and not run.cites and not last.cites and _style(last) == _style(run):
            joined[-1] = Run(last.text + run.text, *_style(run))
        else:
            joined.append(run)
    return joined


def _style(run: Run) -> tuple[bool, bool, bool, str]:
    return run.strong, run.emphasis, run.code, run.link


def _at_line_start(match: re.Match[str]) -> str:
    if match[1]:
        return f"{match[0][:-1]}&#{ord(match[1])};"
    return f"{match[0][:-1]}&#{ord(match[3])};"
