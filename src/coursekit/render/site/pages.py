"""The pages of the site: where each stands, what it is made from, and the claims it shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from coursekit.kept import kept
from coursekit.model.base import Spec
from coursekit.model.course import Course, CourseSpec, LessonView
from coursekit.model.facts import Facts
from coursekit.model.references import Reference, References, in_text, references
from coursekit.model.references import texts as texts_of
from coursekit.render import places
from coursekit.render.prose import plain_line
from coursekit.render.run import run_of
from coursekit.render.site import sessions
from coursekit.render.site.licences import CREDITS, licence
from coursekit.render.site.matrix import Cover, covered
from coursekit.render.site.uses import used_in
from coursekit.wording import Wording

TITLES = {
    "about": "site-about",
    "course": "site-course",
    "credits": "site-credits",
    "evidence": "site-evidence",
    "exercises": "exercises",
    "glossary": "site-glossary",
    "index": "site-home",
    "objectives": "site-objectives",
    "teaching-index": "site-teaching-section",
    "timeline": "site-timeline",
    "whole": "site-whole",
}
"""The phrase that names a page, by its template; a lesson's page has the lesson's title."""


@dataclass(frozen=True)
class Page:
    """One page and everything it is made from."""

    path: str
    template: str
    facts: Facts
    data: Mapping[str, Any] = field(default_factory=dict)
    """What the template is given by name."""
    claims: frozenset[str] = frozenset()


def pages_of(course: Course) -> Iterator[Page]:
    """Yield every page of a course but those that show notebooks."""
    views = course.views()
    for view in views:
        yield lesson_page(view)
        yield _teaching_page(view)
    yield _whole_page(course, views)
    yield _matrix_page(course, views)
    spec = _without_lists(course.spec)
    home = {"spec": spec, "sessions": sessions.programme(views), "dated": bool(course.facts.events)}
    yield _listing(course, places.HOME, "index", _shown(spec), named=bool(course.facts.terms), **home)
    asked = tuple(sessions.session(view, lines=view.lesson.questions) for view in views)
    yield _listing(course, "course/index.md", "course", [], sessions=asked)
    tasks = tuple(sessions.session(view, tasks=sessions.tasks(view)) for view in views)
    yield _listing(course, "exercises/index.md", "exercises", [], sessions=tasks)
    needed = tuple(
        sessions.session(view, tasks=sessions.activities(view), lines=sessions.materials(view))
        for view in views
    )
    safety = course.spec.safety
    data: dict[str, Any] = {
        "sessions": needed,
        "safety": safety,
        "shown": course.spec.solutions != "withheld",
    }
    yield _listing(course, "teaching/index.md", "teaching-index", [safety], **data)
    yield from _reference_pages(course)


def title_of(page: Page, wording: Wording) -> str:
    """Return the page's name in the site's menu."""
    if page.template in TITLES:
        return wording(TITLES[page.template])
    view: LessonView = page.data["view"]
    return f"{view.number}. {plain_line(view.lesson.title, view.facts, wording)}"


@kept
def lesson_page(view: LessonView) -> Page:
    """Return the page of a lesson, for students."""
    data = {"view": view, "lesson": view.lesson}
    return Page(places.lesson_page(view.name), "lesson", view.facts, data, frozenset(view.facts.claims))


@kept
def _teaching_page(view: LessonView) -> Page:
    data = {"view": view, "lesson": view.lesson, "run": run_of(view.lesson)}
    return Page(places.teaching_page(view.name), "teaching", view.facts, data, frozenset(view.facts.claims))


def _whole_page(course: Course, views: Sequence[LessonView]) -> Page:
    """Return the page that holds every lesson."""
    spec = _without_lists(course.spec)
    data = {"spec": spec, "views": views, "sessions": sessions.programme(views)}
    found = [Reference((), kind, name) for text in _shown(spec) for kind, name in in_text(text)]
    facts = course.facts.only(References(tuple(found)))
    claims = frozenset(facts.claims).union(*(view.facts.claims for view in views))
    return Page(places.WHOLE, "whole", facts, data, claims)


def _matrix_page(course: Course, views: Sequence[LessonView]) -> Page:
    rows = tuple(map(_covered, views))
    texts = [text for lesson in rows for text in (lesson.title, *_titles(lesson.rows))]
    return _listing(course, places.OBJECTIVES, "objectives", texts, sessions=rows)


_covered = kept(covered)


def _titles(rows: Iterable[Cover]) -> Iterator[str]:
    for row in rows:
        yield row.objective.text
        yield from (spot.title for spot in (*row.taught, *row.practised))


def _reference_pages(course: Course) -> Iterator[Page]:
    facts, source = course.facts, course.source
    whole = course.whole or facts
    cited = {at.partition("P")[0] for claim in facts.claims.values() for at in claim.at[:1]}
    data = {
        "sections": tuple(section for section in course.sections if section.id in cited),
        "unused": course.unused,
        "uses": used_in(course),
        "by_place": _by_place(facts),
        "all": len(whole.claims),
    }
    yield Page(places.EVIDENCE, "evidence", facts, data, frozenset(facts.claims))
    if facts.events:
        dated = _reached(facts, facts.events.values())
        dated = replace(dated, events=facts.events, figures={}, pictures={})
        yield Page(places.TIMELINE, "timeline", dated, {"all": len(whole.events)}, frozenset(dated.claims))
    if facts.terms:
        named = _reached(facts, facts.terms.values())
        named = replace(named, events={}, figures={}, terms=facts.terms, pictures={})
        yield Page(places.GLOSSARY, "glossary", named, {"all": len(whole.terms)}, frozenset(named.claims))
    others = tuple(dict.fromkeys(facts.others.values()))
    read = {"source": source, "others": others, "licence": course.spec.licence, "sections": course.sections}
    about = _reached(facts, [source, *others])
    yield Page(places.ABOUT, "about", about, read, frozenset(about.claims))
    spec = _without_lists(course.spec)
    used = {"spec": spec, "source": source, "licence": licence(spec.licence), "credits": CREDITS}
    yield _listing(course, places.CREDITS, "credits", [spec.title, spec.subtitle], **used)


def _listing(course: Course, path: str, template: str, texts: Iterable[str], **data: Any) -> Page:
    """Return a page of lists, which rests on what its texts, titles and lines mention."""
    listed = [row for row in data.get("sessions", ()) if isinstance(row, sessions.Session)]
    lines = [*texts]
    lines += [
        line
        for session in listed
        for line in (session.title, *session.lines, *(task.title for task in session.tasks))
    ]
    found = [Reference((), kind, name) for line in lines for kind, name in in_text(line)]
    facts = course.facts.only(References(tuple(found)))
    return Page(path, template, facts, data, frozenset(facts.claims))


def _reached(facts: Facts, specs: Iterable[Spec]) -> Facts:
    found = tuple(ref for spec in specs for ref in references(spec).found)
    return facts.only(References(found))


def _shown(spec: CourseSpec) -> tuple[str, ...]:
    return tuple(text for _, _, text in texts_of(spec))


def _without_lists(spec: CourseSpec) -> CourseSpec:
    """Leave out what is no text of the page, so that the page does not hang on it."""
    return spec.model_copy(update={"lessons": (), "languages": ()})


def _by_place(facts: Facts) -> dict[str, list[str]]:
    """Return the claims of each paragraph; a claim of several stands at its first."""
    found: dict[str, list[str]] = {}
    for claim in facts.claims.values():
        found.setdefault(claim.at[0], []).append(claim.id)
    return found
