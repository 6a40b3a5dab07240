"""The site: Markdown pages that MkDocs turns into plain files."""

import re
from collections.abc import Iterator
from functools import partial
from importlib import resources

from coursekit.artifact import Artifact
from coursekit.kept import kept
from coursekit.model.course import Course, CourseSpec
from coursekit.model.facts import Facts
from coursekit.model.picture import ReadPicture
from coursekit.model.references import Reference, References, in_text
from coursekit.model.seed import Source
from coursekit.render import places
from coursekit.render.site.pages import Page, pages_of, title_of
from coursekit.wording import Wording

ASSETS = (
    "code.js",
    "coursekit.css",
    "coursekit.js",
    "evidence.js",
    "exercises.js",
    "iframe-worker.LICENSE.txt",
    "iframe-worker.js",
    "progress.js",
)
COMMENT = re.compile(rb"/\*.*?\*/\n*", re.DOTALL)

UNSEARCHED = ("whole",)
"""Templates of pages that repeat what others say."""


def plan(course: Course, wording: Wording) -> Iterator[Artifact]:
    """Plan the pages of a language, and the style and scripts that they share."""
    for page in pages_of(course):
        yield _page_file(page, wording)
    for shown in _shown(course):
        path = f"{places.pages(wording.language)}/{places.picture(shown)}"
        yield Artifact(path, shown, partial(_data, shown), frozenset(shown.claims))
    yield _citation_file(course, wording)
    for name in ASSETS:
        # The kit's own files are part of every fingerprint, so there is nothing else to name.
        yield Artifact(f"{places.pages(wording.language)}/assets/{name}", name, partial(_asset, name))


def _shown(course: Course) -> tuple[ReadPicture, ...]:
    """Return the pictures that pages show."""
    wanted = {name for lesson in course.lessons.values() for part in lesson.parts for name in part.pictures}
    return tuple(picture for name, picture in course.facts.pictures.items() if name in wanted)


def _data(shown: ReadPicture) -> bytes:
    return shown.data


@kept
def _page_file(page: Page, wording: Wording) -> Artifact:
    # Not the page itself: its set of claims has no order, and follows from its facts.
    subject = (wording.language, wording.phrases, page.template, page.facts, page.data)
    path, make = f"{places.pages(wording.language)}/{page.path}", partial(_page, page, wording)
    title, searched = partial(title_of, page, wording), page.template not in UNSEARCHED
    return Artifact(path, subject, make, page.claims, title=title, searched=searched)


def _page(page: Page, wording: Wording) -> bytes:
    from coursekit.render.site.paper import write  # noqa: PLC0415 - Jinja2 is not needed to plan

    return write(page, wording)


def _citation_file(course: Course, wording: Wording) -> Artifact:
    spec = _cited(course.spec)
    facts = course.facts.only(References(tuple(Reference((), *found) for found in in_text(spec.summary))))
    subject = (wording.language, wording.phrases, spec, course.source, facts)
    make = partial(_citation, spec, course.source, facts, wording)
    path = f"{places.pages(wording.language)}/{places.CITATION}"
    return Artifact(path, subject, make, frozenset(facts.claims))


def _cited(spec: CourseSpec) -> CourseSpec:
    """Leave out what no citation says."""
    return spec.model_copy(update={"lessons": (), "languages": (), "audience": "", "safety": ""})


def _citation(spec: CourseSpec, source: Source, facts: Facts, wording: Wording) -> bytes:
    from coursekit.render.site.records import citation_file  # noqa: PLC0415 - not needed to plan

    return citation_file(spec, source, facts, wording).encode()


def _asset(name: str) -> bytes:
    data = (resources.files("coursekit.render.site") / "assets" / name).read_bytes()
    # Every page waits for the style; what it says to people stays with us.
    return COMMENT.sub(b"", data) if name.endswith(".css") else data
