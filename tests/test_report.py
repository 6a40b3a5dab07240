"""Problems at length: grouped by file, each with its line and a caret, and what to do."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys

import pytest
from rich.cells import cell_len

from coursekit.load.lines import line_reader
from coursekit.problems import Problem
from coursekit.report import excerpt, report_lines
from test_cli import ROOT, SMALL, run

WANTED = """\
lessons/flour.yml

  line 11, column 32: unknown-word
    11 |   - {id: work-out-rest, bloom: aply, text: Work out the rest…
       |                                ^
    objectives[1].bloom can't be "aply".
    Did you mean "apply"?

  line 69, column 9: unknown-key
    69 |         figur: flour-origin
       |         ^
    parts[0].slides[1].figur is not a key here.
    Did you mean "figure"?

lessons/oven.yml

  line 26, column 65: unknown-claim
    26 | … the bakers let it go cold [@strik]; before that the counci…
       |                               ^
    parts[0].text names "strik", which is not a claim in seeds/.
    Did you mean "strike"?

3 problems in 2 files. `coursekit explain unknown-word` says more.
"""


@pytest.fixture
def faulty(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    change(tmp_path / "lessons" / "flour.yml", "figure: flour-origin", "figur: flour-origin")
    change(tmp_path / "lessons" / "flour.yml", "bloom: apply", "bloom: aply")
    change(tmp_path / "lessons" / "oven.yml", "cold [@strike]", "cold [@strik]")
    return tmp_path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def on_a_terminal(*arguments, **env):
    """Run the command line on a real pseudo-terminal; return what it shows."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "coursekit", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "70", "TERM": "xterm-256color", **env}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment):
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                data = os.read(ours, 65536)
            except OSError:  # Linux's way to say that the other end is closed
                break
            if not data:
                break
            shown += data
    os.close(ours)
    return shown.decode("utf-8").replace("\r\n", "\n")


def test_the_long_form_as_it_is_shown(faulty):
    done = run("--root", faulty, "check", "--format", "long", env={"COLUMNS": "70"})
    assert done.stdout == WANTED
    assert done.returncode == 1


def test_a_terminal_gets_the_long_form_in_colour(faulty):
    shown = on_a_terminal("--root", faulty, "check")
    assert "\x1b[31m^\x1b[0m" in shown
    assert re.sub(r"\x1b\[\d*m", "", shown) == WANTED


def test_a_terminal_may_refuse_colour(faulty):
    assert on_a_terminal("--root", faulty, "check", NO_COLOR="1") == WANTED
    assert on_a_terminal("--root", faulty, "check", TERM="dumb") == WANTED


def test_a_pipe_and_format_text_get_a_line_for_each_problem(faulty):
    piped = run("--root", faulty, "check").stdout
    assert piped == on_a_terminal("--root", faulty, "check", "--format", "text")
    assert (
        "lessons/flour.yml:69:9: unknown-key: parts[0].slides[1].figur is not a key here"
        ' (did you mean "figure"?)\n'
    ) in piped
    assert piped.splitlines()[-1] == "3 problems in 2 files."
    assert len(piped.splitlines()) == 4


def test_a_whole_course_has_nothing_to_mend_in_any_form():
    words = run("--root", SMALL, "check").stdout
    assert words.startswith("Nothing to mend in “Who owns the oven?”: 2 lessons")
    assert "\nNothing to mend in the variant evening, “" in words
    assert run("--root", SMALL, "check", "--format", "long").stdout == words


@pytest.mark.parametrize("width", [20, 40, 77])
@pytest.mark.parametrize("text", ["a" * 300, "день " * 60, "名前" * 90, "\ttab\x1b[31m" * 30, "short"])
def test_the_caret_stands_under_its_character(text, width):
    for column in (1, 2, 7, len(text) // 2, len(text), len(text) + 1):
        shown, caret = excerpt(text, column, width)
        assert cell_len(shown) <= width
        assert "\x1b" not in shown
        assert "\t" not in shown
        if column <= len(text) and text[column - 1].isprintable() and text[column - 1] != " ":
            before = next(n for n in range(len(shown)) if cell_len(shown[:n]) == len(caret) - 1)
            assert shown[before] == text[column - 1]


def test_many_problems_of_one_kind_are_shown_in_brief():
    alike = [Problem("lessons/a.yml", n, 3, "unknown-claim", f"x{n} is none", "look") for n in range(1, 31)]
    others = [Problem("lessons/a.yml", 5, 1, "unknown-key", "y is not a key", "did you mean z?")]
    others += [
        Problem("lessons/b.yml", n, 3, "unknown-claim", "x is none", "look") for n in (2, 2, 2, 2, 7, 7)
    ]
    shown = list(report_lines(alike + others, (), lambda *_: "text", 60, colour=False))
    assert sum("line " in line and "column" in line for line in shown) == 4 + 1 + 4
    words = " ".join(" ".join(shown).split())
    assert "And 26 more of unknown-claim, in lines 5, 6, 7, 8, 9, 10, 11, 12, " in words
    assert "And 2 more of unknown-claim, in line 7." in words
    assert "37 problems in 2 files." in words
    assert max(map(len, shown)) <= 60


@pytest.mark.parametrize(
    ("problems", "notices", "said"),
    [
        (0, 1, "1 notice in 1 file; it keeps nothing from being built."),
        (0, 2, "2 notices in 1 file; they keep nothing from being built."),
        (2, 1, "2 problems and 1 notice in 1 file; the notice keeps nothing from being built."),
        (1, 3, "1 problem and 3 notices in 1 file; the notices keep nothing from being built."),
        (1, 0, "1 problem in 1 file."),
    ],
)
def test_the_last_line_counts_problems_and_notices(problems, notices, said):
    found = [Problem("a.yml", n, 1, "unknown-key", "x is none", "look") for n in range(1, 7)]
    mend, look = found[:problems], found[problems : problems + notices]
    last = list(report_lines(mend, look, lambda *_: None, 200, colour=False))[-1]
    assert last == f"{said} `coursekit explain unknown-key` says more."


def test_a_file_that_is_not_there_has_no_line():
    lost = Problem("lessons/course.yml", 1, 1, "missing-file", "there is no course", "look elsewhere")
    shown = list(report_lines([lost], [], lambda *_: None, 80, colour=False))
    assert "  missing-file" in shown
    named = list(report_lines([lost], [], lambda *_: "file: a.png", 80, colour=False))
    assert "  line 1, column 1: missing-file" in named


def test_a_tab_is_seen():
    assert excerpt("\tname: Ada", 1, 40) == ("→name: Ada", "^")


def test_files_that_cannot_be_shown_are_not(tmp_path):
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "out.yml").symlink_to("/etc/hostname")
    (tmp_path / "lessons" / "old.yml").write_bytes("title: Завод\r\nsummary: x".encode("cp1251"))
    (tmp_path / "lessons" / "wide.yml").write_text("title: Bus", encoding="utf-16")
    line = line_reader(tmp_path)
    assert line("lessons/wide.yml", 1) is None
    assert line("lessons/out.yml", 1) is None
    assert line("lessons/none.yml", 1) is None
    assert line("lessons/old.yml", 9) is None
    assert line("lessons/old.yml", 2) == "summary: x"
    assert line("lessons/old.yml", 1).startswith("title: ")


def test_nothing_in_a_spec_steers_the_terminal():
    nasty = Problem("a\x1b[2J.yml", 1, 3, "c", "what\x1b[2J\nis", "do\u202ethis")
    shown = "\n".join(report_lines([nasty], [], lambda *_: "a\x1b[2J\x07b", 60, colour=False))
    assert not any(ord(c) < 32 and c != "\n" for c in shown)
    assert "\u202e" not in shown
