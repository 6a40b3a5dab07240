"""A new course builds at once and shows every field; a new lesson changes nothing but the list."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pptx import Presentation

from coursekit.load.course import load_course, survey
from coursekit.model.base import Spec
from coursekit.model.course import CourseSpec
from coursekit.model.deck import LayoutNames, LogoSpec, SlidesSpec
from coursekit.model.item import Quantity
from coursekit.model.lesson import Lesson
from coursekit.model.seed import Picture, Seed
from coursekit.starter import NotMadeError, new_course, new_lesson, title_for
from test_cli import ROOT, SMALL, run
from test_docs import specs

TITLE = 'Wem gehört "die" Bücherei: uns?'
FILES = (
    ".gitignore",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "README.md",
    "lessons/course.yml",
    "lessons/the-library.yml",
    "mkdocs.yml",
    "seeds/our-source.yml",
    "seeds/pictures/notice.png",
)


def files_of(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def course(tmp_path):
    new_course(tmp_path / "ours", "Ours")
    return tmp_path / "ours"


def test_a_new_course_and_a_new_lesson_pass_check_and_build(tmp_path):
    done = run("new", "ours", "--title", TITLE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = sorted(files_of(tmp_path / "ours"))
    assert tuple(name for name in made if not name.startswith(".coursekit/")) == FILES
    assert ".coursekit/schemas/lesson.json" in made
    assert all(path in done.stdout for path in FILES)
    done = run("new", "lesson", "the-second", "--title", "And: now?", cwd=tmp_path / "ours")
    assert done.returncode == 0, done.stderr
    assert run("check", cwd=tmp_path / "ours").stdout.startswith(
        f"Nothing to mend in “{TITLE}”: 2 lessons, 11 claims, "
    )
    done = run("build", cwd=tmp_path / "ours")
    assert done.returncode == 0, done.stdout + done.stderr
    built = tmp_path / "ours"
    assert 'Wem gehört "die" Bücherei: uns?</title>' in (
        (built / "site" / "index.html").read_text(encoding="utf-8")
    )
    for name, title in (("01-the-library", "Who decides"), ("02-the-second", "And: now?")):
        deck = Presentation(built / "slides" / "en" / f"{name}.pptx")
        assert any(title in shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
        assert (built / "exercises" / "en" / f"{name}.ipynb").is_file()


def given(value, found):
    """Gather which fields of which class are given somewhere in a value."""
    if isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            given(item, found)
    elif isinstance(value, Spec):
        for spec in type(value).__mro__:
            found.setdefault(spec, set()).update(value.model_fields_set)
        for name in type(value).model_fields:
            given(getattr(value, name), found)


def test_the_first_lesson_shows_every_field_there_is(course):
    found = {}
    for fitted in survey(course).specs.values():
        given(fitted.value, found)
    text = (course / "lessons" / "course.yml").read_text(encoding="utf-8")
    for spec in {Seed, Lesson, CourseSpec, *specs()} - {Spec}:
        own = {name for name in spec.__annotations__ if name in spec.model_fields}
        missing = own - found.get(spec, set())
        if spec in (SlidesSpec, LogoSpec, LayoutNames):  # a new course has no files that they could name
            missing = {name for name in own if not re.search(rf"\b{name}: ", text)}
        if spec is Picture:  # one that only decorates is named in a comment
            missing -= {"decorative"}
        # A number is written or worked out; the first lesson shows the formula.
        assert missing <= ({"value"} if spec is Quantity else set()), (
            f"starter/course does not show {spec.__name__}: {', '.join(sorted(missing))}"
        )


def test_the_sites_settings_are_those_of_our_own_course(course):
    ours = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    new = (course / "mkdocs.yml").read_text(encoding="utf-8")
    dropped = set(ours.splitlines()) - set(new.splitlines())
    assert {line.split(":")[0] for line in dropped} == {"site_name", "site_description"}
    assert set(new.splitlines()) - set(ours.splitlines()) == {'site_name: "Ours"'}


def test_the_editors_settings_are_those_of_our_own_course(course):
    for name in ("extensions.json", "settings.json"):
        assert (course / ".vscode" / name).read_bytes() == (ROOT / ".vscode" / name).read_bytes()


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    before = files_of(tmp_path)
    for name in ("full", "file"):
        done = run("new", name, "--yes", cwd=tmp_path)
        assert done.returncode == 2
        assert f"{name} is there already and not empty. Name a new folder." in done.stderr
    assert files_of(tmp_path) == before
    assert run("new", "empty", "--yes", cwd=tmp_path).returncode == 0
    done = run("--root", "empty", "new", "lesson", "the-library", cwd=tmp_path)
    assert done.returncode == 2
    assert "lessons/the-library.yml is there already." in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["lesson"], "coursekit new lesson ID"),
        (["a", "b"], "coursekit new DIR"),
        (["lesson", "Two Words"], "small letters"),
        (["lesson", "course"], "no id"),
        (["x", "--title", " "], "one line"),
        (["x", "--title", "a\u2028b"], "one line"),
        (["x", "--title", "a" * 101], "at most 100"),
        ([], "Missing argument"),
    ],
)
def test_what_is_not_understood_makes_nothing(course, arguments, words):
    before = files_of(course)
    done = run("--root", course, "new", *arguments, cwd=course)
    assert done.returncode == 2
    assert words in done.stderr
    assert files_of(course) == before


LISTS = {
    "in a line": ("lessons: [flour, oven]\n", "lessons: [flour, oven, new-one]\n"),
    "in quotes": ("lessons: [flour, 'oven' ]  # two\n", "lessons: [flour, 'oven', new-one ]  # two\n"),
    "below": (
        "lessons:   # in order\n  - flour\n  -  oven   # hot\n\n# the end\n",
        "lessons:   # in order\n  - flour\n  -  oven   # hot\n  -  new-one\n\n# the end\n",
    ),
    "not indented": ("lessons:\n- flour\n- oven\n", "lessons:\n- flour\n- oven\n- new-one\n"),
    "over lines": (
        "lessons: [\n  flour, # first\n  oven,  # last\n]\n",
        "lessons: [\n  flour, # first\n  oven, new-one,  # last\n]\n",
    ),
    "no end of line": ("lessons:\n  - flour\n  - oven", "lessons:\n  - flour\n  - oven\n  - new-one\n"),
    "listed already": ("lessons: [flour, new-one, oven]\n", "lessons: [flour, new-one, oven]\n"),
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("old", "new"), LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_list_grows_and_nothing_else_changes(tmp_path, old, new, end, mark):
    text = (SMALL / "lessons" / "course.yml").read_text(encoding="utf-8")
    text = text.replace("lessons: [flour, oven]\n", "")
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    file = tmp_path / "lessons" / "course.yml"
    file.write_bytes(mark + (text + old).replace("\n", end).encode())
    assert new_lesson(tmp_path, "new-one", "A new one") == "lessons/new-one.yml"
    assert file.read_bytes() == mark + (text + new).replace("\n", end).encode()
    assert "new-one" in load_course(tmp_path).lessons


def test_a_list_that_cannot_be_changed_is_left_alone(course):
    file = course / "lessons" / "course.yml"
    odd = file.read_text(encoding="utf-8").replace("  - the-library", "  -\n    the-library")
    file.write_text(odd, encoding="utf-8")
    before = files_of(course)
    with pytest.raises(NotMadeError, match="by hand"):
        new_lesson(course, "second", "Second")
    assert files_of(course) == before


def test_outside_a_course_no_lesson_is_made(tmp_path):
    done = run("--root", tmp_path, "new", "lesson", "second", "--yes")
    assert done.returncode == 1
    assert "missing-file" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_title_is_made_from_a_name():
    assert [title_for(name) for name in ("our-course", "x_y", "-")] == ["Our course", "X y", "A course"]


def test_on_a_terminal_the_title_is_asked_for(tmp_path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "coursekit", "new", "reading-circle"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while b"Its title [Reading circle]:" not in shown and select.select([ours], [], [], 60)[0]:
            shown += os.read(ours, 4096)
        os.write(ours, b"Our evenings\n")
        while select.select([ours], [], [], 60)[0]:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # Linux's way to say that the other end is closed
                break
        assert process.wait(60) == 0, shown
    os.close(ours)
    text = Path(tmp_path / "reading-circle" / "lessons" / "course.yml").read_text(encoding="utf-8")
    assert 'title: "Our evenings"' in text
