"""Looks whether every link of a built site leads to something that is there, whoever wrote it."""

import html
import posixpath
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
NAME = re.compile(r'\s(?:id|name)="([^"]*)"')
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
"""Another host or scheme, or an address from the root of a server that nobody knows yet."""
LOST_WAYS = "404.html"
"""The one page that has no place of its own."""


@dataclass(frozen=True)
class _Page:
    links: frozenset[str]
    anchors: frozenset[str]


def broken(output: Path) -> tuple[str, ...]:
    """Return what is wrong with the links of a built site, by page."""
    there = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    pages = {name: _read(path) for name, path in sorted(there.items()) if name.endswith(".html")}
    return tuple(
        f'{name} links to "{link}", which is not there'
        for name, page in pages.items()
        if name != LOST_WAYS
        for link in sorted(page.links)
        if not _leads(name, link, pages, there)
    )


def _read(path: Path) -> _Page:
    tags = TAG.findall(path.read_text(encoding="utf-8"))
    links = {html.unescape(link) for tag in tags for link in LINK.findall(tag)}
    anchors = {html.unescape(name) for tag in tags for name in NAME.findall(tag)}
    return _Page(frozenset(link for link in links if not ELSEWHERE.match(link)), frozenset(anchors))


def _leads(name: str, link: str, pages: Mapping[str, _Page], there: Container[str]) -> bool:
    address, _, anchor = link.partition("#")
    way = unquote(address.partition("?")[0])
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), way)) if way else name
    if target.startswith(".."):
        return True  # the site of another language, which is built by itself
    target = target if target in there else posixpath.normpath(f"{target}/index.html")
    return target in there and (not anchor or target not in pages or unquote(anchor) in pages[target].anchors)
