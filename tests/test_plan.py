"""A plan: sessions with clock times and breaks, what is covered, and what was measured."""

import json
import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from coursekit.checks import inspect, teaching
from coursekit.cli import coursekit
from coursekit.fit import fitted, only, thinned
from coursekit.load.course import load_course
from coursekit.load.log import read_log
from coursekit.problems import as_text
from coursekit.render.paper.clock import Clock
from coursekit.schedule import Breaks, Timing, clocks_of, plan_of
from coursekit.schedule.coverage import Measured
from coursekit.schedule.forms import written
from coursekit.schedule.sessions import by_day, into, slots_of
from coursekit.schedule.steps import Step, steps_of
from test_cli import ROOT, SMALL, run, small  # noqa: F401 - a fixture

EVENING = Timing(Breaks(60, 10), 18 * 60 + 30, date(2026, 12, 3))


@pytest.fixture(scope="module")
def course():
    return load_course(ROOT)


def step(minutes, lesson="one"):
    return Step(lesson, "part", f"p{minutes}", "Title", minutes)


def starts(minutes, every, pause=10):
    """Return the minutes at which breaks begin."""
    return [
        slot.at for slot in slots_of([step(m) for m in minutes], Breaks(every, pause)) if slot.step is None
    ]


def test_the_steps_of_every_lesson_take_its_minutes(course):
    for name, lesson in course.lessons.items():
        steps = steps_of(name, lesson)
        assert sum(s.minutes for s in steps) == lesson.teaching + lesson.exercises_minutes
        tasks = [s.id for s in steps if s.kind != "part"]
        assert sorted(tasks) == sorted(t.id for t in (*lesson.exercises, *lesson.activities))
        firsts = [s.id for s in steps if s.kind == "part" and not s.again]
        assert firsts == [part.id for part in lesson.parts]


@pytest.mark.parametrize(
    ("minutes", "every", "breaks"),
    [
        ((30, 30, 30), 60, [60]),
        ((30, 31, 30), 60, [30, 71]),
        ((30, 30), 60, []),
        ((90, 30, 30), 60, [90]),
        ((20, 90, 20), 60, [20, 120]),
        ((60, 10), 60, []),
        ((60, 11), 60, [60]),
        ((30, 30, 30, 30, 30), 60, [60, 130]),
        ((30, 30, 30), 0, []),
    ],
)
def test_a_break_comes_between_steps_before_the_time_is_over(minutes, every, breaks):
    assert starts(minutes, every) == breaks


def test_lessons_are_put_into_days_in_their_order():
    lessons = [(str(n), (step(minutes, str(n)),)) for n, minutes in enumerate((60, 60, 30, 200, 20, 100))]
    days = [[name for name, _ in day] for day in by_day(lessons, 130, Breaks())]
    assert days == [["0", "1"], ["2"], ["3"], ["4", "5"]]
    assert [[name for name, _ in day] for day in into(lessons, 3, Breaks())] == [
        ["0", "1", "2"],
        ["3"],
        ["4", "5"],
    ]
    for number in range(1, 9):
        assert len(into(lessons, number, Breaks())) == min(number, len(lessons))


def test_a_calendar_can_be_read_and_says_when_and_what(course):
    text = written(plan_of(course, EVENING), "ics", None, 80)
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    calendar = Calendar.from_ical(text)
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert len(events) == len({str(event["UID"]) for event in events}) == 8
    assert [event.start.date() for event in events] == [
        date(2026, 12, 3) + n * timedelta(weeks=1) for n in range(8)
    ]
    second = events[1]
    assert second.start.tzinfo is None
    assert (second.start.hour, second.start.minute) == (18, 30)
    plan = plan_of(course, EVENING)
    assert second.end - second.start == timedelta(minutes=plan.sessions[1].minutes)
    assert second["SUMMARY"] == "2. Infrastructures of dependency"
    told = str(second["DESCRIPTION"]).split("\n")
    assert told[0] == "18:30 What stands on the shelf (13 min)"
    assert any(re.fullmatch(r"\d\d:\d\d Break \(10 min\)", line) for line in told)
    assert "Four levers, and nobody has to pull one" in str(second["DESCRIPTION"])
    assert r"Four levers\, and nobody has to pull one" in text.replace("\r\n ", "")


