"""The commands as a person runs them: what they print and how they end."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "cases" / "small"


def run(*arguments, cwd=None, env=None):
    done = subprocess.run(
        [sys.executable, "-m", "coursekit", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", **(env or {})},
        check=False,
        timeout=300,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.fixture
def small(tmp_path):
    shutil.copytree(SMALL / "lessons", tmp_path / "lessons")
    shutil.copytree(SMALL / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def test_the_course_has_nothing_to_mend():
    done = run("--root", ROOT, "check")
    assert done.returncode == 0
    assert done.stdout.startswith("Nothing to mend in “Who can close the pipe?”: 8 lessons, ")


def test_ten_faults_are_reported_in_one_run(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    expected = [fault(tmp_path) for fault in FAULTS]
    done = run("--root", tmp_path, "check")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    for place, code, hint in expected:
        matching = [line for line in lines if line.startswith(f"{place}: {code}: ")]
        assert matching, f"{place}: {code} is missing in\n{done.stdout}"
        assert hint in matching[0]
    assert lines[-1] == f"10 problems in {len({place.split(':')[0] for place, _, _ in expected})} files."


def replace(root, file, old, new, mark=None):
    """Put a fault into a file; return where `mark` (or the new text) then stands."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}"
    at = text.index(old)
    text = text[:at] + new + text[at + len(old) :]
    path.write_text(text, encoding="utf-8")
    at += new.index(mark) if mark else 0
    return f"{file}:{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def first(root, file, pattern):
    """Return the first line of a file that contains a pattern."""
    for line in (root / file).read_text(encoding="utf-8").splitlines():
        if pattern in line:
            return line
    raise AssertionError(f"{file} has no {pattern}")


def unknown_key(root):
    file = "lessons/reading-the-relationship.yml"
    place = replace(root, file, "instructor_notes:", "instructor_note:")
    # Without its right key the notes are missing too; keep them, and let the wrong key be one too many.
    text = (root / file).read_text(encoding="utf-8")
    (root / file).write_text(text + "\ninstructor_notes: The same.\n", encoding="utf-8")
    return place, "unknown-key", 'did you mean "instructor_notes"?'


def unknown_claim(root):
    line = first(root, "lessons/infrastructures-of-dependency.yml", "[@oil-export-route]")
    new = line.replace("[@oil-export-route]", "[@oil-export-rout]")
    place = replace(root, "lessons/infrastructures-of-dependency.yml", line, new, "oil-export-rout")
    return place, "unknown-claim", 'did you mean "oil-export-route"?'


def minutes(root):
    file = "lessons/contraction-of-sovereignty.yml"
    line = next(
        line
        for line in (root / file).read_text(encoding="utf-8").splitlines()
        if line.startswith("teaching: ")
    )
    place = replace(root, file, line, "teaching: 599", "599")
    return place, "minutes-do-not-add-up", "change the minutes of the parts"


def quotes(root):
    file = "lessons/proximity-by-constraint.yml"
    line = first(root, file, "title: ")
    place = replace(root, file, line, "title: 2024-01-02", "2024")
    return place, "ambiguous-text", 'put it in quotes: "2024-01-02"'


def unknown_layout(root):
    file = "lessons/uncertain-resistance.yml"
    line = first(root, file, "layout: comparison")
    place = replace(root, file, line, line.replace("comparison", "comparisn"), "comparisn")
    return place, "unknown-kind", 'did you mean "comparison"?'


def repeated_key(root):
    file = "lessons/the-decolonial-debate.yml"
    text = (root / file).read_text(encoding="utf-8")
    line = text.count("\n") + 1
    (root / file).write_text(text + "summary: again\n", encoding="utf-8")
    return f"{file}:{line}:1", "repeated-key", "keep one of the two"


def prerequisite(root):
    file = "lessons/labour-and-fragmentation.yml"
    old = first(root, file, "uncertain-resistance")
    if old.strip().startswith("prerequisites"):
        place = replace(root, file, old, "prerequisites: [a-new-path]", "a-new-path")
    else:
        place = replace(root, file, old, "  - a-new-path", "a-new-path")
    return place, "prerequisite-comes-later", "change the order there"


