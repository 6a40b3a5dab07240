"""A new course shows every field and builds at once, in each language; a new lesson changes only a list."""

import os
import pty
import re
import select
import shutil
import signal
import sys
import time
from collections.abc import Mapping

import pytest
from pptx import Presentation

from coursekit.load.course import load_course, survey
from coursekit.load.yaml import read
from coursekit.model.base import Spec
from coursekit.model.course import CourseSpec
from coursekit.model.deck import LayoutNames, LogoSpec, SlidesSpec
from coursekit.model.item import Quantity
from coursekit.model.lesson import Lesson
from coursekit.model.seed import Picture, Seed
from coursekit.render.prose import plain_line
from coursekit.starter import Answers, NotMadeError, new_course, new_lesson, title_for
from coursekit.starter.answers import MINUTES, READ
from coursekit.starter.fill import course_files, filled, lesson_text
from coursekit.variants import Bases, overlaid
from coursekit.wording import LANGUAGES, wording
from test_cli import ROOT, SMALL, run
from test_docs import specs, variant_specs

TITLE = 'Wem gehört "die" Bücherei: uns?'
FILES = (
    ".gitignore",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "README.md",
    "lessons/course.yml",
    "lessons/the-library.yml",
    "lessons/variants/first-session.lock.json",
    "lessons/variants/first-session.yml",
    "mkdocs.yml",
    "seeds/our-source.yml",
    "seeds/pictures/notice.png",
)


def files_of(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def course(tmp_path):
    new_course(tmp_path / "ours", Answers("Ours"))
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
    given(overlaid(course, "first-session", Bases(course)).spec, found)
    text = (course / "lessons" / "course.yml").read_text(encoding="utf-8")
    text += (course / "lessons" / "variants" / "first-session.yml").read_text(encoding="utf-8")
    for spec in {Seed, Lesson, CourseSpec, *specs(), *variant_specs()} - {Spec}:
        own = {name for name in spec.__annotations__ if name in spec.model_fields}
        missing = own - found.get(spec, set())
        if spec in (SlidesSpec, LogoSpec, LayoutNames, *variant_specs()):  # some are named in a comment
            missing = {name for name in missing if not re.search(rf"\b{name}\b", text)}
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
        (["lesson", "course"], "for something else"),
        (["lesson", "Two Words"], "hyphens: two-words."),
        (["x", "--title", " "], "--title: A title needs at least a word."),
        (["x", "--title", "a\u2028b"], "one line"),
        (["x", "--title", "a\tb"], "one line"),
        (["x", "--language", "de"], "--language: Write en or fr"),
        (["x", "--group", "Bakers, Millers"], "--group: With a comma"),
        (["x", "--minutes", "32"], "--minutes: From 33 to 600"),
        (["x", "--minutes", "an hour"], "whole number"),
        (["x", "--start", "18h30"], 'did you mean "18:30"?'),
        (["lesson", "x", "--minutes", "90"], "--minutes is for a new course"),
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


def test_a_title_of_any_folder_can_stand():
    for name in ("a\u2028b", "x" * 300, "\x1b[31m", "\udcff"):
        assert READ["title"](title_for(name)), name


def talk(folder, arguments, answers):
    """Answer questions on a terminal; return what was shown there, and the exit status."""
    process, ours = pty.fork()
    if not process:  # with a terminal of its own, so that Ctrl-C comes as it does from a keyboard
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "coursekit", "new", *arguments])
    shown, waiting = "", list(answers)
    while select.select([ours], [], [], 20)[0]:
        try:
            shown += os.read(ours, 4096).decode(errors="replace").replace("\r\n", "\n")
        except OSError:  # Linux's way to say that the other end is closed
            break
        if shown.endswith("]: ") and waiting:
            time.sleep(0.2)  # a key that comes before Python waits for one is seen with the next
            os.write(ours, waiting.pop(0))
    else:
        os.kill(process, signal.SIGKILL)
    os.close(ours)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert not waiting, shown
    return shown, status


