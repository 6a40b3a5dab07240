"""Exercises in notebooks: solutions pass, starters ask politely, wrong answers get their message."""

import json
import math
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import nbformat
import pytest
from nbclient import NotebookClient

from coursekit.load.course import load_course
from coursekit.model.base import Spec
from coursekit.model.exercise import (
    Calculate,
    Choose,
    CodeExercise,
    Complete,
    Exercise,
    ExerciseBase,
    Order,
)
from coursekit.model.item import Option
from coursekit.render import exercises
from coursekit.render.checker import Checker, empty, plain
from coursekit.render.exercises.kinds import KINDS
from coursekit.render.exercises.setting import Setting
from coursekit.render.exercises.sheet import cells, exercise_facts
from coursekit.render.paper.keys import KEYS
from coursekit.render.paper.tasks import TASKS
from coursekit.render.site.widgets import WIDGETS
from coursekit.render.tasks import check_words
from coursekit.verify.trials import WRONG, trials
from coursekit.wording import wording

ROOT = Path(__file__).parent.parent
ROOTS = {
    "small": ROOT / "tests" / "cases" / "small",
    "new": ROOT / "src" / "coursekit" / "starter" / "course",
    "course": ROOT,
}
EN = wording("en")
UNSOLVED = (ROOT / "src" / "coursekit" / "render" / "paper" / "unsolved.py").read_text(encoding="utf-8")
WORDS = check_words(EN)
RIGHT = (WORDS["right"], WORDS["complete"])


@cache
def course(name):
    return load_course(ROOTS[name])


def views():
    return [(name, view.id) for name in ROOTS for view in course(name).views()]


def written():
    """Return every exercise with its setting and what its kind made of it."""
    rows = []
    for name in ROOTS:
        for view in course(name).views():
            facts = exercise_facts(view)
            for exercise in view.lesson.exercises:
                setting = Setting(exercise, facts, EN, f"{view.id}-{exercise.id}")
                rows.append(
                    (f"{view.id}/{exercise.id}", exercise, setting, KINDS[exercise.kind](exercise, setting))
                )
    return rows


ALL = written()
MARKED = [row for row in ALL if row[3].task is not None]


def lines(parts, setting, answer):
    task = json.loads(json.dumps(parts.task))
    return Checker(WORDS, {"it": {**task, "name": setting.variable}}, {}).lines("it", answer)


def run(source, setting, before=""):
    names = {}
    exec(before + source, names)
    return names[setting.variable]


def named(rows):
    return {"argvalues": [row[2:] for row in rows], "ids": [row[0] for row in rows]}


TAGS = {
    get_args(member.model_fields["kind"].annotation)[0]: member for member in get_args(get_args(Exercise)[0])
}
BY_HAND = {"reflect"}
"""Kinds that the page shows and does not check."""
UNMARKED = {"reflect"}


def missing(kind, member, shown):
    """Name what is missing for a kind, by the file that it belongs into."""
    words = wording("en").phrases, wording("fr").phrases
    rows = {
        "KINDS, render/exercises/kinds/__init__.py": kind in KINDS,
        "TASKS, render/paper/tasks.py": kind in TASKS,
        "KEYS, render/paper/keys.py": kind in KEYS,
        "WIDGETS, render/site/widgets.py": kind in WIDGETS or kind in BY_HAND,
        "WRONG, verify/trials.py": kind in WRONG or kind in UNMARKED,
        "a `case` in render/paper/unsolved.py": f'case "{kind}":' in UNSOLVED,
        f"site-kind-{kind}, phrases/*.yml": all(f"site-kind-{kind}" in phrases for phrases in words),
        "an exercise in tests/cases/small": kind in shown["small"],
        "an exercise in starter/course": kind in shown["new"],
        "wrong_answers, model/exercise.py": kind in UNMARKED or "misconception" in str(schema_of(member)),
    }
    return [f"{kind}: {row}" for row, there in rows.items() if not there]


def schema_of(member):
    return member.model_json_schema()


def shown_kinds():
    return {name: {e.kind for view in course(name).views() for e in view.lesson.exercises} for name in ROOTS}


