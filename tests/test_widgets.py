"""Exercises and the quiz in the page: the notebooks' verdicts, by mouse and keyboard, kept and cleared."""

import dataclasses
import hashlib
import re

import pytest

from coursekit.render import checker, tasks
from coursekit.render.exercises.kinds import KINDS
from coursekit.render.exercises.setting import Setting
from coursekit.render.shuffle import salt
from coursekit.render.site.widgets import WIDGETS
from test_site import BROWSER, EN, NARROW, WIDE, built, publish

assert BROWSER
assert built  # a fixture
RIGHT, NOT_YET = EN("exercise-says-right"), EN("exercise-says-not-yet")
COMPLETE = EN("exercise-says-complete")
OWN_DIGEST = "Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})"
# The theme itself stumbles over it and says so; ours must not.
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
LESSONS = {"flour": "course/01-flour.html", "oven": "course/02-oven.html"}


@pytest.fixture
def lesson(built, chromium):
    opened = []

    def open_lesson(name, viewport=WIDE, **options):
        script = options.pop("script", None)
        context = chromium.new_context(viewport=viewport, **options)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.errors, page.asked = [], []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto((built / LESSONS[name]).as_uri())
        opened.append(page)
        return page

    yield open_lesson
    for page in opened:
        assert [error for error in page.errors if error != "blocked"] == []
        assert [url for url in page.asked if not url.startswith(("file:", "data:", "blob:"))] == []
        page.context.close()


def box(page, name):
    prefix = "" if name.startswith("quiz-") else "exercise-"
    return page.locator(f"[aria-labelledby='{prefix}{name}']")


def press(page, control, key="Enter"):
    control.focus()
    page.keyboard.press(key)


def check(page, task, *, keys):
    button = task.locator(".ck-check")
    press(page, button) if keys else button.click()
    page.wait_for_function(
        "e => [...e.querySelectorAll('.ck-said')].some(s => s.textContent)", arg=task.element_handle()
    )
    page.wait_for_timeout(80)
    return [said for said in task.locator(".ck-said").all_inner_texts() if said]


def fill(page, task, words, *, keys):
    for field, word in zip(task.locator("input[type=text]").all(), words, strict=True):
        if keys:
            field.focus()
            page.keyboard.press("Control+A")
            page.keyboard.type(word)
        else:
            field.fill(word)


def tick(page, task, places, *, keys):
    for place in places:
        control = task.locator(".ck-pick input").nth(place)
        press(page, control, "Space") if keys else control.click()


def select(page, task, labels, *, keys):
    for item, label in labels.items():
        row = task.locator(".ck-place").filter(has_text=item)
        control = row.locator("select")
        if keys:
            control.focus()
            page.keyboard.type(label)
        else:
            control.select_option(label=label)


BOTH = pytest.mark.parametrize("keys", [True, False], ids=["keyboard", "mouse"])


@BOTH
def test_a_number(lesson, keys):
    page = lesson("oven", script=OWN_DIGEST if keys else None)
    task = box(page, "growth-from-fire")
    fill(page, task, ["many"], keys=keys)
    assert check(page, task, keys=keys) == [EN("widget-not-a-number")]
    fill(page, task, ["0,25"], keys=keys)
    assert check(page, task, keys=keys) == [f"{NOT_YET} That is what the earlier number is of the later one."]
    fill(page, task, ["4.0"], keys=keys)
    assert check(page, task, keys=keys) == [RIGHT]
    assert task.locator("input").get_attribute("inputmode") == "decimal"


@BOTH
def test_options(lesson, keys):
    page = lesson("flour", script=OWN_DIGEST if keys else None)
    task = box(page, "what-hides")
    tick(page, task, [2], keys=keys)
    assert check(page, task, keys=keys) == [
        f"{NOT_YET} You can: more than half comes from one.", EN("exercise-says-more"),
    ]  # fmt: skip
    tick(page, task, [2, 0, 1], keys=keys)
    assert check(page, task, keys=keys)[-1] == COMPLETE


@BOTH
def test_groups(lesson, keys):
    page = lesson("flour")
    task = box(page, "sort-claims")
    select(page, task, {"of the flour": "Event", "kept the ledger": "Event"}, keys=keys)
    said = check(page, task, keys=keys)
    assert said.count(EN("exercise-says-open")) == 2
    assert f"{NOT_YET} Look for a number." in said
    assert RIGHT in said
    rest = {"of the flour": "Figure", "debt is a hold": "Interpretation", "says the miller": "Position"}
    select(page, task, rest, keys=keys)
    assert check(page, task, keys=keys) == [*[RIGHT] * 4, COMPLETE]


