"""Writes a page's Markdown: values of specs escaped, references turned into links."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from coursekit.model.facts import Facts
from coursekit.model.seed import Claim
from coursekit.render import markdown, places, prose
from coursekit.render.prose import Block, Run
from coursekit.wording import Wording

IDENT = re.compile(r"[A-Za-z0-9-]+")
IN_TITLE = re.compile(r"[\"'()<>&\\`*_{}\[\]|~$^]")
# Material puts a tooltip's words into the page as HTML, so that no reference is safe for these two.
QUOTED = {"<": "‹", ">": "›"}
DEEPEST = 6
NO_BREAK = "\u202f"
"""Before a citation, so that it does not begin a line."""


@dataclass(frozen=True)
class Writer:
    """What one page's template is given to write with; also how the page points at things."""

    page: str
    """The page's own path in the docs folder."""
    facts: Facts
    wording: Wording

    def line(self, text: str) -> Markup:
        """Write inline Markdown of a spec."""
        return self._inline(prose.parse_line(text, self.facts, self.wording))

    def said(self, claim: Claim) -> Markup:
        """Write a claim's statement, its figure written out."""
        return self._inline(prose.parse_line(claim.says, self.facts, self.wording, claim))

    def text(self, text: str, under: int = 0, anchor: str = "") -> Markup:
        """Write block Markdown of a spec below a heading of level `under`.

        Headings come in steps of one level, whatever the spec wrote, and their anchors begin with
        `anchor`. Without a level they become strong paragraphs.
        """
        parts: list[str] = []
        waiting: list[Block] = []
        above: list[int] = []
        for block in prose.parse(text, self.facts, self.wording):
            tight = replace(block, runs=_tight(block.runs))
            if block.kind != "heading":
                waiting.append(tight)
                continue
            parts.append(markdown.document(waiting, self))
            waiting = []
            while above and above[-1] >= block.depth:
                above.pop()
            above.append(block.depth)
            words = markdown.inline(tight.runs, self).strip()
            parts.append(
                _heading(words, under and under + len(above), f"{anchor}-{len(parts)}" * bool(anchor))
            )
        parts.append(markdown.document(waiting, self))
        return Markup("\n\n".join(part for part in parts if part))  # noqa: S704 - escaped above

    def plain(self, text: str) -> str:
        """Return a line's words alone."""
        return prose.plain_line(text, self.facts, self.wording)

    def words_of(self, text: str) -> Markup:
        """Write a line's words alone, as the text of a link or a cell."""
        return escaped(self.plain(text))

    def words(self, key: str, *, count: float | None = None, **values: object) -> Markup:
        """Write a phrase; what fills it is escaped with it."""
        return escaped(self.wording(key, count=count, **values))

    def label(self, key: str) -> Markup:
        """Write a phrase as what stands before a value."""
        return self.words("slides-label", name=self.wording(key))

    def minutes(self, count: int) -> Markup:
        """Write a number of minutes."""
        return self.words("minutes", count=count)

    def to(self, target: str, anchor: str = "") -> Markup:
        """Return the address of another page or file of the site, from this one."""
        folder = posixpath.dirname(self.page) or "."
        address = posixpath.relpath(target, folder) if target != self.page else ""
        return Markup(f"{address}#{anchor}" if anchor else address)  # noqa: S704 - ids and our own names

    def lesson_path(self, lesson: str) -> str:
        """Return the page of a lesson."""
        return places.lesson_page(file_name(self.facts, lesson))

    def cite(self, claims: tuple[str, ...]) -> str:
        """Point at claims on the evidence page, their statements in the tooltip."""
        by_place: dict[str, list[Claim]] = {}
        for claim in (self.facts.claims[name] for name in claims):
            by_place.setdefault(_label(claim), []).append(claim)
        return NO_BREAK + NO_BREAK.join(self._cited(label, found) for label, found in by_place.items())

    def term(self, words: str, term: str) -> str:
        """Point at a term of the glossary, its definition in the tooltip."""
        title = in_title(self.plain(self.facts.terms[term].definition))
        return f'[{words}]({self.to(places.GLOSSARY, places.term_anchor(term))} "{title}"){{ .ck-term }}'

    def lesson(self, words: str, lesson: str) -> str:
        """Point at a lesson's page."""
        return f"[{words}]({self.to(self.lesson_path(lesson))})"

    def citation(self, claims: Iterable[str]) -> Markup:
        """Write citations that follow no text."""
        return Markup(self.cite(tuple(claims)).lstrip(NO_BREAK))  # noqa: S704 - escaped above

    def locator(self, claim: Claim) -> Markup:
        """Point at a claim from beside its statement, where a tooltip would say it again."""
        address = self.to(places.EVIDENCE, places.claim_anchor(claim.id))
        return Markup(f"[{_label(claim)}]({address}){{ .ck-cite }}")  # noqa: S704 - locators and ids

    def after(self, claims: Iterable[str]) -> Markup:
        """Write citations that follow a text; nothing where there are none."""
        names = tuple(claims)
        return Markup(self.cite(names) if names else "")  # noqa: S704 - escaped above

    def _cited(self, label: str, claims: list[Claim]) -> str:
        told = " · ".join(self._told(claim) for claim in claims)
        address = self.to(places.EVIDENCE, places.claim_anchor(claims[0].id))
        return f'[{label}]({address} "{in_title(told)}"){{ .ck-cite }}'

    def _told(self, claim: Claim) -> str:
        said = prose.statement(claim, self.facts, self.wording)
        return f"{', '.join(claim.at)}, {self.wording(f'kind-{claim.kind}')}: {said}"

    def _inline(self, runs: tuple[Run, ...]) -> Markup:
        return Markup(markdown.inline(_tight(runs), self).strip())  # noqa: S704 - escaped by it


