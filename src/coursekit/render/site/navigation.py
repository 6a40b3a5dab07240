"""The navigation written out: folders named in words, and short on each page however long the course is."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from coursekit.wording import Wording

LANGUAGES_ONWARD = "INHERIT: ../mkdocs.yml\n"
LONGEST = 40
"""Lessons that a folder lists at once. Each page repeats the list, so that a site without such a limit grows
with the square of its lessons."""
GROUP = 25
"""Lessons in a group, where there are more."""
LESSON = re.compile(r"(?:.*/)?(\d+)-[^/]*")


def is_long(lessons: int) -> bool:
    """Tell whether a course has too many lessons for MkDocs's own navigation, from the folders alone."""
    return lessons > LONGEST


def config_for(wording: Wording, site: str, pages: Iterable[str]) -> str:
    """Return the text of `build/mkdocs.<language>.yml`: the course's settings, the navigation in words."""
    language = wording.language
    return (
        f"{LANGUAGES_ONWARD}docs_dir: pages/{language}\nsite_dir: ../{site}\n"
        f"theme:\n  language: {language}\nnav:\n" + "".join(_entries(sorted(pages, key=_place), wording, 0))
    )


def _place(page: str) -> tuple[object, ...]:
    """Put pages into MkDocs's own order: a folder's index first, its pages, then the folders in it.

    It sorts by names; beyond 99 lessons the order of their numbers is another.
    """
    *folders, name = page.split("/")
    own = (name != "index.md", not _number(name), _number(name), name)
    return (*((True, folder) for folder in folders), (False, own))


def _number(page: str) -> int:
    match = LESSON.fullmatch(page)
    return int(match[1]) if match else 0


def _entries(pages: list[str], wording: Wording, depth: int) -> Iterator[str]:
    def folder(page: str) -> str:
        return page.split("/")[depth] if page.count("/") > depth else ""

    indent = "    " * depth
    for name, inside in groupby(pages, folder):
        if name:
            title = wording(f"folder-{name}") if f"folder-{name}" in wording.phrases else name.title()
            yield _section(title, indent)
            yield from _entries(list(inside), wording, depth + 1)
        else:
            yield from _listed(list(inside), wording, indent)


def _listed(pages: list[str], wording: Wording, indent: str) -> Iterator[str]:
    """List the pages of one folder; many lessons in groups."""
    for numbered, run in groupby(pages, lambda page: _number(page) > 0):
        inside = list(run)
        if not numbered or not is_long(len(inside)):
            yield from (_page(page, indent) for page in inside)
            continue
        for start in range(0, len(inside), GROUP):
            group = inside[start : start + GROUP]
            first, last = _number(group[0]), _number(group[-1])
            yield _section(wording("folder-lessons", first=first, last=last), indent)
            yield from (_page(page, f"{indent}    ") for page in group)


def _section(title: str, indent: str) -> str:
    return f"{indent}  - {json.dumps(title, ensure_ascii=False)}:\n"


def _page(page: str, indent: str) -> str:
    return f"{indent}  - {json.dumps(page, ensure_ascii=False)}\n"
