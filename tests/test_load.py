"""Reading a course folder: each problem at its place, and never more than the course's own files."""

import os
import random
import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from conftest import SMALL, pairs
from coursekit.load.course import load_course, survey
from coursekit.load.document import Document, Odd
from coursekit.load.shape import fit
from coursekit.load.yaml import read
from coursekit.model.course import CourseSpec
from coursekit.model.lesson import Lesson
from coursekit.model.seed import ChartKind, Seed
from coursekit.problems import CourseError, as_text

SOURCE = Path(__file__).parent.parent / "src" / "coursekit" / "load"
SAMPLES = pairs("problems.md")
CODE = re.compile(r"^[^:]+:[0-9]+:[0-9]+: ([a-z0-9-]+): ")


@pytest.fixture
def course(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / "bakery" / folder)
    return tmp_path / "bakery"


def changed(course, change):
    """Make the change that a sample describes."""
    name, _, rest = change.partition("\n")
    old, _, new = f"\n{rest}\n".partition("\n=>\n")
    old, new = old.strip("\n"), new.strip("\n")
    file = course / name
    text = file.read_text(encoding="utf-8")
    if old:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new), encoding="utf-8")
    elif new:
        file.write_text(f"{new}\n", encoding="utf-8")
    else:
        file.unlink()


@pytest.mark.parametrize(("change", "wanted"), SAMPLES)
def test_a_change_brings_its_problems(course, change, wanted):
    changed(course, change)
    assert [as_text(problem) for problem in survey(course).problems] == wanted.split("\n")


def too_large(course):
    (course / "lessons" / "oven.yml").write_bytes(b"# " + b"x" * 2_000_000)


def another_encoding(course):
    file = course / "lessons" / "oven.yml"
    file.write_bytes(file.read_text(encoding="utf-8").replace("Sam", "Сэм").encode("cp1251"))


def too_many_values(course):
    (course / "lessons" / "oven.yml").write_text("- a\n" * 60_000, encoding="utf-8")


def leads_out(course):
    outside = course.parent / "outside.yml"
    shutil.copy(course / "lessons" / "oven.yml", outside)
    (course / "lessons" / "oven.yml").unlink()
    (course / "lessons" / "oven.yml").symlink_to(outside)


def leads_to_itself(course):
    (course / "lessons" / "oven.yml").unlink()
    (course / "lessons" / "oven.yml").symlink_to("oven.yml")


def leads_nowhere(course):
    (course / "lessons" / "oven.yml").unlink()
    (course / "lessons" / "oven.yml").symlink_to("gone.yml")


def a_folder(course):
    (course / "lessons" / "oven.yml").unlink()
    (course / "lessons" / "oven.yml").mkdir()


def a_pipe(course):
    (course / "lessons" / "oven.yml").unlink()
    os.mkfifo(course / "lessons" / "oven.yml")


FILES = {
    too_large: "file-too-large",
    another_encoding: "not-utf-8",
    too_many_values: "too-many-values",
    leads_out: "outside-course",
    leads_to_itself: "unreadable-file",
    leads_nowhere: "unreadable-file",
    a_folder: "unreadable-file",
    a_pipe: "unreadable-file",
}


@pytest.mark.parametrize("change", FILES, ids=lambda change: change.__name__)
def test_an_unreadable_lesson_is_the_only_problem(course, change):
    change(course)
    (problem,) = survey(course).problems
    assert (problem.file, problem.code) == ("lessons/oven.yml", FILES[change])


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Whose Flour?.yml", "whose-flour.yml"), ("bread.yaml", "bread.yml"), ("x.yml.txt", "x.yml")],
)
def test_a_file_with_another_kind_of_name_is_told_its_right_one(course, name, wanted):
    shutil.copy(course / "lessons" / "oven.yml", course / "lessons" / name)
    (problem,) = survey(course).problems
    assert (problem.file, problem.code) == (f"lessons/{name}", "file-name")
    assert wanted in problem.hint


def test_a_copied_record_is_one_problem(course):
    shutil.copy(course / "seeds" / "bakery.yml", course / "seeds" / "bakery (copy).yml")
    (problem,) = survey(course).problems
    assert problem.code == "repeated-id"
    assert "copy" in problem.hint