def escaped(text: object) -> Markup:
    """Write a value so that neither Markdown nor HTML takes it for its own."""
    return Markup(markdown.escape(prose.BLANK.sub(" ", str(text).strip())))  # noqa: S704 - this is the escaping


def in_title(text: str) -> str:
    """Write words for a link's title in Markdown, where a tooltip shows them as HTML."""

    def safe(match: re.Match[str]) -> str:
        return QUOTED.get(match[0]) or f"&#{ord(match[0])};"

    return IN_TITLE.sub(safe, prose.BLANK.sub(" ", text.strip()))


def ident(name: str) -> Markup:
    """Return an id as part of an attribute. Raises ValueError where it is none: a fault of ours."""
    if not IDENT.fullmatch(name):
        raise ValueError(name)
    return Markup(name)  # noqa: S704 - letters, digits and hyphens


def front_matter(values: Mapping[str, str], *settings: str) -> Markup:
    """Write a page's head, with settings of the theme's as lines of YAML."""
    return Markup(markdown.front_matter(values, *settings))  # noqa: S704 - escaped by it


def file_name(facts: Facts, lesson: str) -> str:
    """Return a lesson's name in files, as its view has it."""
    return f"{number(facts, lesson):02d}-{lesson}"


def number(facts: Facts, lesson: str) -> int:
    """Return a lesson's place in teaching order, from 1."""
    return facts.number(lesson)


def _label(claim: Claim) -> str:
    return claim.at[0] + ("+" if len(claim.at) > 1 else "")


def _heading(words: str, level: int, anchor: str) -> str:
    if not level:
        return f"**{words}**"
    mark = f" {{ #{anchor} }}" if anchor else ""
    return f"{'#' * min(DEEPEST, level)} {words}{mark}"


def _tight(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Take the space before each citation away; the citation brings its own."""
    return tuple(
        replace(run, text=run.text.rstrip()) if after and after.cites and not run.cites else run
        for run, after in zip(runs, (*runs[1:], None), strict=True)
    )