def test_events_move_and_are_not_doubled_when_the_plan_changes(course):
    def uids(timing, zone=None):
        return [
            str(e["UID"])
            for e in Calendar.from_ical(written(plan_of(course, timing), "ics", zone, 80)).walk("VEVENT")
        ]

    other = Timing(Breaks(45, 15), 9 * 60, date(2027, 1, 4), timedelta(days=1))
    assert uids(EVENING) == uids(other, ZoneInfo("Asia/Almaty"))


def test_with_a_time_zone_moments_are_fixed_and_daylight_saving_is_kept(course):
    timing = Timing(Breaks(), 18 * 60 + 30, date(2027, 3, 25))
    text = written(plan_of(course, timing), "ics", ZoneInfo("Europe/Paris"), 80)
    hours = [event.start.hour for event in Calendar.from_ical(text).walk("VEVENT")]
    assert hours[:2] == [17, 16]  # the clock goes forward on 28 March
    assert written(plan_of(course, timing), "ics", ZoneInfo("Europe/Paris"), 80) == text


@pytest.mark.parametrize("width", [60, 80])
def test_the_tables_keep_to_the_width_and_cut_no_word(course, width):
    text = written(plan_of(course, EVENING), "text", None, width)
    assert max(map(len, text.splitlines())) <= width
    names = {thing.id for lesson in course.lessons.values() for thing in (*lesson.parts, *lesson.exercises)}
    names |= {thing.id for lesson in course.lessons.values() for thing in (*lesson.quiz, *lesson.objectives)}
    assert names <= set(re.findall(r"[a-z0-9-]+", text))
    assert "Session 1, Thu 2026-12-03 18:30–20:35: Reading the relationship" in " ".join(text.split())


def test_markdown_and_json_say_the_same_as_the_text(course):
    plan = plan_of(thinned(course, fitted(course, 640)), EVENING, (), fitted(course, 640))
    markdown, text = written(plan, "markdown", None, 80), written(plan, "text", None, 200)
    data = json.loads(written(plan, "json", None, 80))
    assert len(data["sessions"]) == 8
    assert data["fit"]["minutes"] == sum(
        s["minutes"] for session in data["sessions"] for s in session["steps"] if s["kind"] != "break"
    )
    assert data["fit"]["left_out"]
    for left in data["fit"]["left_out"]:
        assert f"| {left['kind']} {left['id']} | {left['reason']} |" in markdown
        assert left["reason"] in " ".join(text.split())
    for session in data["sessions"]:
        for each in session["steps"]:
            assert re.search(
                rf"^\s*{each['at']}\s+{each['minutes']}\s+{re.escape(each['title'])}", text, re.MULTILINE
            )


@pytest.mark.parametrize("minutes", [601, 640, 700, 800])
def test_what_is_kept_is_a_course_that_can_be_taught(course, minutes):
    selection = fitted(course, minutes)
    kept = thinned(course, selection)
    rules = [
        teaching.objective_not_taught,
        teaching.objective_not_practised,
        teaching.objective_not_assessed,
        teaching.minutes_do_not_add_up,
        teaching.prerequisite_comes_later,
    ]
    assert [finding for rule in rules for finding in rule(kept)] == []
    assert bool(selection.lost) == (minutes < 640)
    for lesson in kept.lessons.values():
        there = {objective.id for objective in lesson.objectives}
        named = [part.objectives for part in lesson.parts]
        named += [thing.assesses for thing in (*lesson.exercises, *lesson.activities, *lesson.quiz)]
        assert {name for names in named for name in names} == there
    total = sum(lesson.teaching + lesson.exercises_minutes for lesson in kept.lessons.values())
    assert total == selection.minutes <= minutes


def test_what_was_taught_is_shown_beside_the_plan(small_course):
    log = read_log(SMALL, small_course)
    assert log.problems == ()
    found = {(m.kind, m.id): m for m in plan_of(small_course, Timing(), log.taught).measured}
    mill = found["part", "one-mill"]
    assert (mill.planned, mill.median, mill.taken, mill.far) == (20, 28, (27, 29), True)
    assert not found["activity", "village-meeting"].far
    assert not found["exercise", "rest-of-flour"].far
    assert found["lesson", "oven"].far
    text = written(plan_of(small_course, Timing(), log.taught), "text", None, 80)
    assert re.search(r"^ +20 +28 +2 +part one-mill +far off: plan 28$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("planned", "taken", "far"),
    [
        (20, (24,), False),
        (20, (26,), True),
        (20, (14, 15), True),
        (20, (10, 20, 40), False),
        (4, (6,), False),
    ],
)
def test_a_quarter_off_and_three_minutes_at_least_is_far(planned, taken, far):
    assert Measured("flour", "part", "one-mill", planned, taken).far == far


