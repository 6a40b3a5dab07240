"""The JSON Schemas say what the model says: they accept every file of ours and refuse seeded faults."""

import copy
import json
import shutil
from typing import get_args

import jsonschema
import pytest
import yaml

from coursekit.model.exercise import Exercise
from coursekit.model.slide import Slide
from coursekit.schema import MODELS, schema, schema_text
from test_cli import ROOT, SMALL, run


def kind_of(path):
    if path.stem in ("course", "log"):
        return path.stem
    return {"seeds": "seed", "records": "seed", "variants": "variant"}.get(path.parent.name, "lesson")


FILES = [
    *(ROOT / "lessons").glob("*.yml"),
    *(ROOT / "seeds").glob("*.yml"),
    *(ROOT / "lessons" / "variants").glob("*.yml"),
    *(ROOT / "tests" / "cases").glob("*/lessons/**/*.yml"),
    *(ROOT / "tests" / "cases").glob("*/seeds/*.yml"),
]


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # as the kit reads it


def faults(kind, value):
    return list(jsonschema.Draft7Validator(schema(kind)).iter_errors(value))


@pytest.mark.parametrize("kind", MODELS)
def test_a_schema_is_one(kind):
    jsonschema.Draft7Validator.check_schema(schema(kind))
    assert json.loads(schema_text(kind))["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_of_ours_fits(path):
    assert len(FILES) > 12
    assert [fault.message for fault in faults(kind_of(path), load(path))] == []


def first(slides, layout):
    return next(slide for slide in slides if slide["layout"] == layout)


def lesson_faults():
    """Yield names of faults with what puts each into a lesson."""
    slides = lambda lesson: [slide for part in lesson["parts"] for slide in part["slides"]]  # noqa: E731
    exercise = lambda lesson, kind: next(e for e in lesson["exercises"] if e["kind"] == kind)  # noqa: E731
    yield "an unknown key", lambda lesson: lesson.update(titel="Flour")
    yield "a missing key", lambda lesson: lesson.pop("teaching")
    yield "minutes as text", lambda lesson: lesson.update(teaching="40")
    yield "a wrong level", lambda lesson: lesson["objectives"][0].update(bloom="aply")
    yield "no id", lambda lesson: lesson["parts"][0].update(id="One Mill")
    yield "no locator", lambda lesson: lesson.update(source=["1.1"])
    yield "an unknown layout", lambda lesson: slides(lesson)[0].update(layout="pionts")
    yield "a slide's own key", lambda lesson: first(slides(lesson), "chart").update(figur="flour-origin")
    yield "a key of another layout", lambda lesson: first(slides(lesson), "chart").update(rows=[["a"]])
    yield "a headline too long", lambda lesson: slides(lesson)[0].update(headline="x" * 91)
    yield "an unknown kind", lambda lesson: exercise(lesson, "choose").update(kind="chose")
    yield "an answer in words", lambda lesson: exercise(lesson, "calculate")["answer"].update(tolerance="one")


@pytest.mark.parametrize(
    ("name", "put"), [*lesson_faults()], ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_seeded_fault_is_seen(name, put):
    lesson = load(SMALL / "lessons" / "flour.yml")
    broken = copy.deepcopy(lesson)
    put(broken)
    assert faults("lesson", lesson) == []
    assert faults("lesson", broken) != [], name


def test_seeds_and_courses_have_faults_too():
    seed = load(SMALL / "seeds" / "bakery.yml")
    seed["claims"][0]["kind"] = "fact"
    assert faults("seed", seed)
    course = load(SMALL / "lessons" / "course.yml")
    course["solutions"] = "hidden"
    assert faults("course", course)


def test_an_arrow_is_written_as_in_the_file():
    arrow = schema("lesson")["$defs"]["Arrow"]
    assert set(arrow["properties"]) == {"from", "to", "label"}
    assert arrow["required"] == ["from", "to"]


@pytest.mark.parametrize(
    ("place", "list_of", "union", "key"),
    [("Part", "slides", Slide, "layout"), ("", "exercises", Exercise, "kind")],
)
def test_layouts_and_kinds_are_told_apart_by_their_word(place, list_of, union, key):
    made = schema("lesson")
    owner = made["$defs"][place] if place else made
    members = [ref["$ref"].rsplit("/", 1)[1] for ref in owner["properties"][list_of]["items"]["oneOf"]]
    assert set(members) == {member.__name__ for member in get_args(get_args(union)[0])}
    words = [made["$defs"][member]["properties"][key]["const"] for member in members]
    assert len(set(words)) == len(members)


def test_docstrings_are_what_an_editor_shows():
    made = schema("lesson")
    assert made["properties"]["teaching"]["description"] == "The sum of the parts' minutes."
    definitions = made["$defs"]
    assert definitions["Points"]["properties"]["headline"]["description"] == "A sentence that could be wrong."
    assert definitions["Points"]["description"] == "Two or three short statements, side by side."
    # its own `claims` has no docstring, and the base's does not fit it
    assert "description" not in definitions["SourceReading"]["properties"]["claims"]


def test_schemas_are_written_into_the_course(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    done = run("--root", tmp_path, "schema", "--write")
    assert done.returncode == 0
    for kind in MODELS:
        text = (tmp_path / ".coursekit" / "schemas" / f"{kind}.json").read_text(encoding="utf-8")
        assert text == schema_text(kind) == run("schema", kind).stdout
    settings = json.loads(done.stdout[done.stdout.index("{") :])["yaml.schemas"]
    assert settings == {
        ".coursekit/schemas/course.json": ["lessons/course.yml"],
        ".coursekit/schemas/lesson.json": ["lessons/flour.yml", "lessons/oven.yml"],
        ".coursekit/schemas/log.json": ["lessons/log.yml"],
        ".coursekit/schemas/seed.json": ["seeds/*.yml"],
        ".coursekit/schemas/variant.json": ["lessons/variants/*.yml"],
    }


def test_nothing_is_written_where_there_is_no_course(tmp_path):
    done = run("--root", tmp_path, "schema", "--write")
    assert done.returncode == 1
    assert "missing-file" in done.stdout
    assert list(tmp_path.iterdir()) == []
    assert run("schema").returncode == 2
