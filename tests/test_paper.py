"""Worksheets and run sheets, read back from the PDF that people get."""

import hashlib
import io
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
import typst
from pypdf import PdfReader

from coursekit.build import Choice, plan, room
from coursekit.load.course import load_course
from coursekit.model.exercise import Exercise, misconceptions
from coursekit.render.exercises.sheet import cells
from coursekit.render.paper import plan as plan_paper
from coursekit.render.paper.clock import Clock, Pause, minutes_of
from coursekit.render.paper.content import Writer, call, joined, program, typed
from coursekit.render.paper.keys import KEYS
from coursekit.render.paper.onslide import SHOWN
from coursekit.render.paper.press import Heading, pdf
from coursekit.render.paper.runsheet import run_sheet
from coursekit.render.paper.tasks import TASKS, python_text
from coursekit.render.paper.unsolved import unsolved
from coursekit.render.paper.worksheet import without_answers, worksheet
from coursekit.render.prose import plain_line
from coursekit.render.run import groups_of, run_of, timed_steps
from coursekit.render.slides.layouts import LAYOUTS, matching
from coursekit.wording import LANGUAGES, wording
from test_cli import ROOT, SMALL, run

NASTY = (
    "#panic()",
    "$x^2$",
    r"\u{41} \ \\ \"",
    "@key and @S1P1",
    "<label>",
    "*not strong* _nor slanted_",
    "`raw` ```and more```",
    "a // no comment",
    "/* nor */ this",
    "]) } { ([ ;",
    "- no list",
    "+ none",
    "= no heading",
    "/ no: term",
    "~ -- --- ... 'quoted' \"twice\"",
    "https://example.org/#a",
    '"; #import "x"; "',
    "[[gap]] &amp; %d {0} {{ x }}",
)
WORDS = wording("en")


def reader(data):
    return PdfReader(io.BytesIO(data))


def text_of(data):
    return "\n".join(page.extract_text() for page in reader(data).pages)


def close(text):
    """Leave out white space, which a page breaks as it needs to."""
    return re.sub(r"\s+", "", text)


def sheets(course, language="en"):
    choice = Choice(frozenset({"paper"}), (language,))
    return {step.artifact.path: step.artifact for step in plan(course, choice)}


@pytest.fixture(scope="module")
def made(small_course):
    return {path: artifact.make() for path, artifact in sheets(small_course).items()}


def set_on_paper(content):
    return text_of(pdf(Heading("t", typed("c"), typed("l")), content, WORDS))


def in_order(text, wanted):
    """Find each text after the one before it, whatever the line breaks."""
    seen, at = close(text), 0
    for one in wanted:
        found = seen.find(close(one), at)
        assert found >= 0, f"{one!r} is not there after what stood before it"
        at = found + len(close(one))


def test_there_are_two_sheets_for_each_lesson(made):
    names = ("01-flour", "02-oven")
    expected = {f"exercises/en/worksheets/{name}.pdf" for name in names}
    expected |= {f"slides/en/run-sheets/{name}.pdf" for name in names}
    assert set(made) == expected


def test_the_room_of_paper_is_its_own_though_it_stands_beside_decks_and_notebooks():
    assert room("slides/en/run-sheets/01-flour.pdf") == "paper"
    assert room("exercises/en/worksheets/01-flour.pdf") == "paper"
    assert room("slides/en/01-flour.pptx") == "slides"
    assert room("exercises/en/solutions/01-flour.ipynb") == "exercises"
    assert room("build/pages/en/downloads/worksheets/01-flour.pdf") == "site"


def test_sheets_are_tagged_and_say_what_they_are(made, small_course):
    for path, data in made.items():
        found = reader(data)
        root = found.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "en"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "/CreationDate" not in found.metadata
        assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
        lesson = small_course.lessons["flour" if "flour" in path else "oven"]
        assert found.metadata.title.endswith(lesson.title)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.28, 841.89)), ("letter", (612, 792))])