ENTER = b"\n"


def test_on_a_terminal_a_course_is_asked_for_with_a_default_for_each_answer(tmp_path):
    shown, status = talk(tmp_path, ["reading-circle"], [ENTER] * 5)
    assert status == 0, shown
    for asked in (
        "What is it called? [Reading circle]: ",
        "In which language, en or fr? [en]: ",
        "Who runs it? [Our reading circle]: ",
        "How many minutes has its first session? [90]: ",
        "When does that begin? [18:30]: ",
    ):
        assert asked in shown
    assert max(map(len, shown.splitlines())) <= 80
    told = run("new", "by-itself", "--title", "Reading circle", cwd=tmp_path)
    assert "?" not in told.stdout, "without a terminal nothing is asked"
    assert files_of(tmp_path / "reading-circle") == files_of(tmp_path / "by-itself")


def test_a_mistake_is_told_at_its_question_and_asked_again(tmp_path):
    answers = [b"   \n", "Qui décide : nous ?\n".encode(), b"Deutsch\n", b"FR\n", b"A, B\n"]
    answers += ["Le cercle « du #1 »\n".encode(), b"20\n", b"75 min\n", b"half past six\n", b"9:05\n"]
    shown, status = talk(tmp_path, ["ours"], answers)
    assert status == 0, shown
    for told in (
        "needs at least a word",
        "Write en or fr",
        "With a comma",
        "From 33 to 600",
        "no time of day",
    ):
        assert shown.count(told) == 1, told
    course = load_course(tmp_path / "ours").spec
    assert (course.title, course.languages) == ("Qui décide : nous ?", ("fr",))
    assert course.authors == ("Le cercle « du #1 »",)
    variant = overlaid(tmp_path / "ours", "first-session", Bases(tmp_path / "ours")).spec
    assert (variant.fit, variant.start) == ("75 minutes", "09:05")


@pytest.mark.parametrize(
    ("name", "told"), [("My Lesson", "my-lesson"), ("oven", "there already"), ("new-one", "no course")]
)
def test_a_lesson_that_cannot_be_is_refused_before_its_title_is_asked(tmp_path, name, told):
    if name == "oven":
        shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    shown, status = talk(tmp_path, ["lesson", name], [])
    assert status != 0
    assert told in shown
    assert "What is it called?" not in shown


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_who_leaves_in_the_middle_finds_nothing_made(tmp_path, key):
    shown, status = talk(tmp_path, ["one/two/ours"], [ENTER, ENTER, key])
    assert status == 130
    assert shown.endswith("\nNothing was made.\n")
    assert list(tmp_path.iterdir()) == []


def test_options_are_looked_at_before_anything_is_asked(tmp_path):
    shown, status = talk(tmp_path, ["ours", "--minutes", "never"], [])
    assert (status, "What is it called" in shown) == (2, False)


@pytest.mark.parametrize("there", [True, False])
def test_what_fails_in_the_middle_leaves_nothing(tmp_path, monkeypatch, there):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("coursekit.starter.overlaid", stopped)
    if there:
        (tmp_path / "ours").mkdir()
    with pytest.raises(KeyboardInterrupt):
        new_course(tmp_path / "ours", Answers("Ours"))
    assert [path.name for path in tmp_path.rglob("*")] == (["ours"] if there else [])


NAMES = (
    "See [@days-cut] and [@nothing], {signatures}, {nothing}",
    '# "Quotes" \'and\' \\ backslashes \\n: - [x] {y} @title@ "@group@"',
    "*a* _b_ __c__ `d` <b>e</b> &amp; & [f](lesson:g) ![h](i)",
    "Équipe\u202f: qui décide\u202f? «\u00a0nous\u00a0»",
    "👩\u200d🏭 日本 Қазақ ☎ 50 % !ENV ~ null",
    "W" * 100,
)


