"""What machines read of a course: linked data in its pages (schema.org), and a CITATION.cff beside them."""

import json
import re
from collections.abc import Iterable, Sequence

from coursekit.model.course import CourseSpec, LessonView
from coursekit.model.facts import Facts
from coursekit.model.seed import Source
from coursekit.render import places
from coursekit.render.prose import parse, plain, plain_line
from coursekit.render.site.licences import licence
from coursekit.render.site.sessions import Session
from coursekit.render.site.writer import Writer
from coursekit.wording import Wording

Record = dict[str, object]
CONTEXT = "https://schema.org"
IN_SCRIPT = re.compile(r"[<>&\u2028\u2029]")
DAY = 10
"""How long an ISO date is that names a day."""


def script(record: Record) -> str:
    """Write linked data for a page. It is data: a browser runs nothing of it, whatever the words are."""
    text = json.dumps({"@context": CONTEXT, **record}, ensure_ascii=False, separators=(",", ":"))
    safe = IN_SCRIPT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f'<script type="application/ld+json">{safe}</script>'


def course_record(spec: CourseSpec, sessions: Sequence[Session], described: str, writer: Writer) -> Record:
    """Describe the course, as schema.org's Course."""
    parts = [
        {
            "@type": "LearningResource",
            "name": writer.plain(one.title),
            "url": _address(writer, places.lesson_page(one.name)),
            "position": one.number,
            "timeRequired": _minutes(one.total),
        }
        for one in sessions
    ]
    return {
        **_course(spec, writer),
        "description": described,
        "timeRequired": _minutes(sum(one.total for one in sessions)),
        "hasPart": parts,
    }


def lesson_record(view: LessonView, kind: str, described: str, writer: Writer) -> Record:
    """Describe a page of a lesson, as schema.org's LearningResource; `kind` is `lesson` or `lesson plan`."""
    lesson = view.lesson
    return {
        "@type": "LearningResource",
        "name": writer.plain(lesson.title),
        "description": described,
        "learningResourceType": kind,
        "position": view.number,
        "timeRequired": _minutes(lesson.teaching + lesson.exercises_minutes),
        "teaches": [writer.plain(objective.text) for objective in lesson.objectives],
        **_shared(view.course, writer),
        "isPartOf": _named_course(view.course, writer),
        "isBasedOn": _source(view.source),
    }


def citation_file(spec: CourseSpec, source: Source, facts: Facts, wording: Wording) -> str:
    """Write the course's CITATION.cff, in the Citation File Format 1.2.0."""
    title = plain_line(spec.title, facts, wording)
    described = " ".join(plain(block.runs) for block in parse(spec.summary, facts, wording))
    known = licence(spec.licence)
    authors = makers(spec)
    rows = [
        "cff-version: 1.2.0",
        f"message: {_said('Cite the course as below, and its source for what the source says.')}",
        f"title: {_said(title)}",
        f"abstract: {_said(described)}",
        *_people("authors", authors, ""),
        *([f"license: {known.spdx}"] if known else []),
        "preferred-citation:",
        "  type: generic",
        f"  title: {_said(title)}",
        *_people("authors", authors, "  "),
        "references:",
        "  - type: article",
        f"    title: {_said(source.title)}",
        *_people("authors", (source.author,), "    "),
        f"    journal: {_said(source.venue)}",
        f"    year: {source.published[:4]}",
        *([f"    date-published: {source.published}"] if len(source.published) == DAY else []),
    ]
    return "\n".join(rows) + "\n"


def makers(spec: CourseSpec) -> tuple[str, ...]:
    """Return who is to be named when the course is cited."""
    return spec.authors or (f"The makers of “{spec.title}”",)


def _named_course(spec: CourseSpec, writer: Writer) -> Record:
    return {"@type": "Course", "name": writer.plain(spec.title), "url": _address(writer, places.HOME)}


def _course(spec: CourseSpec, writer: Writer) -> Record:
    return {
        **_named_course(spec, writer),
        "provider": [_maker(name) for name in makers(spec)],
        **_shared(spec, writer),
    }


def _shared(spec: CourseSpec, writer: Writer) -> Record:
    known = licence(spec.licence)
    return {
        "inLanguage": writer.wording.language,
        # Only an address may stand for a licence; other terms are a work with a name.
        "license": known.address if known else {"@type": "CreativeWork", "name": spec.licence},
        "isAccessibleForFree": True,
        "author": [_maker(name) for name in makers(spec)],
    }


def _source(source: Source) -> Record:
    return {
        "@type": "Article",
        "headline": source.title,
        "author": {"@type": "Person", "name": source.author},
        "publisher": {"@type": "Organization", "name": source.venue},
        "datePublished": source.published,
        "inLanguage": source.language,
    }


def _maker(name: str) -> Record:
    family, comma, given = name.partition(", ")
    if comma:
        return {"@type": "Person", "name": f"{given} {family}", "familyName": family, "givenName": given}
    return {"@type": "Organization", "name": name}


def _people(key: str, names: Iterable[str], indent: str) -> list[str]:
    rows = [f"{indent}{key}:"]
    for name in names:
        family, comma, given = name.partition(", ")
        if comma:
            rows += [f"{indent}  - family-names: {_said(family)}", f"{indent}    given-names: {_said(given)}"]
        else:
            rows.append(f"{indent}  - name: {_said(name)}")
    return rows


def _said(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)  # which YAML reads as well


def _minutes(count: int) -> str:
    return f"PT{count}M"


def _address(writer: Writer, page: str) -> str:
    return str(writer.to(page.removesuffix(".md") + ".html"))