def test_nothing_is_missing_for_any_kind():
    shown = shown_kinds()
    rows = [row for kind, member in TAGS.items() for row in missing(kind, member, shown)]
    assert not rows
    for table in (KINDS, TASKS, KEYS, WIDGETS, WRONG):
        assert set(table) <= set(TAGS)
    assert set(TAGS) >= BY_HAND | UNMARKED


def test_what_is_missing_for_a_new_kind_is_named():
    class Guess(ExerciseBase):
        kind: str = "guess"

    rows = missing("guess", Guess, shown_kinds())
    for word in ("KINDS", "TASKS", "KEYS", "WIDGETS", "WRONG", "unsolved", "phrases", "small", "starter"):
        assert any(word in row for row in rows), word


def test_every_wrong_answer_has_a_misconception_and_a_message():
    listed = [
        spec
        for view in course("course").views()
        for exercise in view.lesson.exercises
        for spec in wrong_answers(exercise)
    ]
    assert len(listed) > 150
    assert all(spec.misconception for spec in listed)
    assert all(getattr(spec, "message", None) or spec.feedback for spec in listed)


def wrong_answers(value):
    """Yield every wrong answer that an exercise lists, wherever it stands."""
    if isinstance(value, tuple):
        for item in value:
            yield from wrong_answers(item)
    elif isinstance(value, Spec):
        if type(value).__name__.startswith("Wrong") or (isinstance(value, Option) and not value.right):
            yield value
        for name in type(value).model_fields:
            yield from wrong_answers(getattr(value, name))


@pytest.mark.parametrize(("setting", "parts"), **named(MARKED))
def test_the_solution_passes(setting, parts):
    assert lines(parts, setting, run(parts.answer, setting, parts.before))[-1] in RIGHT


@pytest.mark.parametrize(("setting", "parts"), **named(MARKED))
def test_the_starter_is_asked_to_begin(setting, parts):
    assert lines(parts, setting, run(parts.starter, setting, parts.before)) == [WORDS["empty"]]


NASTY = [
    None, ..., "", "?", "many", "12 %", 0, -1, 10**400, 1e308, math.nan, math.inf, True, [], [None],
    ["a"], ["a", "a"], {"a"}, {"z"}, {None}, {}, {1: None}, {"1": "x"}, {1: ["a"]}, {1: {"a": 1}}, b"12",
    object(), len, lambda: 1 / 0, lambda *_: None, lambda *a: a, range(3), type, 1j, "a" * 10_000, [[]],
    [{}], (("a", "b"),),
]  # fmt: skip


@pytest.mark.parametrize(("setting", "parts"), **named(MARKED))
def test_no_answer_gives_an_exception_or_passes_by_accident(setting, parts):
    exercise = setting.exercise
    for answer in NASTY:
        said = lines(parts, setting, answer)
        assert said
        assert all(isinstance(line, str) for line in said)
        if isinstance(answer, set) and exercise.kind == "choose":
            continue
        assert said[-1] not in RIGHT, answer


@pytest.mark.parametrize(("setting", "parts"), **named([r for r in MARKED if isinstance(r[1], Calculate)]))
def test_each_wrong_number_gets_its_own_message(setting, parts):
    exercise = setting.exercise
    for wrong in exercise.wrong_answers:
        value = setting.number(wrong.answer, wrong.formula)
        assert lines(parts, setting, value) == [f"{WORDS['not yet']} {setting.words(wrong.message)}"]
    right = setting.number(exercise.answer.value, exercise.answer.formula)
    for near in (right - exercise.answer.tolerance, right, right + exercise.answer.tolerance, str(right)):
        assert lines(parts, setting, near) == [WORDS["right"]]
    beyond = right + exercise.answer.tolerance * 1.1 + 0.01
    assert lines(parts, setting, beyond) != [WORDS["right"]]


@pytest.mark.parametrize(("setting", "parts"), **named([r for r in MARKED if isinstance(r[1], Choose)]))
def test_each_option_gets_its_own_feedback(setting, parts):
    exercise = setting.exercise
    for letter, option in zip("abcdefgh", exercise.options, strict=False):
        (line, *rest) = lines(parts, setting, {letter})
        mark = WORDS["right" if option.right else "not yet"]
        assert line == f"{letter}: {mark} {setting.words(option.feedback)}"
        alone = option.right and sum(o.right for o in exercise.options) == 1
        assert rest == [WORDS["complete" if alone else "more"]]


