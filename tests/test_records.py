"""What machines read: linked data in the pages, and the citation file beside them."""

import dataclasses
import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from coursekit.load.course import load_course
from coursekit.render import site
from coursekit.render.site.licences import licence
from coursekit.render.site.pages import pages_of
from coursekit.render.site.paper import write
from coursekit.render.site.records import script
from coursekit.wording import LANGUAGES, wording
from schema_org import REQUIRED, Vocabulary

ROOT = Path(__file__).parent.parent
SCHEMA = Path(__file__).parent / "fixtures" / "cff-1.2.0.schema.json"
"""The schema of the Citation File Format, CC BY 4.0, as its authors give it."""

SCHEMA_ORG = Vocabulary.of()
TOLD = {
    "Course": {"inLanguage", "license", "hasPart", "timeRequired"},
    "LearningResource": {
        "learningResourceType",
        "teaches",
        "inLanguage",
        "license",
        "isPartOf",
        "timeRequired",
    },
}
"""What we say beyond what search engines ask for."""
DATA = re.compile(r'^<script type="application/ld\+json">(.*)</script>$', re.MULTILINE)


def records(course, language="en"):
    for page in pages_of(course):
        text = write(page, wording(language)).decode()
        for found in DATA.findall(text):
            yield page, json.loads(found)


@pytest.fixture(scope="module")
def small_records(small_course):
    return {page.path: record for page, record in records(small_course)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_describe_the_course_and_its_lessons(small_course, language):
    found = {page.path: record for page, record in records(small_course, language)}
    assert set(found) == {
        "index.md", "course/all.md", "course/01-flour.md", "course/02-oven.md", "teaching/01-flour.md",
        "teaching/02-oven.md",
    }  # fmt: skip
    for record in found.values():
        assert SCHEMA_ORG.faults(record) == []
        assert TOLD[record["@type"]] <= set(record)
        assert record["inLanguage"] == language
    home = found["index.md"]
    assert [part["url"] for part in home["hasPart"]] == ["course/01-flour.html", "course/02-oven.html"]
    lesson = small_course.lessons["flour"]
    assert len(found["course/01-flour.md"]["teaches"]) == len(lesson.objectives)
    assert found["course/01-flour.md"]["isPartOf"]["url"] == "../index.html"
    assert found["course/01-flour.md"]["author"][0] == {
        "@type": "Person", "name": "Ada Baker", "familyName": "Baker", "givenName": "Ada",
    }  # fmt: skip


def test_every_page_of_the_course_keeps_to_the_vocabulary(course_site):
    found = [
        json.loads(data)
        for path in sorted(course_site.rglob("*.html"))
        for data in DATA.findall(path.read_text(encoding="utf-8"))
    ]
    assert [SCHEMA_ORG.faults(record) for record in found] == [[]] * 18


@pytest.mark.parametrize("terms", ["All rights reserved", "CC0 1.0", "Ask\u2028us"])
def test_linked_data_keeps_to_the_vocabulary_whatever_the_course_says(small_course, terms):
    spec = small_course.spec.model_copy(update={"licence": terms, "authors": ("Baker, Ada", "A union")})
    source = small_course.source.model_copy(update={"published": "1904"})
    for _, record in records(dataclasses.replace(small_course, spec=spec, source=source)):
        assert SCHEMA_ORG.faults(record) == []


BROKEN = {
    "another context": ({"@context": "https://example.org"}, "no context of schema.org"),
    "no type": ({"@type": "Lesson"}, "Lesson is no type"),
    "an unknown property": ({"titel": "x"}, "titel is no property"),
    "a property of others": ({"birthDate": "1904-01-01"}, "birthDate is no property of Course"),
    "a property of a kind of it": (
        {"@type": "LearningResource", "courseCode": "x"},
        "courseCode is no property of LearningResource",
    ),
    "a word for a number": ({"position": {"@type": "Person", "name": "x"}}, "position may not be a Person"),
    "a number for words": ({"description": 7}, "description may not be 7"),
    "a number for yes or no": ({"isAccessibleForFree": 1}, "isAccessibleForFree may not be 1"),
    "words for a time": ({"timeRequired": "55 minutes"}, "timeRequired may not be '55 minutes'"),
    "words for an address": ({"license": "All rights reserved"}, "license may not be 'All rights reserved'"),
    "a thing of another type": (
        {"provider": {"@type": "Article", "headline": "x"}},
        "provider may not be a Article",
    ),
    "a fault further in": ({"hasPart": [{"@type": "Course", "name": "x", "y": 1}]}, "y is no property"),
    "a thing without a name": ({"author": [{"@type": "Person"}]}, "a Person has no name"),
    "nothing said": ({"description": " "}, "description may not be ' '"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_vocabulary_finds_what_is_wrong(small_records, name):
    record = small_records["index.md"]
    assert SCHEMA_ORG.faults(record) == []
    change, fault = BROKEN[name]
    assert fault in SCHEMA_ORG.faults({**record, **change})


@pytest.mark.parametrize("page", ["index.md", "course/01-flour.md"])
def test_the_vocabulary_finds_what_is_missing(small_records, page):
    record = small_records[page]
    for name in REQUIRED[record["@type"]]:
        less = {key: value for key, value in record.items() if key != name}
        assert f"{record['@type']} needs {name}" in SCHEMA_ORG.faults(less)


def test_linked_data_never_ends_its_element():
    evil = "</script><script>alert(1)</script><!-- \u2028 &amp;"
    text = script({"name": evil})
    assert text.count("<") == 2
    assert json.loads(text[text.index("{") : text.rindex("}") + 1])["name"] == evil


def citation(course, language="en"):
    planned = {
        artifact.path.rpartition("/")[2]: artifact for artifact in site.plan(course, wording(language))
    }
    return yaml.safe_load(planned["CITATION.cff"].make())


def valid(data):
    # YAML knows dates; the schema, as every reader of these files, wants them as text.
    plain = json.loads(json.dumps(data, default=str))
    jsonschema.validate(plain, json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("folder", [ROOT, ROOT / "tests/cases/small"], ids=["course", "small"])
def test_the_citation_file_is_valid(folder):
    course = load_course(folder)
    data = citation(course)
    valid(data)
    assert data["title"] == course.spec.title
    assert data["license"] == "CC-BY-SA-4.0"
    assert data["references"][0]["title"] == course.source.title


def test_the_citation_file_is_valid_whatever_the_course_says(small_course):
    spec = small_course.spec.model_copy(
        update={"title": 'A "title": #1 \\ — {x}', "authors": (), "licence": "All rights reserved"}
    )
    source = small_course.source.model_copy(update={"published": "1904"})
    data = citation(dataclasses.replace(small_course, spec=spec, source=source))
    valid(data)
    assert "license" not in data
    assert data["title"] == 'A "title": #1 \\ — {x}'
    with pytest.raises(jsonschema.ValidationError):
        valid({**data, "authors": []})


def test_licences_by_their_usual_names():
    assert licence("CC BY-SA 4.0").address == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert licence("CC0 1.0").spdx == "CC0-1.0"
    assert licence("My own") is None