def test_a_no_break_space_before_a_key_is_named(course):
    changed(course, "lessons/course.yml\nsubtitle:\n=>\n\u00a0subtitle:")
    assert "a no-break space" in " ".join(problem.hint for problem in survey(course).problems)


def test_a_comma_between_curly_brackets_is_named(course):
    changed(
        course,
        "lessons/flour.yml\n- {what: What the millers' books say,\n=>\n- {what: What books, and maps, say,",
    )
    assert any("text with a comma" in problem.hint for problem in survey(course).problems)


def test_a_lost_id_brings_no_references_to_it(course):
    changed(course, "lessons/flour.yml\n{id: tell-kinds, bloom\n=>\n{bloom")
    assert [problem.code for problem in survey(course).problems] == ["missing-key"]


@pytest.mark.parametrize("change", [too_large, leads_out, a_folder], ids=lambda change: change.__name__)
def test_the_other_files_are_still_read(course, change):
    change(course)
    changed(course, "lessons/flour.yml\nteaching: 40\n=>\nteeching: 40")
    assert {problem.code for problem in survey(course).problems} == {
        FILES[change],
        "unknown-key",
    }


def test_an_unreadable_record_makes_no_lesson_wrong(course):
    (course / "seeds" / "bakery.yml").write_text("a: [\n", encoding="utf-8")
    assert [(problem.file, problem.code) for problem in survey(course).problems] == [
        ("seeds/bakery.yml", "not-yaml")
    ]


def test_nothing_is_read_through_a_folder_that_leads_out(course):
    shutil.move(course / "seeds", course.parent / "elsewhere")
    (course / "seeds").symlink_to(course.parent / "elsewhere")
    (problem,) = survey(course).problems
    assert (problem.file, problem.code) == ("seeds/bakery.yml", "outside-course")
    assert survey(course).course is None


def test_a_link_inside_the_course_is_followed(course):
    shutil.move(course / "lessons" / "oven.yml", course / "kept.yml")
    (course / "lessons" / "oven.yml").symlink_to("../kept.yml")
    assert list(load_course(course).lessons) == ["flour", "oven"]


@pytest.mark.parametrize("name", ["empty", "gone"])
def test_a_folder_that_is_no_course(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(CourseError) as caught:
        load_course(tmp_path / name)
    (problem,) = caught.value.problems
    assert (problem.file, problem.code) == ("lessons/course.yml", "missing-file")
    assert f"no course in {name}" in problem.message
    assert "--root" in problem.hint


@pytest.mark.parametrize(
    ("folder", "way"),
    [("lessons", "cd .."), ("slides/en", "cd ../.."), ("..", "cd bakery"), ("a/b/c", "--root")],
)
def test_the_way_to_a_course_that_is_near_is_said(course, folder, way):
    (course / folder).mkdir(parents=True, exist_ok=True)
    (problem,) = survey(course / folder).problems
    assert way in problem.hint


def test_each_code_of_the_loader_has_a_sample():
    written = "".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.glob("*.py")))
    codes = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', written)) - {"utf-8"}
    codes = {code for code in codes if not re.fullmatch(r"[0-9-]+", code)} | {"alias", "anchor", "tag"}
    kinds = re.search(r"NAMES: .*?= \{(.*?)\n\}", written, re.DOTALL)[1]
    codes |= {f"unknown-{kind}" for kind in re.findall(r'^    "([a-z]+)":', kinds, re.MULTILINE)}
    shown = {
        found[1] for sample in SAMPLES for line in sample.values[1].split("\n") if (found := CODE.match(line))
    }
    assert codes == shown | set(FILES.values()) | {"file-name"}


def test_the_small_course_is_whole(small_course):
    assert list(small_course.lessons) == ["flour", "oven"]
    slides = [s for lesson in small_course.lessons.values() for part in lesson.parts for s in part.slides]
    exercises = [e for lesson in small_course.lessons.values() for e in lesson.exercises]
    claims = small_course.facts.claims.values()
    assert len({slide.layout for slide in slides}) == 14
    assert len({exercise.kind for exercise in exercises}) == 9
    assert {figure.chart for figure in small_course.facts.figures.values()} == set(get_args(ChartKind))
    assert len({claim.qualifier for claim in claims}) == 7
    assert len({claim.kind for claim in claims}) == 4
    assert any(claim.to for claim in claims)
    assert {len(event.date) for event in small_course.facts.events.values()} == {4, 7, 10}


