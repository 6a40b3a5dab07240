"""The JSON Schemas say what the model says: they accept every file of ours and refuse seeded faults."""

import copy
import json
import shutil
from typing import get_args

import jsonschema
import pytest
import yaml

from coursekit.ids import ids
from coursekit.load.course import load_course
from coursekit.model.exercise import Exercise
from coursekit.model.slide import Slide
from coursekit.schema import MODELS, refresh, schema, schema_text, write
from coursekit.starter import editor_files
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
    items = owner["properties"][list_of]["items"]
    members = [rule["then"]["$ref"].rsplit("/", 1)[1] for rule in items["allOf"]]
    assert set(members) == {member.__name__ for member in get_args(get_args(union)[0])}
    words = [made["$defs"][member]["properties"][key]["const"] for member in members]
    assert [rule["if"]["properties"][key]["const"] for rule in items["allOf"]] == words
    assert items["properties"][key]["enum"] == words
    assert all(items["properties"][key]["enumDescriptions"])


def test_docstrings_and_limits_are_what_an_editor_shows():
    made = schema("lesson")
    teaching = made["properties"]["teaching"]
    assert teaching["markdownDescription"] == (
        "The sum of the parts' minutes. For example `60`\n\nNeeded: a whole number from 0 to 600."
    )
    assert "`" not in teaching["description"]
    definitions = made["$defs"]
    assert definitions["Points"]["description"] == "Two or three short statements, side by side."
    assert definitions["Points"]["title"] == "points slide"


@pytest.fixture
def bakery(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def written(root):
    folder = root / ".coursekit" / "schemas"
    return {kind: json.loads((folder / f"{kind}.json").read_text(encoding="utf-8")) for kind in MODELS}


def offered(made, kind):
    """Return the ids of a kind that a schema offers, with their words."""
    return {row["enum"][0]: row["enumDescriptions"][0] for row in made["$defs"][f"{kind}-id"]["anyOf"][1:]}


def test_schemas_are_written_into_the_course_with_its_ids(bakery):
    done = run("--root", bakery, "schema", "--write")
    assert done.returncode == 0
    assert ".coursekit/schemas/lesson.json" in done.stdout
    made = written(bakery)
    for kind in MODELS:
        jsonschema.Draft7Validator.check_schema(made[kind])
    assert offered(made["lesson"], "claim")["flour-from-mill"].startswith("figure, S1P1: ")
    assert offered(made["lesson"], "objective")["work-out-rest"].startswith("In flour: Work out ")
    assert offered(made["course"], "lesson") == {name: title_of(bakery, name) for name in ("flour", "oven")}
    assert offered(made["seed"], "unit")["percent"] == "per cent"
    for kind in ("event", "figure", "exercise", "activity", "quiz", "paragraph"):
        assert offered(made["lesson"], kind), kind
    for path in [*bakery.glob("lessons/*.yml"), *bakery.glob("seeds/*.yml")]:
        assert [*jsonschema.Draft7Validator(made[kind_of(path)]).iter_errors(load(path))] == []
    settings = json.loads((bakery / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert {f".coursekit/schemas/{kind}.json" for kind in MODELS} == set(settings["yaml.schemas"])


def title_of(root, name):
    return load(root / "lessons" / f"{name}.yml")["title"]


def test_an_id_that_is_newer_than_the_schemas_is_right_and_no_id_is_wrong(bakery):
    made = schema("lesson", ids(load_course(bakery)))
    lesson = load(bakery / "lessons" / "flour.yml")
    for uses, right in ((["added-since"], True), (["Added since"], False), ([5], False)):
        lesson["exercises"][0]["uses"] = uses
        assert jsonschema.Draft7Validator(made).is_valid(lesson) == right


def test_check_and_build_keep_the_ids_fresh_where_there_are_schemas(bakery):
    folder = bakery / ".coursekit" / "schemas"
    course = load_course(bakery)
    refresh(bakery, course)
    assert not folder.exists()
    write(bakery, course)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    refresh(bakery, course)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    seed = bakery / "seeds" / "bakery.yml"
    text = seed.read_text(encoding="utf-8")
    added = "  - {id: a-bird, at: [S1P1], kind: event, says: A bird sang.}\nevents:\n"
    seed.write_text(text.replace("events:\n", added, 1), encoding="utf-8")
    assert "claim-not-cited" in run("--root", bakery, "check").stdout
    assert offered(written(bakery)["lesson"], "claim")["a-bird"] == "event, S1P1: A bird sang."


def test_a_course_that_is_built_has_schemas(bakery):
    assert run("--root", bakery, "build", "--only", "paper", "--lesson", "oven").returncode == 0
    assert offered(written(bakery)["lesson"], "lesson")


def test_settings_that_are_there_already_stay(bakery):
    (bakery / ".vscode").mkdir()
    (bakery / ".vscode" / "settings.json").write_text("{}", encoding="utf-8")
    assert editor_files(bakery) == (".vscode/extensions.json",)
    assert (bakery / ".vscode" / "settings.json").read_text(encoding="utf-8") == "{}"


def test_nothing_is_written_where_there_is_no_course(tmp_path):
    done = run("--root", tmp_path, "schema", "--write")
    assert done.returncode == 1
    assert "missing-file" in done.stdout
    assert list(tmp_path.iterdir()) == []
    assert run("schema").returncode == 2
    assert run("schema", "course").stdout == schema_text("course")