def test_sheets_have_the_size_that_the_course_says(small_course, paper, size):
    assert small_course.spec.paper == "letter"
    course = replace(small_course, spec=small_course.spec.model_copy(update={"paper": paper}))
    for artifact in sheets(course).values():
        for page in reader(artifact.make()).pages:
            assert (page.mediabox.width, page.mediabox.height) == pytest.approx(size, abs=0.1)


def test_without_a_word_about_paper_it_is_a4():
    assert "\npaper:" not in (ROOT / "lessons" / "course.yml").read_text(encoding="utf-8")
    assert load_course(ROOT).spec.paper == "a4"


def clocked(course, start, *pauses):
    clocks = {name: Clock(start, pauses) for name in course.lessons}
    return {
        artifact.path: text_of(artifact.make())
        for artifact in plan_paper(course, WORDS, clocks)
        if "run-sheets" in artifact.path
    }


def test_a_start_puts_clock_times_beside_minutes(small_course):
    view = small_course.view("oven")
    text = clocked(small_course, 18 * 60 + 30)[f"slides/en/run-sheets/{view.name}.pdf"]
    rows = run_of(view.lesson)
    told = [f"{clock_time(18 * 60 + 30 + row.at)} {row.start} {row.minutes} " for row in rows]
    in_order(text.split("Slide by slide")[0], ["Clock From Minutes", *told])
    start = next(row.at for row in rows if row.kind == "activity")
    activity = next(one for one in view.lesson.activities)
    steps = [f"{clock_time(18 * 60 + 30 + start + at)} {step.minutes}" for at, step in timed_steps(activity)]
    in_order(text.split("Activities\n")[1], [activity.title, *steps])


def test_a_run_sheet_has_the_breaks_that_are_known_and_the_clock_goes_on_in_them(small_course):
    view = small_course.view("oven")
    begins, rows = 18 * 60 + 30, run_of(view.lesson)
    before = next(row.at for row in rows if row.at)
    text = clocked(small_course, begins, Pause(before, 20))[f"slides/en/run-sheets/{view.name}.pdf"]
    glance = text.split("Slide by slide")[0]
    told = [
        f"{clock_time(begins + row.at + (20 if row.at >= before else 0))} {row.start} {row.minutes} "
        for row in rows
    ]
    first = next(place for place, row in enumerate(rows) if row.at >= before)
    rest = f"{clock_time(begins + before)} 20 Break"
    in_order(glance, ["have the breaks in them", *told[:first], rest, *told[first:]])
    assert "without a break" not in glance


def clock_time(minutes):
    return f"{minutes // 60}:{minutes % 60:02d}"


def test_after_midnight_the_clock_begins_anew(small_course):
    text = clocked(small_course, 23 * 60 + 50)["slides/en/run-sheets/02-oven.pdf"]
    in_order(text, ["23:50 0:00", "00:"])
    assert "24:" not in text
    assert Clock(23 * 60 + 59).at(1) == "00:00"
    assert Clock(0).at(65) == "01:05"
    assert Clock().at(65) == ""


def test_without_a_start_there_is_no_clock(made):
    for path, data in made.items():
        assert "Clock" not in text_of(data), path
    assert not re.search(r"\b\d\d:\d\d\b", text_of(made["slides/en/run-sheets/02-oven.pdf"]))


