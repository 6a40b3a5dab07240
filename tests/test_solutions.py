"""Solutions: shown, after an attempt, or withheld; what is withheld is in nothing that students get."""

import base64
import json
import re
import subprocess
import zipfile
from dataclasses import replace

import nbformat
import pytest
from nbclient import NotebookClient

from coursekit.build import Choice, plan
from coursekit.model.exercise import Reflect
from coursekit.verify import Choice as Asked
from coursekit.verify import verify
from coursekit.verify.memory import Memory
from test_site import EN, WIDE, publish

WAYS = ("shown", "after-an-attempt", "withheld")
LESSON = "flour"


def canaries(course):
    """Put a word of its own into every text of a course that only a solution has; return it and the words."""
    words, lessons = [], {}

    def marked(text, exercise, place):
        words.append(f"canary{len(words)}x{exercise.id.replace('-', '')}{place}")
        return f"{text.rstrip()} {words[-1]}\n"

    for name, lesson in course.lessons.items():
        made = []
        for exercise in lesson.exercises:
            changes = {"solution": marked(exercise.solution, exercise, "solution")}
            if isinstance(getattr(exercise, "answer", None), str):  # a program
                changes["answer"] = marked(exercise.answer + "#", exercise, "answer")
            made.append(exercise.model_copy(update=changes))
        lessons[name] = lesson.model_copy(update={"exercises": tuple(made)})
    return replace(course, lessons=lessons), words


def given(course, way):
    return replace(course, spec=course.spec.model_copy(update={"solutions": way}))


def files(course):
    """Return the bytes of everything that is planned for a course, by path."""
    return {path: step.artifact.make() for step in plan(course, Choice()) for path in step.paths}


def opened(name, data, tmp_path):
    """Return all the text in a file, whatever it is packed in."""
    if name.endswith(".pptx"):
        book = tmp_path / "deck.pptx"
        book.write_bytes(data)
        with zipfile.ZipFile(book) as deck:
            return "\n".join(deck.read(part).decode("utf-8", "replace") for part in deck.namelist())
    if name.endswith(".pdf"):
        sheet = tmp_path / "sheet.pdf"
        sheet.write_bytes(data)
        return subprocess.run(["pdftotext", sheet, "-"], capture_output=True, text=True, check=True).stdout
    text = data.decode("utf-8", "replace" if name.endswith(".png") else "strict")
    if name.endswith(".ipynb"):
        # A long string is written in pieces, one a line.
        text += "".join(re.sub(r'"\n\s*"', "", "".join(cell["source"])) for cell in json.loads(text)["cells"])
    return "\n".join([text, *unpacked(text)])