def uncovered(root):
    file = "seeds/mazorenko-2025.yml"
    line = (
        first(root, file, "{id: S5, ")
        if "{id: S5, " in (root / file).read_text()
        else first(root, file, "id: S5")
    )
    text = (root / file).read_text(encoding="utf-8")
    at = text.index(line)
    chunk = text[at : at + 200].replace("paragraphs: 9", "paragraphs: 10", 1)
    (root / file).write_text(text[:at] + chunk + text[at + 200 :], encoding="utf-8")
    column = line.index("{") + 1 if "{" in line else line.index("id:") + 1
    return f"{file}:{text.count(chr(10), 0, at) + 1}:{column}", "paragraph-not-covered", "at: [S5P10]"


def locator(root):
    file = "seeds/mazorenko-2025.yml"
    line = first(root, file, "at: [S1P9]")
    place = replace(root, file, line, line.replace("[S1P9]", "[S1P9, S1P99]"), "S1P99")
    return place, "unknown-paragraph", "did you mean"


def language(root):
    place = replace(root, "lessons/course.yml", "languages: [en]", "languages: [en, xx]", "xx")
    return place, "unknown-language", "known here: en, fr"


FAULTS = (
    unknown_key,
    unknown_claim,
    minutes,
    quotes,
    unknown_layout,
    repeated_key,
    prerequisite,
    uncovered,
    locator,
    language,
)


def test_formats(small):
    (small / "lessons" / "flour.yml").write_text("title: no\n", encoding="utf-8")
    rows = json.loads(run("--root", small, "check", "--format", "json").stdout)
    assert {"file", "line", "column", "code", "message", "hint"} == set(rows[0])
    github = run("--root", small, "check", "--format", "github").stdout
    assert "::error file=lessons/flour.yml,line=1,col=8,title=ambiguous-text::" in github


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["chek"], 2, "No such command 'chek'"),
        (["--root", "nowhere", "check"], 2, "nowhere"),
        (["build", "--only", "slide"], 2, "slides"),
        (["build", "--lesson", "flower"], 2, 'did you mean "flour"?'),
        (["build", "--lang", "eng"], 2, 'did you mean "en"?'),
        (["trace", "no-such-claim"], 2, "there is no claim"),
        (["build", "--fit", "90"], 2, "`--fit` belongs to `coursekit plan`."),
        (["check", "--root", "."], 2, "`--root` stands before the command: coursekit --root … check"),
        (["check", "--lesso", "flour"], 2, "No such option"),
        (["explain", "figurs"], 2, "`coursekit explain` names all there are."),
        (["explain", "unknown-figur"], 2, 'did you mean "unknown-figure"?'),
        (["trace", "no-such-thing-at-all"], 2, "there is no claim"),
        (["--version"], 0, "coursekit"),
        (["--help"], 0, "trace"),
        ([], 2, "Usage"),
    ],
)
def test_usage(small, arguments, status, words):
    done = run(*arguments, cwd=small)
    assert done.returncode == status, done.stderr
    assert words in done.stdout + done.stderr


@pytest.mark.parametrize(
    "junk", [b"", b"\xff\xfe\x00", b"\x00" * 10, b"- " * 40_000, b"{" * 5000, b"a: &b *b", b"&"]
)
def test_no_input_gives_a_traceback(small, junk):
    for file in ("lessons/course.yml", "lessons/flour.yml", "seeds/bakery.yml"):
        (small / file).write_bytes(junk)
    done = run("--root", small, "check")
    assert done.returncode == 1, done.stderr
    assert run("--root", small, "build").returncode == 1


def test_an_empty_folder_says_what_is_missing(tmp_path):
    done = run("--root", tmp_path, "build")
    assert done.returncode == 1
    assert "lessons/course.yml" in done.stdout
    assert "--root" in done.stdout


def test_a_terminal_that_knows_no_unicode_is_no_fault(small):
    (small / "lessons" / "flour.yml").write_text("title: «ä»\nŧ: 1\n", encoding="utf-8")
    done = run("--root", small, "check", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 1