def test_the_site_offers_run_sheets_without_a_clock(small_course):
    text = clocked(small_course, 600)["build/pages/en/downloads/run-sheets/02-oven.pdf"]
    assert "Clock" not in text


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("24:00", "0:00 to 23:59"),
        ("18:60", "0:00 to 23:59"),
        ("25h", "0:00 to 23:59"),
        ("", "0:00 to 23:59"),
        ("half past six", "0:00 to 23:59"),
        ("18.30", 'did you mean "18:30"?'),
        ("18h30", 'did you mean "18:30"?'),
        ("18 h", 'did you mean "18:00"?'),
        ("18", 'did you mean "18:00"?'),
        ("1830", 'did you mean "18:30"?'),
        ("930", 'did you mean "9:30"?'),
        ("6:30 pm", 'did you mean "18:30"?'),
        ("6.30 p.m.", 'did you mean "18:30"?'),
        ("12 am", 'did you mean "0:00"?'),
        ("12:15 pm", 'did you mean "12:15"?'),
        ("13 pm", "0:00 to 23:59"),
        ("2530", "0:00 to 23:59"),
    ],
)
def test_what_is_no_time_of_day_is_told_with_a_hint(given, hint):
    with pytest.raises(ValueError, match=re.escape(hint)):
        minutes_of(given)


def test_times_of_day():
    assert [minutes_of(text) for text in ("0:00", "9:05", "09:05", " 18:30 ", "23:59")] == [
        0,
        545,
        545,
        1110,
        1439,
    ]


def test_start_is_an_option_whose_mistakes_are_usage_errors_and_which_later_builds_forget(tmp_path):
    for name in ("lessons", "seeds"):
        shutil.copytree(SMALL / name, tmp_path / name)
    build = ("--root", tmp_path, "build", "--only", "paper")
    wrong = run(*build, "--start", "18h30")
    assert wrong.returncode == 2
    assert 'did you mean "18:30"?' in wrong.stderr
    other = run("--root", tmp_path, "build", "--only", "slides", "--start", "18:30")
    assert other.returncode == 2
    assert "--only paper" in other.stderr
    assert not list(tmp_path.rglob("*.pdf"))
    assert run(*build).returncode == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.pdf")}
    assert run(*build, "--start", "18:30").returncode == 0
    changed = {path.parent.name for path, data in before.items() if path.read_bytes() != data}
    assert changed == {"run-sheets"}
    assert run(*build).returncode == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.pdf")} == before


def test_every_layout_is_told_on_the_run_sheet(small_course):
    used = {s.layout for lesson in small_course.lessons.values() for p in lesson.parts for s in p.slides}
    assert used == set(SHOWN) == set(LAYOUTS)


def test_a_run_sheet_tells_what_slides_show(made, small_course):
    for view in small_course.views():
        text = text_of(made[f"slides/en/run-sheets/{view.name}.pdf"]).split("Slide by slide")[1]
        for part in view.lesson.parts:
            for slide in part.slides:
                in_order(text, [plain_line(slide.headline, view.facts, WORDS), *shown(slide, view)])


def shown(slide, view):
    """Return some words that each layout has on its slide."""
    facts = view.facts
    match slide.layout:
        case "points":
            told = [text for point in slide.points for text in (point.lead, point.text)]
        case "chart":
            figure = facts.figures[slide.figure]
            told = [figure.title, *dict.fromkeys(point.label for point in figure.points)]
        case "picture":
            told = [facts.pictures[slide.picture].credit, facts.pictures[slide.picture].licence]
        case "big-number":
            told = [WORDS.value(facts.claims[slide.claim])[1:], slide.context]
        case "comparison":
            told = [slide.left.title, slide.right.title]
        case "table":
            told = [*slide.columns, *(cell for row in slide.rows for cell in row)]
        case "timeline":
            told = [facts.events[name].title for name in slide.events]
        case "flow":
            texts = {node.id: node.text for node in slide.nodes}
            told = [text for arrow in slide.arrows for text in (texts[arrow.start], texts[arrow.end])]
        case "positions":
            told = [text for card in slide.cards for text in (card.who, card.text)]
        case "source-reading":
            told = [facts.claims[name].kind for name in slide.claims]
        case "exercise":
            told = [one.title for one in view.lesson.exercises if one.id == slide.exercise]
        case "activity":
            told = [one.title for one in view.lesson.activities if one.id == slide.activity]
        case "discussion":
            told = [slide.question, *slide.steps]
        case "quiz":
            told = [one.question for one in view.lesson.quiz if one.id == slide.quiz]
    return [plain_line(text, facts, WORDS) for text in told]