def unpacked(text):
    """Yield what every run of letters in a text says that may be base64."""
    for blob in re.findall(r"[A-Za-z0-9+/]{24,}={0,2}", text):
        for start in range(4):
            part = blob[start:].rstrip("=")
            whole = part[: len(part) // 4 * 4] if len(part) % 4 == 1 else part + "=" * (-len(part) % 4)
            yield base64.b64decode(whole).decode("utf-8", "replace")


def found(words, text):
    plain = re.sub(r"[\s\u00ad-]", "", text)  # a sheet divides words at the end of a line
    return {word for word in words if word in plain}


TEACHERS = re.compile(r"exercises/en/solutions/|slides/en/run-sheets/")


@pytest.fixture(scope="module")
def marked(small_course):
    return canaries(small_course)


def test_withheld_solutions_are_in_nothing_that_students_get(marked, tmp_path):
    course, words = marked
    for path, data in files(given(course, "withheld")).items():
        if not TEACHERS.search(path):
            assert found(words, opened(path, data, tmp_path)) == set(), path


def test_withheld_solutions_are_nowhere_on_the_built_site(marked, tmp_path):
    course, words = marked
    folder = publish(given(course, "withheld"), tmp_path)
    read = [
        path
        for path in folder.rglob("*")
        if path.suffix in (".html", ".json", ".js", ".xml", ".ipynb", ".pdf")
    ]
    assert any(path.name == "search_index.json" for path in read)
    for path in read:
        assert found(words, opened(path.name, path.read_bytes(), tmp_path)) == set(), path


@pytest.mark.parametrize("way", WAYS)
def test_the_canaries_sing_where_they_may(way, marked, tmp_path):
    """A search that finds nothing must be able to find something."""
    course, words = marked
    made = files(given(course, way))
    for view in course.views():
        own = {
            word
            for exercise in view.lesson.exercises
            for word in words
            if exercise.id.replace("-", "") in word
        }
        solutions = {word for word in own if word.endswith("solution")}

        def sung(path, own=own):
            return found(own, opened(path, made[path], tmp_path))

        assert sung(f"exercises/en/solutions/{view.name}.ipynb") == own
        assert sung(f"slides/en/run-sheets/{view.name}.pdf") >= solutions
        assert sung(f"exercises/en/{view.name}.ipynb") == (set() if way == "withheld" else solutions)
        assert sung(f"build/pages/en/course/{view.name}.md") == (set() if way == "withheld" else solutions)
        decks = sung(f"slides/en/{view.name}.pptx")
        assert decks <= solutions
        assert bool(decks) == (way != "withheld")


def notebook(course, name):
    (data,) = [data for path, data in files_of(course, f"exercises/en/{name}.ipynb")]
    return nbformat.reads(data.decode(), as_version=4)


def files_of(course, wanted):
    return [
        (step.artifact.path, step.artifact.make()) for step in plan(course, Choice()) if wanted in step.paths
    ]


@pytest.mark.parametrize("way", WAYS)
def test_a_notebook_has_solutions_in_clear_only_where_they_are_shown(way, small_course):
    book = notebook(given(small_course, way), "01-flour")
    folded = [cell.source for cell in book.cells if cell.metadata.coursekit.role == "folded"]
    exercises = small_course.lessons[LESSON].exercises
    wanted = {"shown": exercises, "after-an-attempt": [e for e in exercises if isinstance(e, Reflect)]}
    assert len(folded) == len(wanted.get(way, ()))
    assert all(text.startswith("<details") and text.endswith("</details>") for text in folded)
    text = "\n".join(cell.source for cell in book.cells)
    assert ("Divide each count by the sum" in text) == (way == "shown")


def test_a_notebook_prints_a_solution_once_an_answer_was_checked(small_course):
    book = notebook(given(small_course, "after-an-attempt"), "01-flour")
    setup = next(n for n, cell in enumerate(book.cells) if cell.id == "setup")
    steps = [
        'check("rest-of-flour")',
        'check.solution("rest-of-flour")',
        'rest_of_flour = 100; check("rest-of-flour")',
        'check.solution("rest-of-flour")',
        'check.solution("loaf-shares")',
    ]
    book.cells = book.cells[: setup + 1] + [nbformat.v4.new_code_cell(source) for source in steps]
    NotebookClient(book, timeout=60, kernel_name="python3").execute()
    empty, closed, wrong, solution, other = (
        "".join(o["text"] for o in cell.outputs) for cell in book.cells[-5:]
    )
    says = {key: EN(f"exercise-says-{key}") for key in ("empty", "attempt")}
    assert empty == says["empty"] + "\n"
    assert closed == other == says["attempt"] + "\n"
    assert wrong.splitlines()[-1] == EN("exercise-says-solution", call='check.solution("rest-of-flour")')
    assert solution == "The whole is 100, so the rest is 100 less 70.\n"


@pytest.mark.parametrize("way", WAYS)
def test_every_way_is_proven(way, small_course):
    course = given(small_course, way)
    proof = verify(course, Asked((LESSON,)), Memory(), lambda *_: None)
    assert (proof.findings, proof.whole.notebooks) == ((), (2, 2))


@pytest.fixture(scope="module")
def site(small_course, tmp_path_factory):
    return publish(given(small_course, "after-an-attempt"), tmp_path_factory.mktemp("after"))


@pytest.fixture
def lesson(site, chromium):
    contexts = []

    def open_lesson(**options):
        contexts.append(chromium.new_context(viewport=WIDE, **options))
        page = contexts[-1].new_page()
        page.goto((site / "course/01-flour.html").as_uri())
        return page

    yield open_lesson
    for context in contexts:
        context.close()


def solution(page, name):
    """Return the solution under an exercise or question."""
    return page.locator(f"[aria-labelledby='{name}'] ~ details.ck-solution").first


def test_a_page_opens_a_solution_after_a_first_check(lesson):
    page = lesson()
    other = solution(page, "exercise-what-hides")
    for name, wrong in (("exercise-rest-of-flour", "100"), ("quiz-share-of-what", "")):
        task, fold = page.locator(f"[aria-labelledby='{name}']"), solution(page, name)
        note = page.locator(f"[aria-labelledby='{name}'] ~ .ck-waits").first
        assert (fold.is_visible(), note.inner_text()) == (False, EN("widget-attempt"))
        task.locator(".ck-check").click()
        page.wait_for_timeout(100)
        assert not fold.is_visible()
        if wrong:
            task.locator("input").fill(wrong)
        else:
            task.locator("input").nth(1).click()
        task.locator(".ck-check").click()
        fold.wait_for(state="visible")
        assert not note.is_visible()
        assert fold.get_attribute("open") is None
    assert not other.is_visible()
    page.reload()
    solution(page, "exercise-rest-of-flour").wait_for(state="visible")
    assert not solution(page, "exercise-what-hides").is_visible()
    page.locator("[aria-labelledby='exercise-rest-of-flour'] .ck-reset").click()
    assert not solution(page, "exercise-rest-of-flour").is_visible()


def test_without_a_script_solutions_stand_there_folded(lesson, small_course):
    page = lesson(java_script_enabled=False)
    folds = page.locator("details.ck-solution")
    flour = small_course.lessons[LESSON]
    assert folds.count() == len(flour.exercises) + len(flour.quiz)
    for fold in folds.all():
        assert fold.is_visible()
        assert fold.get_attribute("open") is None