def test_a_view_has_what_its_lesson_uses_and_no_more(small_course):
    view = small_course.view("oven")
    assert (view.number, view.name) == (2, "02-oven")
    assert "weekly-wage" in view.facts.claims
    assert "mill-debt" in view.facts.claims
    assert "rye-in-dough" not in view.facts.claims
    assert list(view.facts.figures) == ["bakers-at-oven", "sack-price-since"]
    assert list(view.facts.lessons) == ["flour"]  # which it needs
    assert list(small_course.facts.lessons) == ["flour", "oven"]


@pytest.mark.parametrize(
    ("file", "old", "new", "same"),
    [
        ("seeds/bakery.yml", "    value: 2\n", "    value: 3\n", set()),
        ("seeds/bakery.yml", "    value: 2\n", "    value: 2.0\n", {"flour", "oven"}),
        ("seeds/bakery.yml", "with stones from", "with bricks from", {"flour"}),
        ("seeds/bakery.yml", "id: customers\n", "id: customers\n    period: in May\n", {"oven"}),
        ("seeds/bakery.yml", "source:\n", "# A remark.\nsource:\n", {"flour", "oven"}),
        ("seeds/bakery.yml", "A. Baker", "B. Baker", set()),
        ("lessons/flour.yml", "title: Whose", "title: New. Whose", set()),
        (
            "lessons/oven.yml",
            "id: village-meeting\n    title: ",
            "id: village-meeting\n    title: New. ",
            {"flour"},
        ),
    ],
)
def test_what_a_change_does_not_reach_stays_as_it_was(course, file, old, new, same):
    before = load_course(course).views()
    text = (course / file).read_text(encoding="utf-8")
    assert old in text
    (course / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    now = load_course(course).views()
    assert {one.id for one, other in zip(before, now, strict=True) if one is other} == same


ODDITIES = (
    None,
    True,
    0,
    -1,
    10**17,
    0.5,
    "",
    "x",
    "x" * 50_000,
    "{value}",
    "[@x]",
    Odd("yes"),
    (),
    {},
    ((),),
)


def replaced(value, chance):
    """Return the value with something in it left out, repeated or replaced."""
    if chance.random() < 0.15 or not isinstance(value, dict | tuple) or not value:
        return chance.choice(ODDITIES)
    if isinstance(value, dict):
        key = chance.choice(sorted(value))
        if chance.random() < 0.2:
            return {name: item for name, item in value.items() if name != key}
        return {
            **value,
            (chance.choice(sorted(value)) + "x" if chance.random() < 0.1 else key): replaced(
                value[key], chance
            ),
        }
    at = chance.randrange(len(value))
    return (*value[:at], replaced(value[at], chance), *value[at + chance.randrange(2) :])


@pytest.mark.parametrize(
    ("file", "model"),
    [("lessons/oven.yml", Lesson), ("seeds/bakery.yml", Seed), ("lessons/course.yml", CourseSpec)],
)
def test_values_of_any_shape_are_fitted_or_refused(file, model):
    document, _ = read((SMALL / file).read_bytes(), file)
    chance = random.Random(7)
    for _ in range(150):
        value = replaced(replaced(document.value, chance), chance)
        fitted = fit(
            model, Document(file, document.text, value, document.places, document.keys, document.raw)
        )
        assert fitted.value is not None or fitted.problems
        # Of a needed key that is only mistyped it is said that it is unknown, and not that it is missing.
        spelt = all(problem.code == "unknown-key" for problem in fitted.problems)
        assert fitted.whole == (spelt and fitted.value is not None)


def test_a_course_of_any_shape_is_surveyed(course):
    chance = random.Random(11)
    files = ["lessons/oven.yml", "lessons/flour.yml", "seeds/bakery.yml", "lessons/course.yml"]
    texts = {file: (course / file).read_text(encoding="utf-8") for file in files}
    for _ in range(50):
        file = chance.choice(files)
        lines = texts[file].split("\n")
        at = chance.randrange(len(lines))
        lines[at : at + chance.randrange(3)] = chance.sample(lines, chance.randrange(3))
        (course / file).write_text("\n".join(lines), encoding="utf-8")
        for problem in survey(course).problems:
            assert as_text(problem).count("\n") == 0
            assert problem.line >= 1
        (course / file).write_text(texts[file], encoding="utf-8")