def test_the_key_tells_what_each_call_gives(made, small_course):
    text = text_of(made["slides/en/run-sheets/01-flour.pdf"]).split("Exercises\n")[1]
    code = next(one for one in small_course.lessons["flour"].exercises if one.kind == "code")
    in_order(text, [code.title, *[f"→{python_text(case.result)}" for case in code.cases]])


def test_the_run_stands_on_one_page_and_adds_up_the_minutes_of_each_priority():
    view = load_course(ROOT).view("infrastructures-of-dependency")
    rows = run_of(view.lesson)
    assert len(rows) > 25
    artifact = next(
        a for a in plan_paper(load_course(ROOT), WORDS) if view.name in a.path and "run-s" in a.path
    )
    pages = [page.extract_text() for page in reader(artifact.make()).pages]
    page = next(text for text in pages if "Run of the session" in text)
    for row in rows:
        assert close(plain_line(row.title, view.facts, WORDS)) in close(page)
    core = sum(part.teaching for part in view.lesson.parts if part.priority == "core")
    assert f"core {core} min" in page


def test_the_timetable_of_a_short_session_stays_under_the_title(small_course):
    view = small_course.view("oven")
    part = view.lesson.parts[0]
    short = view.lesson.model_copy(
        update={
            "parts": (part.model_copy(update={"slides": part.slides[:2]}),),
            "exercises": (),
            "activities": (),
        }
    )
    body = run_sheet(replace(view, lesson=short), WORDS)
    first = reader(pdf(Heading("t", typed("c"), typed("l")), body, WORDS)).pages[0].extract_text()
    in_order(first, ["Run sheet ·", short.title, "Objectives", "Run of the session", "Instructor notes"])


@pytest.mark.parametrize(("paragraphs", "pages"), [(40, 1), (43, 1), (47, 1), (51, 2)])
def test_no_page_is_begun_for_a_few_lines_that_fit_closer_together(paragraphs, pages):
    body = joined([call("para", typed(f"Paragraph {n}.")) for n in range(paragraphs)])
    assert len(reader(pdf(Heading("t", typed("c"), typed("l")), body, WORDS)).pages) == pages


def test_every_page_says_which_it_is_and_of_what(made, small_course):
    for path, data in made.items():
        pages = reader(data).pages
        lesson = small_course.lessons["flour" if "flour" in path else "oven"]
        for number, page in enumerate(pages, start=1):
            text = page.extract_text()
            assert f"Page {number} of {len(pages)}" in text
            assert lesson.title in text


@pytest.mark.parametrize("name", ["flour", "oven"])
def test_a_worksheet_has_every_exercise_in_order_and_the_hints_at_the_end(made, small_course, name):
    view = small_course.view(name)
    text = next(text_of(data) for path, data in made.items() if "worksheets" in path and name in path)
    read = [(one, plain_line(one.prompt, view.facts, WORDS)) for one in view.lesson.exercises]
    written = [re.sub(r'`record\["([a-z0-9-]+)"\]`', r"{\1}", hint) for one, _ in read for hint in one.hints]
    hints = [plain_line(hint, view.facts, WORDS) for hint in written]
    wanted = [part for one, prompt in read for part in (one.title, prompt)]
    in_order(text, [*wanted, "Hints", *hints, "Sources"])


def test_a_worksheet_explains_labels_by_one_that_it_has(small_course):
    for view in map(without_answers, small_course.views()):
        first = next(iter(view.facts.claims.values())).at[0]
        assert f"A label such as {first} says" in text_of_worksheet(view)
    bare = replace(
        view, facts=replace(view.facts, claims={}), lesson=view.lesson.model_copy(update={"exercises": ()})
    )
    assert "A label" not in text_of_worksheet(bare)


def text_of_worksheet(view):
    return " ".join(set_on_paper(worksheet(view, WORDS)).split())


