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

ROOT = Path(__file__).parent.parent
SCHEMA = Path(__file__).parent / "fixtures" / "cff-1.2.0.schema.json"
"""The schema of the Citation File Format, CC BY 4.0, as its authors give it."""

WORK = {
    "@type", "name", "description", "url", "inLanguage", "license", "isAccessibleForFree", "author",
    "position", "timeRequired", "hasPart", "isPartOf", "isBasedOn", "provider", "teaches",
    "learningResourceType",
}  # fmt: skip
"""Properties of schema.org's Thing, CreativeWork and LearningResource that we use; Course inherits them."""
PROPERTIES = {
    "Course": WORK,
    "LearningResource": WORK,
    "Article": {"@type", "headline", "author", "publisher", "datePublished", "inLanguage"},
    "Organization": {"@type", "name"},
    "Person": {"@type", "name", "familyName", "givenName"},
}
NEEDED = {
    "Course": {"name", "description", "provider", "inLanguage", "license", "hasPart", "timeRequired"},
    "LearningResource": {
        "name", "description", "learningResourceType", "teaches", "inLanguage", "license", "isPartOf",
        "timeRequired",
    },
}  # fmt: skip
DATA = re.compile(r'^<script type="application/ld\+json">(.*)</script>$', re.MULTILINE)


def records(course, language="en"):
    for page in pages_of(course):
        text = write(page, wording(language)).decode()
        for found in DATA.findall(text):
            yield page, json.loads(found)


def nodes(value):
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_describe_the_course_and_its_lessons(small_course, language):
    found = {page.path: record for page, record in records(small_course, language)}
    assert set(found) == {
        "index.md", "course/all.md", "course/01-flour.md", "course/02-oven.md", "teaching/01-flour.md",
        "teaching/02-oven.md",
    }  # fmt: skip
    for record in found.values():
        assert record.pop("@context") == "https://schema.org"
        assert NEEDED[record["@type"]] <= set(record)
        assert record["inLanguage"] == language
        for node in nodes(record):
            assert set(node) <= PROPERTIES[node["@type"]]
            assert re.fullmatch(r"PT\d+M", node.get("timeRequired", "PT1M"))
    home = found["index.md"]
    assert [part["url"] for part in home["hasPart"]] == ["course/01-flour.html", "course/02-oven.html"]
    lesson = small_course.lessons["flour"]
    assert len(found["course/01-flour.md"]["teaches"]) == len(lesson.objectives)
    assert found["course/01-flour.md"]["isPartOf"]["url"] == "../index.html"
    assert found["course/01-flour.md"]["author"][0] == {
        "@type": "Person", "name": "Ada Baker", "familyName": "Baker", "givenName": "Ada",
    }  # fmt: skip


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
