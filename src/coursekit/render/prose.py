"""The Markdown that specs may use: parsed once into blocks of runs, for every output alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from coursekit.model.facts import Facts
from coursekit.model.references import CITATION, OWN_VALUE, VALUE
from coursekit.model.seed import Claim
from coursekit.wording import Wording

BlockKind = Literal["paragraph", "heading", "bullet", "number", "quote"]
BLANK = re.compile("[ \t\r\n]+")
"""Spaces that may become one: others, as French has them before a colon, stay."""
UNTYPED = re.compile("[\t\n\v\f\r\x1c-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]+")
"""Line breaks, control characters and marks that turn the direction of what follows."""
SENTENCE_END = re.compile(r"[.?!]\s+$")
ADDRESSES = ("https://", "http://", "mailto:", "term:", "lesson:")
"""How a link may begin; anything else stays the text that was typed."""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""
    """`https:…`, `mailto:…`, `term:<id>` or `lesson:<id>`; empty where there is none."""
    cites: tuple[str, ...] = ()
    """Claims cited here; the text is then empty."""


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading or one item of a list."""

    kind: BlockKind
    runs: tuple[Run, ...]
    depth: int = 0
    """A heading's level, or how deep a list item is nested, from 1; 0 for a paragraph outside lists."""
    number: int = 0
    """An ordered item's number."""


def parse(text: str, facts: Facts, wording: Wording) -> tuple[Block, ...]:
    """Read block Markdown; figures are written out, citations keep their claims' ids."""
    return tuple(_blocks(_block_parser().parse(text), _Reader(facts, wording)))


def parse_line(text: str, facts: Facts, wording: Wording, own: Claim | None = None) -> tuple[Run, ...]:
    """Read inline Markdown; `own` is the claim that `{value}` stands for."""
    (token,) = _block_parser().parseInline(BLANK.sub(" ", text.strip()))
    return tuple(_runs(token.children or [], _Reader(facts, wording, own)))


def plain(runs: tuple[Run, ...]) -> str:
    """Return the words alone, without citations."""
    text = ""
    for run in runs:
        text = text.rstrip() if run.cites else text + run.text
    return text.strip()


def plain_line(text: str, facts: Facts, wording: Wording) -> str:
    """Return the words of an inline text, its figures written out."""
    return plain(parse_line(text, facts, wording))


def statement(claim: Claim, facts: Facts, wording: Wording) -> str:
    """Return a claim's statement in words, its figure written out."""
    return plain(parse_line(claim.says, facts, wording, claim))


@dataclass(frozen=True)
class _Reader:
    facts: Facts
    wording: Wording
    own: Claim | None = None

    def value(self, name: str) -> str:
        claim_id = name.removesuffix(".number")
        claim = self.own if claim_id == OWN_VALUE else self.facts.claims.get(claim_id)
        if claim is None:
            return f"{{{name}}}"
        return self.wording.bare(claim) if name.endswith(".number") else self.wording.value(claim)

    def address(self, link: str) -> str:
        """Return the link, or nothing where it leads to a term or lesson that is not there."""
        kind, _, name = link.partition(":")
        known = {"term": self.facts.terms, "lesson": self.facts.lessons}.get(kind)
        return "" if known is not None and name not in known else link


@cache
def _block_parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.enable(
        ["heading", "list", "blockquote", "emphasis", "backticks", "link", "escape", "newline", "entity"]
    )
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "value", _value)
    parser.validateLink = lambda url: url.startswith(ADDRESSES)  # type: ignore[method-assign]
    return parser


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature
    match = CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


def _value(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature
    match = VALUE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("value", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


def _blocks(tokens: list[Token], reader: _Reader) -> Iterator[Block]:
    lists: list[tuple[BlockKind, int]] = []
    quoted = 0
    heading = 0
    item = False
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                lists.append(("bullet", 0))
            case "ordered_list_open":
                # Some readers count every list from 1: "1904. A fire" must keep its number, as words.
                start = int(str(token.attrs.get("start", 1)))
                lists.append(("number" if start == 1 else "paragraph", start - 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                item = True
                lists[-1] = (lists[-1][0], lists[-1][1] + 1)
            case "blockquote_open":
                quoted += 1
            case "blockquote_close":
                quoted -= 1
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = 0
            case "inline":
                runs = tuple(_runs(token.children or [], reader))
                depth = sum(kind != "paragraph" for kind, _ in lists)
                if heading:
                    yield Block("heading", runs, heading)
                elif lists and item:
                    yield _item(*lists[-1], runs, depth)
                elif quoted:
                    yield Block("quote", runs)
                else:
                    yield Block("paragraph", runs, depth)
                item = False


def _item(kind: BlockKind, number: int, runs: tuple[Run, ...], depth: int) -> Block:
    if kind == "paragraph":
        return Block(kind, (Run(f"{number}. "), *runs), depth)
    return Block(kind, runs, depth, number)


def _runs(tokens: list[Token], reader: _Reader) -> Iterator[Run]:
    before = ""
    for run, opens in _styled(tokens, reader):
        begins = opens and (not before.strip() or SENTENCE_END.search(before))
        yield replace(run, text=run.text[:1].upper() + run.text[1:]) if begins else run
        before += run.text


def _styled(tokens: list[Token], reader: _Reader) -> Iterator[tuple[Run, bool]]:
    """Yield the runs, and of each whether it is a figure, which takes a capital where a sentence begins."""
    style = Run("")
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                style = replace(style, strong=token.nesting > 0)
            case "em_open" | "em_close":
                style = replace(style, emphasis=token.nesting > 0)
            case "link_open":
                style = replace(style, link=reader.address(str(token.attrGet("href"))))
            case "link_close":
                style = replace(style, link="")
            case "code_inline":
                yield replace(style, text=_typed(token.content), code=True), False
            case "citation":
                names = tuple(part.strip().removeprefix("@") for part in token.content.split(";"))
                yield replace(style, text="", cites=names), False
            case "value":
                yield replace(style, text=reader.value(token.content)), True
            case "softbreak" | "hardbreak":
                yield replace(style, text=" "), False
            case _ if token.content:
                yield replace(style, text=_typed(token.content)), False


def _typed(text: str) -> str:
    # An entity such as `&#10;` can stand for a character that no keyboard puts into a line.
    return UNTYPED.sub(" ", text)
