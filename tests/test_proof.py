"""The page proves what `verify` proves: every exercise of the course, every answer, the same words.

In a real browser, from a server and from a folder. What the check says comes from `verify`'s own
processes; the page is given the same answer by its controls.
"""

import re
from itertools import product
from pathlib import Path

import pytest

from coursekit.load.course import load_course
from coursekit.render import programs
from coursekit.render.places import lesson_page
from coursekit.render.programs import PROGRAMS
from coursekit.render.tasks import check_words
from coursekit.verify.process import Children
from coursekit.verify.programs import Limits, job_for, outcomes
from coursekit.verify.subjects import subjects
from coursekit.verify.trials import trials
from coursekit.wording import wording
from test_site import WIDE

ROOT = Path(__file__).parent.parent
EN = wording("en")
SAYS = check_words(EN)
COURSE = load_course(ROOT)
PATIENCE = 120_000
"""Milliseconds for Python to come, on a machine that has much to do."""


def expected(exercise, lines):
    """Return what a page says where a notebook says these lines."""
    if lines == (SAYS["empty"],):
        return [EN("widget-empty")]
    if exercise.kind == "order":
        return [" ".join(lines).strip()]
    if exercise.kind in PROGRAMS:
        return ["\n".join(lines)]
    return sorted(re.sub(r"^[\w-]+: (?=[✓○])", "", line) for line in lines)


def said(task):
    texts = [text for text in task.locator(".ck-said").all_inner_texts() if text.strip()]
    return sorted(re.sub(r"^\d+\. (?=[✓○])", "", text) for text in texts)


def answer(task, exercise, name, source):
    """Give the page an answer that is written as Python."""
    if exercise.kind in PROGRAMS:
        # A notebook gives the chart a name of its own; the page knows it as `chart`.
        named = f"\nchart = {name}" if exercise.kind == "chart" else ""
        task.locator("textarea").fill(source + named)
        return
    names = {}
    exec(source, names)
    value = names[name]
    if exercise.kind == "calculate":
        task.locator("input").fill("" if value is None else repr(value))
    elif exercise.kind == "choose":
        for letter in filter(None, value):
            task.locator(f"input[value='{letter}']").check()
    elif exercise.kind in ("classify", "match"):
        for key, choice in value.items():
            if choice:
                task.locator(f"select[id$='-{key}']").select_option(value=choice)
    elif exercise.kind == "complete":
        keys = re.findall(r"\[\[([\w-]+)\]\]", exercise.sentence)
        for field, key in zip(task.locator("input").all(), keys, strict=True):
            field.fill(value[key])
    else:
        for place, key in enumerate(value):
            while key != task.locator(".ck-order > li").nth(place).get_attribute("data-key"):
                task.locator(f".ck-order > li[data-key='{key}'] .ck-up").click()


def check(page, task):
    task.locator(".ck-check").click()
    page.wait_for_function(
        "e => !e.hasAttribute('aria-busy') && [...e.querySelectorAll('.ck-said')].some(s => s.textContent)",
        arg=task.element_handle(),
        timeout=PATIENCE,
    )


EVERY_KIND = list(COURSE.lessons)[:2]
"""Lessons that have an exercise of every kind that is checked, one with the other."""
WAYS = [*product(COURSE.lessons, ["server"]), *product(EVERY_KIND, ["folder"])]


def test_these_lessons_have_every_kind():
    def kinds(lessons):
        return {exercise.kind for name in lessons for exercise in COURSE.lessons[name].exercises}

    assert kinds(EVERY_KIND) == kinds(COURSE.lessons)


@pytest.mark.parametrize(("lesson", "opened"), WAYS, indirect=["opened"])
def test_the_page_and_the_notebook_say_the_same(lesson, course_site, opened, chromium):
    view = COURSE.view(lesson)
    address = lesson_page(view.name).replace(".md", ".html")
    asked, errors = [], []
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    home = opened(course_site)
    page.goto(f"{home}{address}")
    with Children() as children:
        for subject in subjects(view, EN):
            exercise = subject.exercise
            task = page.locator(f"[aria-labelledby='exercise-{exercise.id}']")
            task.locator(".ck-check").wait_for()
            tried = list(trials(exercise, subject.setting, subject.parts, SAYS))
            job = job_for(programs.source("checker.py"), SAYS, subject.parts.task, subject.setting.variable)
            apart = exercise.kind in PROGRAMS
            came = outcomes(children, Limits(), job, [trial.source for trial in tried], apart=apart)
            assert len(came) >= 2
            for trial, outcome in zip(tried, came, strict=True):
                task.locator(".ck-reset").click()
                if trial.role != "starter":
                    given = trial.source.removeprefix(subject.parts.before)
                    answer(task, exercise, subject.setting.variable, given)
                check(page, task)
                if (exercise.kind, trial.role) == ("order", "starter"):
                    # In the page there is an order from the beginning; it must not be the right one.
                    assert said(task)[0].startswith("○"), exercise.id
                else:
                    assert said(task) == expected(exercise, outcome.lines), (exercise.id, trial.source)
    context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((home, "data:", "blob:"))] == []