@BOTH
def test_partners(lesson, keys):
    page = lesson("oven")
    task = box(page, "who-says-what")
    pairs = {"council": "village's", "bakers": "works there", "miller": "One mill"}
    labels = task.locator(".ck-place").first.locator("option").all_inner_texts()
    full = {
        left: next(text for text in labels if right in text.replace("’", "'"))
        for left, right in pairs.items()
    }
    select(page, task, {"council": full["bakers"], "bakers": full["bakers"]}, keys=keys)
    said = check(page, task, keys=keys)
    assert said[:2] == [f"{NOT_YET} Who built it?", RIGHT]
    select(page, task, full, keys=keys)
    assert check(page, task, keys=keys)[-1] == COMPLETE


@BOTH
def test_an_order(lesson, keys):
    page = lesson("oven")
    task = box(page, "four-dates-in-order")
    assert COMPLETE not in check(page, task, keys=keys)
    assert "of 4 are in their place." in check(page, task, keys=keys)[-1]
    wanted = ["builds the oven", "burns the roof", "bakers strike", "found a cooperative"]
    for words in reversed(wanted):
        for _ in wanted:
            up = task.locator(".ck-order > li").filter(has_text=words).locator(".ck-up")
            if up.is_enabled():
                press(page, up) if keys else up.click()
                assert page.evaluate("document.activeElement.matches('.ck-up, .ck-down')")
    assert "is now at place 1 of 4" in " ".join(task.locator(".ck-said").all_inner_texts())
    assert check(page, task, keys=keys) == [COMPLETE]


@pytest.mark.parametrize(
    ("first", "message"),
    [
        (["fire", "oven", "strike", "cooperative"], "Ask of each pair"),
        (["strike", "oven", "fire", "cooperative"], "The roof was rebuilt before"),
        (["cooperative", "oven", "fire", "strike"], "What came of the strike"),
    ],
)
def test_a_listed_wrong_order_gets_its_message(lesson, first, message):
    page = lesson("oven", script=OWN_DIGEST)
    task = box(page, "four-dates-in-order")
    words = {"oven": "builds the", "fire": "burns", "strike": "bakers strike", "cooperative": "found a"}
    for name in reversed(first):
        for _ in first:
            up = task.locator(".ck-order > li").filter(has_text=words[name]).locator(".ck-up")
            if up.is_enabled():
                up.click()
    said = check(page, task, keys=False)[-1]
    assert re.search(r"[0-2] of 4 are in their place\. " + re.escape(message), said)


def test_a_listed_wrong_place_gets_its_message(lesson):
    page = lesson("flour")
    task = box(page, "sort-claims")
    for place, message in (("Event", "*reads* into it"), ("Figure", "no number"), ("Position", "see this")):
        select(page, task, {"debt is a hold": place}, keys=False)
        assert message.replace("*", "") in " ".join(check(page, task, keys=False))
    page = lesson("oven")
    task = box(page, "who-says-what")
    labels = task.locator(".ck-place").first.locator("option").all_inner_texts()
    owner = next(text for text in labels if "village" in text)
    select(page, task, {"miller": owner}, keys=False)
    assert "What does the miller sell?" in " ".join(check(page, task, keys=False))


@BOTH
def test_gaps(lesson, keys):
    page = lesson("oven", script=OWN_DIGEST if keys else None)
    task = box(page, "ledger-gaps")
    fill(page, task, [" FLOOD", "strike", ""], keys=keys)
    assert check(page, task, keys=keys) == [
        f"1. {NOT_YET} It was too hot for that.", f"2. {RIGHT}", f"3. {EN('exercise-says-open')}",
    ]  # fmt: skip
    fill(page, task, ["Blaze", "STRIKE", "2nd"], keys=keys)
    assert check(page, task, keys=keys)[-1] == COMPLETE


@BOTH
def test_the_quiz_says_what_to_look_at_again(lesson, small_course, keys):
    page = lesson("flour")
    for question in small_course.lessons["flour"].quiz:
        task = box(page, f"quiz-{question.id}")
        place = 1 if question.id == "miller-says" else 0
        tick(page, task, [place], keys=keys)
        option = question.options[place]
        assert check(page, task, keys=keys) == [f"{RIGHT if option.right else NOT_YET} {option.feedback}"]
    assert EN("widget-score", right=2, all=3) in page.locator(".ck-score").inner_text()
    (link,) = page.locator(".ck-score a").all()
    assert link.get_attribute("href") == "#objective-tell-kinds"
    assert page.locator("#objective-tell-kinds").count() == 1