@pytest.mark.parametrize("root", [SMALL, ROOT], ids=["small", "first"])
def test_a_worksheet_is_made_without_answers(root):
    course = load_course(root)
    for view in course.views():
        for exercise in view.lesson.exercises:
            bare = unsolved(exercise, "salt").model_dump()
            told = str(bare)
            for secret in secrets(exercise):
                assert secret not in told, f"{exercise.id}: {secret}"


def secrets(exercise: Exercise):
    """Return what nobody may find on a worksheet."""
    yield exercise.solution
    yield from misconceptions(exercise)
    match exercise.kind:
        case "calculate":
            yield exercise.answer.formula or str(exercise.answer.value)
            yield from (row.message for row in exercise.wrong_answers)
        case "choose":
            yield "'right': True"
            yield from (option.feedback for option in exercise.options)
        case "classify":
            yield from (f"'answer': '{item.answer}'" for item in exercise.items)
            yield from (item.feedback for item in exercise.items if item.feedback)
        case "complete":
            yield from (f"'answer': '{gap.answer}'" for gap in exercise.gaps)
        case "code":
            yield exercise.answer
            yield from (case.message for case in exercise.cases)
        case "chart":
            yield exercise.answer
            yield from (row.message for row in exercise.wrong_answers)
            yield from (f"'formula': {point.formula!r}" for point in exercise.points if point.formula)
        case "order":
            yield from (row.message for row in exercise.wrong_answers)


def test_a_worksheet_shows_no_solution(made, small_course):
    for name in ("flour", "oven"):
        view = small_course.view(name)
        text = close(text_of(made[f"exercises/en/worksheets/{view.name}.pdf"]))
        for exercise in view.lesson.exercises:
            assert close(plain_line(exercise.solution, view.facts, WORDS)) not in text
    flour = text_of(made["exercises/en/worksheets/01-flour.pdf"])
    assert "30 per cent" not in flour
    assert "25.0" not in flour
    assert "whole = sum" not in flour
    oven = text_of(made["exercises/en/worksheets/02-oven.pdf"])
    for gap in next(one for one in small_course.lessons["oven"].exercises if one.kind == "complete").gaps:
        assert gap.answer not in oven.split("A page with gaps")[1].split("How many times")[0]


def test_worksheets_and_notebooks_name_things_by_the_same_letters(small_course):
    view = small_course.view("oven")
    bare = {one.id: one for one in without_answers(view).lesson.exercises}
    prompts = {cell.id: cell.source for cell in cells(view, WORDS, solved=False)}
    for exercise in view.lesson.exercises:
        if exercise.kind == "order":
            shown = [item.text for item in bare[exercise.id].items]
        elif exercise.kind == "match":
            shown = [pair.right for pair in bare[exercise.id].pairs]
        else:
            continue
        told = re.findall(r"^- \*\*(\w)\*\* (.*)$", prompts[f"{exercise.id}-prompt"], re.MULTILINE)
        words = [plain_line(text, view.facts, WORDS) for text in shown]
        assert [(letter, close(text)) for letter, text in told] == [
            (letter, close(text)) for letter, text in zip("abcdefgh", words, strict=False)
        ]


def test_the_key_fits_the_worksheet(made, small_course):
    text = text_of(made["slides/en/run-sheets/02-oven.pdf"])
    view = small_course.view("oven")
    bare = {one.id: one for one in without_answers(view).lesson.exercises}
    order = next(one for one in view.lesson.exercises if one.kind == "order")
    shown = [item.text for item in bare[order.id].items]
    in_order(text, [order.title, "Answer: " + ", ".join("abcdef"[shown.index(i.text)] for i in order.items)])
    match = next(one for one in view.lesson.exercises if one.kind == "match")
    rights = [pair.right for pair in bare[match.id].pairs]
    pairs = [f"{n} {'abcdef'[rights.index(pair.right)]}" for n, pair in enumerate(match.pairs, start=1)]
    in_order(text, [match.title, "Answer: " + ", ".join(pairs)])
    # The slide names them by the same letters.
    assert [match.pairs[place].right for place in matching.order(match, view.id)] == rights