@pytest.mark.parametrize(("setting", "parts"), **named([r for r in MARKED if isinstance(r[1], Complete)]))
def test_each_wrong_word_gets_its_own_message(setting, parts):
    exercise = setting.exercise
    for gap in exercise.gaps:
        for wrong in gap.wrong_answers:
            said = lines(parts, setting, {gap.id: f"  {wrong.answer.upper()} "})
            assert f"{gap.id}: {WORDS['not yet']} {setting.words(wrong.message)}" in said
        for word in (gap.answer, *gap.accept):
            assert f"{gap.id}: {WORDS['right']}" in lines(parts, setting, {gap.id: word.upper()})


@pytest.mark.parametrize(
    ("setting", "parts"), **named([r for r in MARKED if r[1].kind in ("classify", "match")])
)
def test_placings_are_marked_one_by_one(setting, parts):
    right = run(parts.answer, setting)
    first, second, *_ = right
    another = next(name for name in right.values() if name != right[first])
    swapped = {**right, first: another}
    said = lines(parts, setting, swapped)
    assert said[0].startswith(f"{first}: {WORDS['not yet']}")
    assert said[1] == f"{second}: {WORDS['right']}"
    assert lines(parts, setting, {first: right[first]})[1] == f"{second}: {WORDS['open']}"


@pytest.mark.parametrize(("setting", "parts"), **named([r for r in MARKED if isinstance(r[1], Order)]))
def test_an_order_is_not_given_away_and_says_how_far_one_is(setting, parts):
    right = run(parts.answer, setting)
    assert right != sorted(right), "the items stand in their order"
    wrong = [right[1], right[0], *right[2:]]
    said = lines(parts, setting, wrong)
    assert said[0] == WORDS["in place"].format(right=len(right) - 2, all=len(right))


@pytest.mark.parametrize(("setting", "parts"), **named([r for r in MARKED if isinstance(r[1], CodeExercise)]))
def test_each_wrong_program_fails_with_words(setting, parts):
    exercise = setting.exercise
    for wrong in exercise.wrong_answers:
        names = {}
        exec(wrong.code, names)
        said = lines(parts, setting, names[exercise.function])
        assert said[-1] not in RIGHT
        assert any(line.endswith(f". {setting.words(wrong.message)}") for line in said)


@pytest.mark.parametrize(
    ("setting", "parts"), **named([r for r in MARKED if r[1].kind in ("classify", "match", "order", "chart")])
)
def test_each_listed_wrong_answer_gets_its_own_message(setting, parts):
    wrong = [one for one in trials(setting.exercise, setting, parts, WORDS) if one.role == "wrong"]
    assert len({one.line for one in wrong}) == len(wrong)
    for trial in wrong:
        assert trial.line in lines(parts, setting, run(trial.source, setting))


@pytest.mark.parametrize(("name", "lesson"), views())
def test_a_student_can_not_read_the_answers_off_the_file(name, lesson):
    view = course(name).view(lesson)
    source = "\n".join(cell.source for cell in cells(view, EN, solved=False))
    for _, _, _, parts in (row for row in MARKED if row[0].startswith(f"{lesson}/")):
        assert parts.answer not in source


@cache
def executed(name, lesson, solved):
    view = course(name).view(lesson)
    artifacts = {a.path: a for a in exercises.plan(course(name), EN)}
    path = f"exercises/en/{'solutions/' if solved else ''}{view.name}.ipynb"
    book = nbformat.reads(artifacts[path].make().decode(), as_version=4)
    NotebookClient(book, timeout=60, kernel_name="python3").execute()
    return book


def outputs(book, role):
    return [
        "".join(output["text"] for output in cell.outputs).strip().splitlines()
        for cell in book.cells
        if cell.metadata.coursekit.role == role and cell.cell_type == "code"
    ]