def test_work_stays_until_it_is_cleared(lesson):
    page = lesson("oven")
    task = box(page, "ledger-gaps")
    fill(page, task, ["fire", "", ""], keys=False)
    said = check(page, task, keys=False)
    page.reload()
    task = box(page, "ledger-gaps")
    page.wait_for_timeout(200)
    assert task.locator("input").first.input_value() == "fire"
    assert [text for text in task.locator(".ck-said").all_inner_texts() if text] == said
    page.locator(".ck-clear").click()
    assert task.locator("input").first.input_value() == ""
    assert page.evaluate("localStorage.length") == 0 or not page.evaluate(
        "Object.keys(localStorage).some(key => key.startsWith('coursekit:'))"
    )
    page.reload()
    assert box(page, "ledger-gaps").locator("input").first.input_value() == ""


def test_reset_and_an_empty_answer(lesson):
    page = lesson("flour", script=NO_STORAGE)
    task = box(page, "rest-of-flour")
    assert check(page, task, keys=False) == [EN("widget-empty")]
    fill(page, task, ["100"], keys=False)
    check(page, task, keys=False)
    task.locator(".ck-reset").click()
    assert task.locator("input").input_value() == ""
    assert "".join(task.locator(".ck-said").all_inner_texts()) == ""
    assert EN("widget-not-kept") in page.locator(".ck-says").inner_text()


def test_hints_come_one_at_a_time(lesson):
    page = lesson("flour")
    task = box(page, "rest-of-flour")
    for shown in range(3):
        assert task.locator(".ck-hint-list li").count() == min(shown, 2)
        press(page, task.locator(".ck-more"))
    assert task.locator(".ck-more").inner_text() == EN("widget-no-hints")


def test_without_a_script_the_page_reads_as_it_is(lesson, small_course):
    page = lesson("oven", java_script_enabled=False)
    assert page.locator("input.ck-live, .ck-button, .ck-live").count() == 0
    text = page.locator("article").text_content()
    for exercise in small_course.lessons["oven"].exercises:
        assert all(re.sub(r"\W.*", "", hint) in text for hint in exercise.hints)
    for words in ("A fire burns the roof.", "Who works there decides.", "……", "Fire, strike, second."):
        assert words in text


@pytest.mark.parametrize("text", ["", "abc", "a" * 55, "b" * 56, "c" * 64, "Қазақстан № 98 %", "d" * 1000])
def test_digests_are_those_of_everybody_else(lesson, text):
    page = lesson("flour", script=OWN_DIGEST)
    assert page.evaluate("crypto.subtle") is None
    assert page.evaluate("text => coursekit.sha256(text)", text) == hashlib.sha256(text.encode()).hexdigest()


def test_targets_are_large_and_nothing_scrolls_sideways(lesson):
    for name in LESSONS:
        page = lesson(name, viewport=NARROW)
        sizes = page.evaluate(
            "[...document.querySelectorAll('.ck-live :is(select, button, input[type=text], .ck-pick label)')]"
            ".map(e => e.getBoundingClientRect()).map(r => Math.min(r.width, r.height))"
        )
        assert min(sizes) >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_every_control_has_a_name(lesson):
    for name in LESSONS:
        page = lesson(name)
        assert page.evaluate(
            "[...document.querySelectorAll('.ck-live :is(input, select, button)')].every(e =>"
            "(e.getAttribute('aria-label') || (e.labels && e.labels[0] || e).textContent).trim())"
        )


def test_pages_and_notebooks_ask_for_the_same(small_course):
    for view in small_course.views():
        for exercise in view.lesson.exercises:
            if exercise.kind in WIDGETS:
                setting = Setting(exercise, view.facts, EN, salt(view.id, exercise.id))
                task = KINDS[exercise.kind](exercise, setting).task
                assert task.items() <= WIDGETS[exercise.kind](exercise, setting).items()
    assert tasks.seal("a", 12) == checker.seal("a", 12)
    for word in (" Straße  X ", "Council.", "one of them!", " a, b; ", "…", "."):
        assert tasks.folded(word) == checker.folded(word)


def test_where_solutions_are_withheld_answers_are_checked_all_the_same(small_course, chromium, tmp_path):
    spec = small_course.spec.model_copy(update={"solutions": "withheld"})
    folder = publish(dataclasses.replace(small_course, spec=spec), tmp_path)
    page = chromium.new_page()
    page.goto((folder / LESSONS["flour"]).as_uri())
    task = box(page, "rest-of-flour")
    fill(page, task, ["100"], keys=False)
    assert check(page, task, keys=False)[-1].startswith(NOT_YET)
    page.close()