def test_a_chart_is_drawn_on_squared_paper_and_its_key_has_the_numbers(made, small_course):
    view = small_course.view("flour")
    chart = next(one for one in view.lesson.exercises if one.kind == "chart")
    bare = next(one for one in without_answers(view).lesson.exercises if one.id == chart.id)
    shown = [point.label for point in bare.points]
    right = [point.label for point in chart.points]
    assert (sorted(shown), shown == right) == (sorted(right), False)
    sheet = text_of(made["exercises/en/worksheets/01-flour.pdf"])
    wanted = [chart.title, "US dollars", *shown, WORDS("paper-chart-line"), "US dollars"]
    in_order(sheet, wanted)
    key = [chart.title, "Answer:", "1904 → 2 dollars", "1908 → 2.5 dollars", "1912 → 4.25 dollars"]
    in_order(text_of(made["slides/en/run-sheets/01-flour.pdf"]), [*key, *misconceptions(chart)])


def test_every_kind_has_its_task_and_its_key(small_course):
    kinds = {one.kind for lesson in small_course.lessons.values() for one in lesson.exercises}
    assert kinds == set(TASKS) == set(KEYS)


@pytest.mark.parametrize(
    ("meeting", "first", "last"),
    [
        (None, ["in_person"], ["online"]),
        ("in-person", ["in_person"], ["online"]),
        ("online", ["online"], ["in_person"]),
        ("hybrid", ["in_person", "online"], []),
    ],
)
def test_a_run_sheet_says_first_how_an_activity_is_held_where_people_meet(small_course, meeting, first, last):
    spec = small_course.spec.model_copy(update={"mode": meeting, "group_size": 9})
    course = replace(small_course, spec=spec)
    path = "slides/en/run-sheets/02-oven.pdf"
    text = text_of(next(one for one in plan_paper(course, WORDS) if one.path == path).make())
    (activity,) = course.lessons["oven"].activities
    ways = [plain_line(getattr(activity.mode, way), course.facts, WORDS) for way in (*first, *last)]
    between = [activity.steps[0].do, *activity.debrief, activity.adaptations.large_group]
    told = [
        activity.title,
        "6 people, 2 groups if 9 come",
        *ways[: len(first)],
        *between,
        *ways[len(first) :],
    ]
    in_order(text.split("Activities\n")[1], told)
    assert "groups of 6, 2 groups if 9 come" in text


def test_how_many_groups_there_are_is_said_only_where_it_is_known_and_there_are_any(small_course):
    (activity,) = small_course.lessons["oven"].activities
    assert groups_of(activity, None, WORDS) == ""
    assert groups_of(activity.model_copy(update={"group_size": 1}), 30, WORDS) == ""
    assert groups_of(activity, 6, WORDS) == ", 1 group if 6 come"
    assert groups_of(activity, 7, WORDS) == ", 2 groups if 7 come"


@pytest.mark.parametrize("name", ["flour", "oven"])
def test_a_run_sheet_has_all_that_is_needed_to_hold_the_session(made, small_course, name):
    view = small_course.view(name)
    lesson = view.lesson
    text = text_of(made[f"slides/en/run-sheets/{view.name}.pdf"])

    def words(line):
        return plain_line(line, view.facts, WORDS)

    in_order(text, [lesson.title, *map(words, [one.text for one in lesson.objectives])])
    for part in lesson.parts:
        in_order(text, [part.title, *[words(slide.headline) for slide in part.slides]])
        slides = text.split("Slide by slide")[1]
        in_order(slides, [words(line) for slide in part.slides for line in (slide.headline, slide.notes)])
    for activity in lesson.activities:
        told = [activity.title, activity.purpose, f"{activity.group_size} people", activity.setup]
        told += [*activity.materials, *[role.brief for role in activity.roles]]
        told += [line for step in activity.steps for line in (step.do, step.ask or "")]
        told += [*activity.debrief, activity.adaptations.half_the_time, activity.adaptations.large_group]
        in_order(text.split("Activities\n")[1], map(words, [*told, activity.risks]))
    for one in lesson.leaves_out:
        in_order(text, [words(one.what), words(one.check)])
    for claim in view.facts.claims.values():
        assert close(", ".join(claim.at)) in close(text.split("Sources")[-1])