@pytest.mark.parametrize(("name", "lesson"), views())
def test_a_solution_notebook_runs_clean_and_every_check_passes(name, lesson):
    book = executed(name, lesson, True)  # noqa: FBT003 - solved
    assert all(said[-1] in RIGHT for said in outputs(book, "check"))
    assert outputs(book, "summary") == [[EN("exercise-says-all-right")]]


def test_a_notebook_shows_the_chart_as_a_part_of_its_page():
    book = executed("small", "flour", True)  # noqa: FBT003 - solved
    (cell,) = [cell for cell in book.cells if cell.id == "price-line-answer"]
    (output,) = cell.outputs
    assert output.data["text/html"] == output.data["image/svg+xml"]
    assert "<title>The price of a sack</title>" in output.data["text/html"]


@pytest.mark.parametrize(("name", "lesson"), views())
def test_a_student_notebook_runs_to_its_end_and_asks_politely(name, lesson):
    book = executed(name, lesson, False)  # noqa: FBT003 - not solved
    checks = outputs(book, "check")
    assert checks
    assert all(said == [WORDS["empty"]] for said in checks)


@pytest.mark.parametrize(("name", "lesson"), views())
def test_notebooks_are_valid_with_ids_we_chose(name, lesson):
    view = course(name).view(lesson)
    for artifact in exercises.plan(course(name), EN):
        if not artifact.path.endswith(f"{view.name}.ipynb"):
            continue
        book = nbformat.reads(artifact.make().decode(), as_version=4)
        nbformat.validate(book)
        ids = [cell.id for cell in book.cells]
        assert len(ids) == len(set(ids))
        assert {"title", "setup", "sources"} <= set(ids)
        assert all(
            f"{exercise.id}-prompt"[:64] in ids for exercise in view.lesson.exercises if len(exercise.id) < 50
        )


@pytest.mark.parametrize(("name", "lesson"), views())
def test_pages_say_what_the_notebooks_say(name, lesson):
    view = course(name).view(lesson)
    pages = {a.path: a.make().decode() for a in exercises.plan(course(name), EN) if a.path.endswith(".md")}
    student = pages[f"build/pages/en/exercises/{view.name}.md"]
    solved = pages[f"build/pages/en/teaching/solutions/{view.name}.md"]
    for number, exercise in enumerate(view.lesson.exercises, start=1):
        heading = f"## {EN('exercise')} {number}: "
        assert heading in student
        assert heading in solved
        assert student.count("<details") >= len(exercise.hints)
    assert f"### {EN('solution')}" not in student
    assert solved.count(f"### {EN('solution')}") == len(view.lesson.exercises)
    assert "check(" not in student


def test_every_claim_of_a_notebook_is_said_in_it():
    for artifact in exercises.plan(course("course"), EN):
        assert artifact.claims
        text = artifact.make().decode()
        for claim in artifact.claims:
            assert f"**{', '.join(course('course').facts.claims[claim].at)}**" in text


def test_the_same_bytes_with_another_hash_seed_and_time_zone():
    code = (
        "import hashlib, sys; from pathlib import Path; from coursekit.load.course import load_course;"
        "from coursekit.render import exercises; from coursekit.wording import wording\n"
        "for a in exercises.plan(load_course(Path(sys.argv[1])), wording('en')):\n"
        "    print(a.path, hashlib.sha256(a.make()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(ROOTS["small"])],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Almaty"))
    }
    assert len(said) == 1


def test_withheld_solutions_have_no_page():
    spec = course("small").spec.model_copy(update={"solutions": "withheld"})
    withheld = replace(course("small"), spec=spec)
    paths = [artifact.path for artifact in exercises.plan(withheld, EN)]
    assert not any("teaching/solutions" in path for path in paths)
    assert any("exercises/en/solutions" in path for path in paths)


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, 1.0), ((1, 2), [1.0, 2]), ({"b": 1, "a": 2}, {"a": 2, "b": 1.0}), (1 / 3, 0.3333333333333)],
)
def test_results_that_are_equal_look_alike(one, other):
    assert plain(one) == plain(other)


def test_true_is_not_one_and_text_is_not_a_number():
    assert len({plain(True), plain(1), plain("1"), plain(None), plain([1])}) == 5  # noqa: FBT003 - a value