LOGS = {
    'taught:\n  - {date: "2026-10-01", lesson: flower, minutes: 5}\n': (
        'lessons/log.yml:2:34: unknown-lesson: taught[0].lesson names "flower"',
        'did you mean "flour"?',
    ),
    'taught:\n  - {date: "2026-10-01", lesson: flour, part: two-mills, minutes: 5}\n': (
        "lessons/log.yml:2:47: not-in-lesson: taught[0].part",
        'did you mean "one-mill"?',
    ),
    'taught:\n  - {date: "2026-10-01", lesson: flour, part: one-mill, activity: weigh-sacks, minutes: 5}\n': (
        "lessons/log.yml:2:67: does-not-fit: taught[0] names two things, part and activity",
        "an entry for each",
    ),
    'taught:\n  - {date: "2026-10", lesson: flour, minutes: 5}\n': ("lessons/log.yml:2:12: ", ""),
    'taught:\n  - {date: "2026-10-01", lesson: flour, minutes: 5, teacher: Ana}\n': (
        "lessons/log.yml:2:53: unknown-key: taught[0].teacher",
        "",
    ),
    "taught: [\n": ("lessons/log.yml:", ""),
}


@pytest.mark.parametrize(("text", "said"), LOGS.items())
def test_a_log_is_checked_with_its_lines(small, text, said):  # noqa: F811 - a fixture
    (small / "lessons" / "log.yml").write_text(text, encoding="utf-8")
    (problem,) = inspect(small).problems
    assert as_text(problem).startswith(said[0])
    assert said[1] in as_text(problem)


def test_the_command_prints_writes_and_refuses(small, tmp_path):  # noqa: F811 - a fixture
    done = run(
        "--root", small, "plan", "--start", "18:30", "--break-every", "60", "--fit", "85", "--sessions", "1"
    )
    assert done.returncode == 0, done.stderr
    assert "85 of 85 minutes are used; 88 are left out" in done.stdout
    assert "Session 1, 18:30–20:05: Whose flour is it?; Who decides over the oven?" in done.stdout
    file = tmp_path / "plan.ics"
    timing = ("--start", "18:30", "--date", "2026-12-03", "--every", "day", "--format", "ics")
    done = run("--root", small, "plan", *timing, "--lesson", "oven", "--output", file)
    assert done.returncode == 0, done.stderr
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "1. Who decides over the oven?"


def test_what_a_lesson_builds_on_and_is_not_there_is_said(course):
    chosen = only(course, ["a-new-path", "labour-and-fragmentation"])
    text = written(plan_of(chosen, Timing(), whole=course), "text", None, 100)
    said = [line for line in text.splitlines() if " builds on " in line]
    assert said == [
        "labour-and-fragmentation builds on uncertain-resistance, which is not in this plan.",
        "a-new-path builds on the-decolonial-debate, which is not in this plan.",
    ]
    assert " builds on " not in written(plan_of(course, Timing(), whole=course), "text", None, 80)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "ics"], "a calendar file needs --date and --start."),
        (["--sessions", "2", "--day-minutes", "90"], "--sessions or --day-minutes, not both"),
        (["--start", "half seven"], "is no time of day"),
        (["--zone", "Europe/Paris"], "--zone is for calendar files"),
        (["--format", "ics", "--date", "2026-12-03", "--start", "18:30", "--zone", "../etc"], "no time zone"),
        (["--date", "9999-12-31"], "the year has four digits"),
        (["--date", "3.12.2026"], 'did you mean "2026-12-03"?'),
        (["--date", "12/3/2026"], "write it as 2026-12-03."),
        (["--fit", "long"], "write minutes, for example 90."),
        (["--fit", "0"], "write minutes, for example 90."),
        (["--lesson", "ofen"], 'did you mean "oven"?'),
    ],
)
def test_what_is_not_understood_is_said(options, said):
    done = CliRunner().invoke(coursekit, ["--root", str(SMALL), "plan", *options])
    assert done.exit_code == 2
    assert said in " ".join(done.output.replace("│", " ").split())


