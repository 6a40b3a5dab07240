"""Puts a page's values into its template."""

import re
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from coursekit.model.course import LessonView
from coursekit.render import charts, places
from coursekit.render.run import steps_of
from coursekit.render.site.details import Details
from coursekit.render.site.pages import Page, lesson_page, title_of
from coursekit.render.site.whole import within
from coursekit.render.site.writer import Writer, escaped, front_matter, ident
from coursekit.wording import Wording

GAPS = re.compile(r"\n{3,}")


def write(page: Page, wording: Wording) -> bytes:
    """Write a page as Markdown."""
    writer = Writer(page.path, page.facts, wording)
    template = _environment().get_template(f"{page.template}.md.jinja")
    text = template.render(
        w=writer,
        d=Details(writer),
        t=writer.words,
        title=title_of(page, wording),
        facts=page.facts,
        places=places,
        charts=charts,
        front_matter=front_matter,
        ident=ident,
        steps_of=steps_of,
        inside=partial(_inside, wording),
        **page.data,
    )
    return (GAPS.sub("\n\n", text).strip() + "\n").encode()


def _inside(wording: Wording, view: LessonView) -> Markup:
    """Write a lesson's page as a chapter of a page that holds them all."""
    text = write(lesson_page(view), wording).decode()
    return Markup(within(text, view.name))  # noqa: S704 - a page, written as ever


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("coursekit.render.site"),
        autoescape=True,
        finalize=_written,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _written(value: object) -> Markup:
    """Escape whatever the writer did not write, so that forgetting it does no harm."""
    return value if isinstance(value, Markup) else escaped(value)