def test_what_counts_as_not_begun():
    assert all(map(empty, [None, ..., "", [], [""], {1: ""}, {""}]))
    assert not any(map(empty, [0, False, [0], {1: "a"}]))


def in_kernel(*sources):
    """Run a student's notebook of the small course with some cells of theirs put in after the first."""
    view = course("small").view("flour")
    path = f"exercises/en/{view.name}.ipynb"
    (artifact,) = [a for a in exercises.plan(course("small"), EN) if a.path == path]
    book = nbformat.reads(artifact.make().decode(), as_version=4)
    setup = next(n for n, cell in enumerate(book.cells) if cell.id == "setup")
    kept = book.cells[: setup + 1]
    book.cells = [
        *kept,
        *(nbformat.v4.new_code_cell(source, id=f"own-{n}") for n, source in enumerate(sources)),
    ]
    NotebookClient(book, timeout=60, kernel_name="python3").execute()
    return "".join(output["text"] for output in book.cells[-1].outputs)


def test_names_that_a_student_takes_do_not_hurt_the_check():
    taken = (
        "list = [1]; set = {1}; print = 2; str = 3; all = 4; sorted = 5; hashlib = copy = seal = plain = None"
    )
    assert WORDS["right"] in in_kernel(taken, "rest_of_flour = 30", 'check("rest-of-flour")')


@pytest.mark.parametrize(
    "body",
    ["raise SystemExit", "return chr(0xD800)", "return range(10 ** 12)", "return shares(counts)"],
)
def test_whatever_a_program_does_the_check_answers(body):
    source = f"def shares(counts):\n    {body}\n\nloaf_shares = shares"
    assert "shares([" in in_kernel(source, 'check("loaf-shares")')


def test_a_program_that_stops_is_told_what_the_case_is_about():
    said = in_kernel(
        "def shares(counts):\n    raise ValueError\n\nloaf_shares = shares", 'check("loaf-shares")'
    )
    assert f"{WORDS['raised']} ValueError. One of four loaves is 25 per cent." in said


def test_letters_need_no_quotation_marks_and_unknown_names_are_said():
    assert WORDS["complete"] in in_kernel("what_hides = {a, b}", 'check("what-hides")')
    said = in_kernel('sort_claims = {1: "figure.", 2: "evnt", 3: "", 4: "Event"}', 'check("sort-claims")')
    first, second, third, fourth = said.splitlines()
    assert first == f"1: {WORDS['right']}"
    assert second == f"2: {WORDS['no such name']}"
    assert third == f"3: {WORDS['open']}"
    assert fourth.startswith(f"4: {WORDS['not yet']}")


def test_an_endless_answer_is_not_read_to_its_end():
    said = in_kernel("what_hides = range(10 ** 12)", 'check("what-hides")')
    assert said.startswith(WORDS["unread"])


def test_withheld_solutions_are_nowhere_on_the_site():
    spec = course("small").spec.model_copy(update={"solutions": "withheld"})
    withheld = replace(course("small"), spec=spec)
    for artifact in exercises.plan(withheld, EN):
        assert not any("solutions" in path for path in artifact.also)


def test_a_title_has_no_power_in_a_page():
    title = "</title><img src=x onerror=alert(1)>"
    lesson = course("small").lessons["flour"].model_copy(update={"title": title})
    hurt = replace(course("small"), lessons={"flour": lesson})
    for artifact in exercises.plan(hurt, EN):
        if artifact.path.endswith(".md"):
            assert "<img" not in artifact.make().decode()


def test_long_ids_that_begin_alike_stay_apart():
    lesson = course("small").lessons["flour"]
    alike = [e.model_copy(update={"id": f"{'a' * 60}-{n}"}) for n, e in enumerate(lesson.exercises)]
    hurt = lesson.model_copy(update={"exercises": tuple(alike)})
    view = replace(course("small"), lessons={"flour": hurt}).view("flour")
    ids = [cell.id for cell in cells(view, EN, solved=True)]
    assert len(set(ids)) == len(ids)
    assert max(map(len, ids)) <= 64