@pytest.mark.parametrize("nasty", NASTY)
def test_text_appears_as_it_was_typed(small_course, nasty):
    shown = set_on_paper(call("para", typed(f"before {nasty} after")))
    assert close(f"before {nasty} after") in close(shown)
    code = set_on_paper(program(f"before {nasty} after"))
    assert close(f"before {nasty} after") in close(code)
    writer = Writer(small_course.view("flour").facts, WORDS)
    escaped = re.sub(r"([^\w\s]|_)", r"\\\1", nasty)
    for content in (writer.line(f"*in* {escaped} it"), writer.text(f"- in {escaped} it")):
        assert close(f"in {nasty} it") in close(set_on_paper(content))


def test_a_letter_that_paper_does_not_have_is_a_box_and_a_picture_among_words_is_left_out():
    shown = set_on_paper(call("para", typed("A bus 🚌 to 日本, and 👨\u200d👩\u200d👧 too: Ә · ✓")))
    assert close("A bus to □□, and too: Ә · ✓") in close(shown.replace("\u200d", ""))


def test_what_else_typst_refuses_is_still_said():
    with pytest.raises(typst.TypstError, match="unknown variable"):
        set_on_paper("#nothing")


def test_a_course_of_nasty_strings_is_set_whole(small_course):
    nasty = " ".join(NASTY).replace("`", "'")
    title = "#x $ < @y ] \\ * _ // /*"
    view = small_course.view("oven")
    lesson = view.lesson.model_copy(
        update={
            "title": title.replace("*", r"\*").replace("\\ ", "\\\\ "),
            "exercises": tuple(
                one.model_copy(update={"prompt": nasty, "hints": (nasty,)}) for one in view.lesson.exercises
            ),
        }
    )
    course = replace(small_course, lessons={"oven": lesson})
    for artifact in sheets(course).values():
        data = artifact.make()
        assert reader(data).metadata.title.endswith(title)
        assert close("#panic()") in close(text_of(data))
        assert close('#import"x"') in close(text_of(data))


def test_lists_quotations_and_links_are_what_they_are(small_course):
    writer = Writer(small_course.view("flour").facts, WORDS)
    text = (
        "# Head\n\n1. one\n2. two\n   - inner\n\n> said\n\nSee [here](https://example.org/a_b#c) and *more*."
    )
    in_order(
        set_on_paper(writer.text(text)),
        ["Head", "1.", "one", "2.", "two", "inner", "said", "here (https://example.org/a_b#c) and more."],
    )