@pytest.mark.parametrize("name", NAMES)
def test_any_words_come_out_as_they_were_typed(tmp_path, name):
    group = name.replace(",", "")
    done = run("new", "x", "--title", name, "--group", group, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = run("check", cwd=tmp_path / "x")
    assert done.stdout.startswith("Nothing to mend in “"), done.stdout
    course = load_course(tmp_path / "x")
    english = wording("en")
    assert plain_line(course.spec.title, course.facts, english) == name
    assert course.spec.authors == (group,)
    settings, _ = read((tmp_path / "x" / "mkdocs.yml").read_bytes(), "mkdocs.yml")
    assert settings.value["site_name"] == name.replace("<", "‹").replace(">", "›")
    new_lesson(tmp_path / "x", "second", name)
    course = load_course(tmp_path / "x")
    assert plain_line(course.lessons["second"].title, course.facts, english) == name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_course_in_each_language_and_its_first_session_build(tmp_path, language):
    new_course(tmp_path / "x", Answers("Ours: 🚌 & <b>", language, minutes=MINUTES[0]))
    course = tmp_path / "x"
    done = run("--root", course, "new", "lesson", "second", "--title", "Second")
    assert done.returncode == 0, done.stderr
    told = run("--root", course, "check").stdout.splitlines()
    assert told[0].startswith("Nothing to mend in “Ours: 🚌 & <b>”: ")
    assert told[1].startswith("Nothing to mend in the variant first-session, “")
    assert told[1].endswith(f" {MINUTES[0]} minutes.")
    for arguments, folder in (
        ((), course),
        (("--variant", "first-session"), course / "build/variants/first-session"),
    ):
        done = run("--root", course, "build", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        home = (folder / "site" / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}"' in home
        assert (folder / "slides" / language / "01-the-library.pptx").is_file()
        assert (folder / "slides" / language / "run-sheets" / "01-the-library.pdf").is_file()


def test_the_least_of_minutes_is_what_the_sample_needs(tmp_path):
    new_course(tmp_path / "x", Answers("Ours", minutes=MINUTES[0] - 1))
    assert "core-too-long" in run("--root", tmp_path / "x", "check").stdout


FIXED = ("at", "bloom", "chart", "claim", "claims", "form", "id", "kind", "layout", "priority", "tags")


def shape(value, key=""):
    """Return what must be the same in every language: keys, numbers, ids, and how much text there is."""
    if isinstance(value, Mapping):
        return {name: shape(item, name) for name, item in value.items()}
    if isinstance(value, tuple):
        return [shape(item, key) for item in value]
    return "text" if isinstance(value, str) and key not in FIXED else value


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_samples_of_all_languages_have_one_shape(language):
    english, other = course_files("en"), course_files(language)
    assert list(english) == list(other)
    texts = {"lesson.yml": (lesson_text("en"), lesson_text(language))}
    for name in english:
        if name.startswith(("lessons/", "seeds/")) and name.endswith(".yml"):
            texts[name] = tuple(files[name].read_text(encoding="utf-8") for files in (english, other))
    assert len(texts) == 5
    for name, pair in texts.items():
        ours, theirs = (filled(text, {"claim": "a", "locator": "S1P1"}) for text in pair)
        assert ours != theirs, f"{name} is not translated"
        assert theirs.count(" # ") == ours.count(" # "), f"{name} has another number of remarks"
        assert shape(read(theirs.encode(), name)[0].value) == shape(read(ours.encode(), name)[0].value), name


def test_french_samples_have_no_english_spaces():
    for name, entry in course_files("fr").items():
        if name.endswith((".yml", ".md")) and name != "mkdocs.yml":
            for line in re.sub(r"\[@.*?\]|`.*?`", "", entry.read_text(encoding="utf-8")).splitlines():
                assert not re.search(r"[a-zé»] ?[;?!](?=\s|$)|[a-zé] :(?=\s|$)", line), f"{name}: {line}"