@pytest.mark.parametrize("span", ["100", "100 minutes", "1 hour 40 minutes"])
def test_minutes_may_be_written_as_a_variant_writes_them(span):
    done = CliRunner().invoke(coursekit, ["--root", str(SMALL), "plan", "--fit", span])
    assert done.exit_code == 0, done.output
    assert "of 100 minutes are used" in done.output


def test_a_core_that_does_not_fit_ends_with_its_choices():
    done = CliRunner().invoke(coursekit, ["--root", str(SMALL), "plan", "--fit", "60"])
    assert done.exit_code == 1
    assert done.output.splitlines()[0] == "What is core takes 85 minutes, 25 more than the 60 there are."


def test_a_variant_has_its_own_plan_and_begins_when_it_says():
    done = CliRunner().invoke(coursekit, ["--root", str(SMALL), "plan", "--variant", "evening"])
    assert done.exit_code == 0, done.output
    assert "Session 1, 19:00–" in done.output
    assert "And our depot?" in done.output
    assert "Rye and white" not in done.output
    later = CliRunner().invoke(
        coursekit, ["--root", str(SMALL), "plan", "--variant", "evening", "--start", "20:15"]
    )
    assert "Session 1, 20:15–" in later.output


def test_a_variant_is_laid_out_in_its_sessions_with_its_breaks_unless_others_are_asked_for():
    def planned(*options):
        given = ["--root", str(SMALL), "plan", "--variant", "evening", "--format", "json", *options]
        done = CliRunner().invoke(coursekit, given)
        assert done.exit_code == 0, done.output
        sessions = json.loads(done.output)["sessions"]
        return sessions, [
            row["minutes"] for one in sessions for row in one["steps"] if row["kind"] == "break"
        ]

    sessions, breaks = planned()
    assert [one["lessons"] for one in sessions] == [["oven", "flour"]]
    assert breaks == [20]
    assert planned("--break-every", "30", "--break", "5", "--lunch", "7")[1].count(7) == 1
    assert len(planned("--sessions", "2")[0]) == 2


def test_the_break_nearest_the_middle_is_lunch_and_what_follows_comes_later():
    steps = [step(minutes) for minutes in (30, 31, 29, 30, 30)]
    slots = slots_of(steps, Breaks(60, 10, 45))
    assert [(slot.at, slot.minutes) for slot in slots if slot.step is None] == [(30, 10), (100, 45)]
    assert [slot.at for slot in slots] == [0, 30, 40, 71, 100, 145, 175]
    assert slots_of(steps[:1], Breaks(60, 10, 45)) == slots_of(steps[:1], Breaks())


def test_clocks_of_lessons_follow_the_plan_and_know_the_breaks_inside(course):
    timing = Timing(Breaks(60, 10, 50), 9 * 60 + 30, sessions=2)
    clocks, plan = clocks_of(course, timing), plan_of(course, timing)
    assert list(clocks) == list(course.lessons)
    for session in plan.sessions:
        gone = dict.fromkeys(session.lessons, 0)
        for slot in session.slots:
            if slot.step:
                clock = clocks[slot.step.lesson]
                assert clock.at(gone[slot.step.lesson]) == Clock(timing.start).at(slot.at)
                gone[slot.step.lesson] += slot.minutes
    inside = [pause.minutes for clock in clocks.values() for pause in clock.pauses]
    every = [slot for session in plan.sessions for slot in session.slots if slot.step is None]
    assert 0 < len(inside) <= len(every)
    assert clocks_of(course, Timing(Breaks(60, 10))) == {}


def test_what_took_about_as_long_as_planned_needs_no_remark(small):  # noqa: F811 - a fixture
    entry = '{date: "2026-10-01", lesson: flour, part: one-mill, minutes: 22}'
    (small / "lessons" / "log.yml").write_text(f"taught:\n  - {entry}\n", encoding="utf-8")
    done = CliRunner().invoke(coursekit, ["--root", str(small), "plan"])
    assert done.exit_code == 0
    assert "part one-mill" in done.output
    assert "far off" not in done.output
