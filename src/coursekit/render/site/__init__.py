"""The site: Markdown pages that MkDocs turns into plain files."""

from collections.abc import Iterator
from functools import partial
from importlib import resources

from coursekit.artifact import Artifact
from coursekit.model.course import Course
from coursekit.render import places
from coursekit.render.site.pages import Page, pages_of
from coursekit.wording import Wording

ASSETS = ("code.js", "coursekit.css", "coursekit.js", "exercises.js", "iframe-worker.js")


def plan(course: Course, wording: Wording) -> Iterator[Artifact]:
    """Plan the pages of a language, and the style and scripts that they share."""
    for page in pages_of(course):
        # Not the page itself: its set of claims has no order, and follows from its facts.
        subject = (wording.language, wording.phrases, page.template, page.facts, page.data)
        make = partial(_page, page, wording)
        yield Artifact(f"{places.pages(wording.language)}/{page.path}", subject, make, page.claims)
    for name in ASSETS:
        # The kit's own files are part of every fingerprint, so there is nothing else to name.
        yield Artifact(f"{places.pages(wording.language)}/assets/{name}", name, partial(_asset, name))


def _page(page: Page, wording: Wording) -> bytes:
    from coursekit.render.site.paper import write  # noqa: PLC0415 - Jinja2 is not needed to plan

    return write(page, wording)


def _asset(name: str) -> bytes:
    return (resources.files("coursekit.render.site") / "assets" / name).read_bytes()