def test_a_program_longer_than_a_page_goes_on_on_the_next():
    lines = [f"line_{number} = {number}" for number in range(120)]
    data = pdf(Heading("t", typed("c"), typed("l")), program("\n".join(lines)), WORDS)
    assert len(reader(data).pages) > 1
    in_order(text_of(data).replace("Page", ""), [lines[0], lines[40]])
    assert all(line in text_of(data) for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_sheets(small_course, language):
    spec = small_course.spec.model_copy(update={"languages": (language,)})
    course = replace(small_course, spec=spec)
    words = wording(language)
    for path, artifact in sheets(course, language).items():
        data = artifact.make()
        assert reader(data).trailer["/Root"]["/Lang"] == language
        kind = words("paper-worksheet" if "worksheets" in path else "paper-run-sheet")
        assert reader(data).metadata.title.startswith(kind)
        assert close(words("paper-page", page=1, pages=len(reader(data).pages))) in close(text_of(data))


def test_sheets_have_the_same_bytes_whatever_the_clock_and_the_zone(made):
    code = (
        "import hashlib; from pathlib import Path; from coursekit.build import *;"
        "from coursekit.load.course import load_course;"
        f"steps = plan(load_course(Path({str(SMALL)!r})), Choice(frozenset({{'paper'}})));"
        "print(*sorted(hashlib.sha256(s.artifact.make()).hexdigest() for s in steps))"
    )
    seen = set()
    for zone, seed, language in (("UTC", "0", "C"), ("Asia/Almaty", "1", "fr_FR.UTF-8")):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={
                "PATH": "",
                "TZ": zone,
                "PYTHONHASHSEED": seed,
                "LANG": language,
                "PYTHONPATH": str(ROOT / "src"),
                "SOURCE_DATE_EPOCH": seed,
            },
        )
        seen.add(done.stdout)
    here = " ".join(sorted(hashlib.sha256(data).hexdigest() for data in made.values()))
    assert seen == {here + "\n"}


def test_planning_does_not_load_typst():
    code = (
        "import sys; from pathlib import Path; from coursekit.build import Choice, plan;"
        "from coursekit.load.course import load_course;"
        f"[step.artifact.fingerprint for step in plan(load_course(Path({str(SMALL)!r})), Choice())];"
        "sys.exit('typst' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_run_sheets_stay_off_the_site_where_solutions_are_withheld(small_course):
    for shown in ("shown", "withheld"):
        spec = small_course.spec.model_copy(update={"solutions": shown})
        course = replace(small_course, spec=spec)
        steps = plan(course, Choice())
        paths = {path for step in steps for path in step.paths}
        assert any("downloads/worksheets/" in path for path in paths)
        assert any("downloads/run-sheets/" in path for path in paths) == (shown == "shown")
        page = next(s for s in steps if s.artifact.path.endswith("teaching/01-flour.md")).artifact.make()
        assert (b"run-sheets" in page) == (shown == "shown")


def test_only_paper_builds_paper_and_leaves_decks_and_notebooks_alone(tmp_path):
    for name in ("lessons", "seeds"):
        shutil.copytree(SMALL / name, tmp_path / name)
    assert run("--root", tmp_path, "build", "--only", "slides", "--only", "exercises").returncode == 0
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert not [path for path in before if path.suffix == ".pdf"]
    assert run("--root", tmp_path, "build", "--only", "paper", "--lesson", "oven").returncode == 0
    new = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf")}
    assert new == {"exercises/en/worksheets/02-oven.pdf", "slides/en/run-sheets/02-oven.pdf"}
    assert run("--root", tmp_path, "build", "--only", "slides", "--only", "exercises").returncode == 0
    assert {path for path in tmp_path.rglob("*") if path.is_file()} >= before
    assert len(list(tmp_path.rglob("*.pdf"))) == 2


def test_what_is_left_of_a_page_is_room_for_notes():
    """A drawing that fills most of a page would otherwise leave the page before it half empty."""
    view = load_course(ROOT).view("infrastructures-of-dependency")
    course = replace(load_course(ROOT), lessons={view.id: view.lesson})
    artifact = next(sheet for sheet in plan_paper(course, WORDS) if "worksheets" in sheet.path)
    pages = [page.extract_text() for page in reader(artifact.make()).pages]
    assert sum(WORDS("paper-notes") in page for page in pages) > 2  # one is the last exercise's own
    hints = pages[-1]
    assert "The first value is less than 10 per cent." in " ".join(hints.split())
    assert "record[" not in hints


def test_a_number_of_the_record_is_written_out_where_nobody_can_look_it_up(small_course):
    writer = Writer(small_course.facts, WORDS)
    assert writer.line('`record["price-1908"]`') == writer.line("{price-1908}")
    assert 'text: "record[' in writer.line('`record["no-such-claim"]`')
    assert 'text: "record[' in writer.line('`record["debt-as-hold"]`')
