"""Verification finds each kind of fault where it stands, and nothing that an exercise runs gets away."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import pytest

from coursekit.checks import inspect
from coursekit.checks.finding import located
from coursekit.render.exercises.kinds import KINDS
from coursekit.verify import Choice, verify
from coursekit.verify.changes import CHANGES
from coursekit.verify.memory import Memory
from coursekit.verify.process import Children
from coursekit.verify.programs import Limits, outcomes
from test_cli import ROOT, SMALL, run

FLOUR, OVEN = "lessons/flour.yml", "lessons/oven.yml"
ANSWER = "answer: |\n      def shares(counts):\n          whole = sum(counts)\n"
STARTER = 'starter: |\n      def shares(counts):\n          """'
WRONG = "code: |\n          def shares(counts):\n              return [count / sum"
RIGHT = "return [round(100 * count / sum(counts), 1) for count in counts]"


def block(name, body, indent=6):
    """Write a block of YAML that defines the function of the small course's exercise."""
    lines = "".join(f"{' ' * indent}{line}\n" for line in body.splitlines())
    return f"{name}: |\n{lines}"


def before(text, program):
    """Put lines of a program before the function that begins in a block."""
    return text.replace("|\n      def", "|\n" + "".join(f"      {line}\n" for line in program) + "      def")


SAMPLES = {
    # code and what is broken: file, old text, new text, text that begins where the problem stands
    "solution-fails: a program that rounds too far": (
        FLOUR,
        "round(100 * count / whole, 1)",
        "round(100 * count / whole, 0)",
        "|\n      def shares(counts):\n          whole",
    ),
    "solution-fails: a case that expects something else": (
        FLOUR,
        "[16.7, 33.3, 50.0]",
        "[16.7, 33.3, 51.0]",
        "|\n      def shares(counts):\n          whole",
    ),
    "starter-passes: the answer is left in": (
        FLOUR,
        STARTER,
        STARTER.replace('"""', f'{RIGHT}\n          """'),
        "|\n      def shares(counts):\n          return [round(100 * count / sum(counts), 1)",
    ),
    "starter-not-asked: it raises": (
        FLOUR,
        STARTER,
        STARTER.replace('"""', 'raise NotImplementedError\n          """'),
        "|\n      def shares(counts):\n          raise",
    ),
    "wrong-answer-passes: the same word with other spaces": (
        OVEN,
        "accept: [2nd, last]\n        wrong_answers:\n          - answer: first\n",
        "accept: [the last]\n        wrong_answers:\n          - answer: the  last\n",
        "the  last",
    ),
    "wrong-message: two wrong answers are one number": (
        FLOUR,
        "- answer: 100\n",
        "- answer: 70\n",
        "This is all of the flour.",
    ),
    "wrong-message: two wrong words are one word": (
        OVEN,
        "misconception: Any disaster will do., message: It was too hot for that.}\n",
        (
            "misconception: M., message: Too hot.}\n"
            "          - {answer: Flood, misconception: M., message: Too wet.}\n"
        ),
        "Too hot.",
    ),
    "wrong-message: a wrong program is told to begin": (
        FLOUR,
        "return [count / sum(counts) for count in counts]",
        "counts = [count / sum(counts) for count in counts]",
        "|\n          def shares(counts):\n              counts",
    ),
    "check-proves-nothing: two groups are one word": (
        FLOUR,
        "into: [Figure, Event, Interpretation",
        'into: [Figure, Event, "event.", Interpretation',
        "{text: The bakers kept",
    ),
    "check-proves-nothing: a case asks for nothing": (
        FLOUR,
        ["count in counts]\n    cases", "result: []"],
        ["count in counts] or None\n    cases", "result: null"],
        "null",
    ),
    "wrong-message: a wrong program does not fail the case whose message it names": (
        FLOUR,
        "is taken for a percentage.\n        message: Counts may be parts of a loaf.",
        "is taken for a percentage.\n        message: No loaves have no shares.",
        "No loaves have no shares.\n    solution",
    ),
    "wrong-message: two wrong places are one place": (
        FLOUR,
        "          - answer: Figure\n            misconception: A debt",
        "          - answer: Event\n            misconception: A debt",
        "The debt is an event. That",
    ),
    "wrong-message: a wrong order is found in an order before it": (
        OVEN,
        "- answer: [4, 3]",
        "- answer: [3, 2, 4]",
        '"What came of the strike',
    ),
    "wrong-message: two wrong charts plot the same": (
        FLOUR,
        'points: [{label: "1904"}, {label: "1912"}]',
        'points: [{label: "1912"}, {label: "1908"}, {label: "1904", value: 2}]',
        "A line from end to end",
    ),
    "solution-fails: a chart plots another number": (
        FLOUR,
        'values = [record[f"price-{year}"] for year in labels]',
        'values = [2, 2.5, record["price-1912"] + 1]',
        '|\n      labels = ["1904", "1908", "1912"]\n      values = [2, 2.5',
    ),
    "starter-not-asked: a chart is begun": (
        FLOUR,
        "      values = []\n      chart = line",
        "      values = [2]\n      chart = line",
        '|\n      labels = ["1904", "1908", "1912"]\n      values = [2]',
    ),
    "wrong-program-passes: no case tells it apart": (
        FLOUR,
        "return [count / sum(counts) for count in counts]",
        RIGHT,
        "|\n          def shares(counts):\n              return [round(100 * count / sum",
    ),
    "program-hangs: a loop without end in the answer": (
        FLOUR,
        ANSWER,
        before(ANSWER, ["while True:", "    pass"]),
        "|\n      while True:",
    ),
    "program-hangs: a wrong program's call does not end": (
        FLOUR,
        "return [count / sum(counts) for count in counts]",
        "while True: pass",
        "|\n          def shares(counts):\n              while",
    ),
    "program-crashes: it ends Python": (
        FLOUR,
        ANSWER,
        before(ANSWER, ["__import__('os')._exit(0)"]),
        "|\n      __import__",
    ),
    "program-fails: a name that is not there": (
        FLOUR,
        ANSWER,
        before(ANSWER, ["numpi.array([])"]),
        "|\n      numpi",
    ),
    "order-given-away: all items look alike": (
        OVEN,
        (
            "{text: The village builds the oven., event: oven-is-built}\n"
            "      - {text: A fire burns the roof., event: fire}\n"
            "      - {text: The bakers strike., event: bakers-strike}\n"
            "      - {text: The bakers found a cooperative., event: founding}"
        ),
        (
            "{text: Something., event: oven-is-built}\n"
            "      - {text: Something., event: fire}\n"
            "      - {text: Something., event: bakers-strike}\n"
            "      - {text: Something., event: founding}"
        ),
        "- {text: Something., event: oven-is-built}",
    ),
    "notebook-fails: the answer takes a name from the notebook": (
        FLOUR,
        ANSWER,
        before(ANSWER, ["check = None"]),
        "|\n      check = None",
    ),
    "notebook-fails: the solution complains": (
        FLOUR,
        ANSWER,
        before(ANSWER, ["import warnings", "warnings.warn('old')"]),
        "|\n      import warnings",
    ),
    "notebook-fails: the starter ends the kernel": (
        FLOUR,
        STARTER,
        before(STARTER, ["if 'get_ipython' in globals(): __import__('os')._exit(1)"]),
        "|\n      if 'get",
    ),
}


def proof_of(root, lessons=None, *, with_notebooks=True):
    found = inspect(root)
    assert found.problems == ()
    told = []
    choice = Choice(tuple(lessons or found.course.lessons), with_notebooks, Limits(2))
    proof = verify(found.course, choice, Memory(), lambda *step: told.append(step))
    assert [done for done, _, _ in told] == list(range(len(told)))
    return proof, sorted(located(finding, found.survey) for finding in proof.findings)


@pytest.fixture
def small(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    return tmp_path


def sabotage(root, file, old, new):
    text = (root / file).read_text(encoding="utf-8")
    for before, after in (
        zip([old], [new], strict=True) if isinstance(old, str) else zip(old, new, strict=True)
    ):
        assert before in text
        text = text.replace(before, after, 1)
    (root / file).write_text(text, encoding="utf-8")


def test_the_small_course_is_proven():
    proof, problems = proof_of(SMALL)
    assert problems == []
    whole = proof.whole
    assert (whole.exercises, whole.solutions, whole.starters) == ((9, 9),) * 3
    assert (whole.wrong_answers, whole.checks, whole.notebooks) == ((20, 20), (26, 26), (4, 4))
    assert whole.remembered == (0, 13)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_fault_is_found_where_it_stands(sample, small):
    file, old, new, mark = SAMPLES[sample]
    code = sample.partition(":")[0]
    sabotage(small, file, old, new)
    lesson = file.removeprefix("lessons/").removesuffix(".yml")
    proof, (problem,) = proof_of(small, [lesson], with_notebooks=code == "notebook-fails")
    assert problem.code == code
    text = (small / file).read_text(encoding="utf-8")
    at = text.index(mark)
    place = (file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    assert (problem.file, problem.line, problem.column) == place
    assert problem.hint
    done, exercises = proof.whole.exercises
    assert done == exercises - (code != "notebook-fails")


def test_every_code_has_a_sample_and_a_section():
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "src/coursekit/verify").glob("*.py")
    )
    codes = {code for code in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source) if code != "utf-8"}
    assert {sample.partition(":")[0] for sample in SAMPLES} == codes
    documented = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    for code in codes:
        assert f"`{code}`" in documented


def test_a_program_without_end_keeps_its_notebooks_from_running(small):
    sabotage(small, *SAMPLES["program-hangs: a loop without end in the answer"][:3])
    began = time.monotonic()
    proof, problems = proof_of(small)
    assert [problem.code for problem in problems] == ["program-hangs"]
    assert proof.whole.notebooks == (2, 4)
    assert time.monotonic() - began < 60


def test_a_fault_is_told_once_although_the_notebook_has_it_too(small):
    sabotage(small, *SAMPLES["solution-fails: a program that rounds too far"][:3])
    _, problems = proof_of(small, ["flour"])
    assert [problem.code for problem in problems] == ["solution-fails"]


JOB = {
    "checker": "class Checker:\n"
    "    def __init__(self, words, tasks, names): pass\n"
    "    def lines(self, name, answer): return [str(answer)]\n"
    "    tasks = {'it': None}\n",
    "words": {},
    "task": {"name": "seen"},
    "alone": [],
}


def tried(*sources, apart=True):
    with Children() as children:
        return outcomes(children, Limits(2), JOB, sources, apart=apart)


def test_a_program_finds_an_empty_folder_and_a_clean_environment(monkeypatch):
    monkeypatch.setenv("A_SECRET", "1")
    (outcome,) = tried(
        "import os, sys\n"
        "home = os.environ['HOME'] == os.getcwd()\n"
        "seen = [os.listdir(), os.environ.get('A_SECRET'), home]"
    )
    assert outcome.lines == ("[[], None, True]",)


def test_what_a_program_leaves_in_its_folder_is_gone():
    (outcome,) = tried("import os\nopen('left', 'w').close()\nseen = os.getcwd()")
    assert not Path(outcome.lines[0]).exists()


def test_too_much_memory_or_disk_is_an_error_of_the_program():
    memory, disk = tried(
        "seen = len(bytearray(2_000_000_000))", "open('big', 'wb').write(bytes(20_000_000))\nseen = 1"
    )
    assert memory.error.startswith("MemoryError")
    assert disk.error.startswith("OSError")


def test_a_program_is_stopped_and_the_next_answers_are_tried_all_the_same():
    first, second, third = tried("seen = 1", "while True: pass", "seen = 3", apart=False)
    assert (first.lines, second.stopped, third.lines) == (("1",), "late", ("3",))


def test_programs_do_not_meet():
    first, second = tried("import json\njson.mine = 1\nseen = 1", "import json\nseen = hasattr(json, 'mine')")
    assert (first.lines, second.lines) == (("1",), ("False",))


@pytest.mark.parametrize("said", ["{}x", "3", '{"lines": 3}'])
def test_a_program_that_writes_its_own_result_is_not_believed(said):
    (outcome,) = tried(
        "import os\n"
        "for stream in range(3, 20):\n"
        "    try: os.write(stream, " + repr(f"{said}\n".encode()) + ")\n"
        "    except OSError: pass"
    )
    assert outcome.stopped == "gone"


def test_leaving_the_block_ends_what_still_runs():
    found = []
    with Children() as children:
        job = {**JOB, "trials": ["import time\ntime.sleep(60)"], "limits": {}}
        thread = threading.Thread(target=lambda: found.append(children.run("child.py", "-I", job, 60)))
        thread.start()
        time.sleep(1)
    thread.join(10)
    assert [ended.result for ended in found] == [""]


BEATING = """
import time
while True:
    with open({file!r}, "a") as file:
        file.write("x")
    time.sleep(0.1)
"""


def kernel(source, cell, whole):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="on")])
    job = {"notebook": nbformat.writes(book), "seconds": cell, "limits": {}}
    with Children() as children:
        children.walls = False  # behind them, nothing can be left: see test_hostile.py
        return children.run("kernel.py", "-P", job, whole)


def still(beat):
    """Tell whether what wrote into a file ten times a second is gone, or soon is."""
    for _ in range(3):
        beats = beat.stat().st_size
        time.sleep(2)
        if beat.stat().st_size == beats > 0:
            return True
    return False


@pytest.mark.parametrize(("cell", "whole"), [(3, 60), (60, 8)])
def test_a_kernel_without_end_is_stopped_and_gone(cell, whole, tmp_path):
    beat = tmp_path / "beat"
    ended = kernel(BEATING.format(file=str(beat)), cell, whole)
    assert ended.late == (whole < cell)
    assert ended.result.splitlines() == ['{"begun": "on"}', *([] if ended.late else ['{"stopped": "time"}'])]
    assert still(beat)


def test_nothing_that_a_dead_kernel_has_started_outlives_it(tmp_path):
    beat = tmp_path / "beat"
    started = f"subprocess.Popen([sys.executable, '-c', {BEATING.format(file=str(beat))!r}])"
    ended = kernel(f"import os, subprocess, sys, time\n{started}\ntime.sleep(1)\nos._exit(1)", 60, 60)
    assert ended.result.splitlines() == ['{"begun": "on"}', '{"stopped": "dead"}']
    assert still(beat)


def test_who_interrupts_waits_for_nothing(small):
    sabotage(small, FLOUR, ANSWER, before(ANSWER, ["import time", "time.sleep(600)"]))
    command = [sys.executable, "-m", "coursekit", "--root", str(small), "verify"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        time.sleep(5)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=8)
    assert running.returncode == 130
    assert said.strip() == "Interrupted; what was finished is kept."


TABLE = """\
       exercises  solutions  starters  wrong  checks  notebooks
flour          5          5         5     13      15          {0}
oven           4          4         4      7      11          {0}
all            9          9         9     20      26          {1}

9 exercises proven, 26 checks proven both ways, {2} run{3}.
"""


def test_the_command_shows_a_table_and_runs_nothing_twice(small):
    done = run("--root", small, "verify", "--no-notebooks")
    assert (done.returncode, done.stdout) == (0, TABLE.format(0, 0, "no notebooks", ""))
    first = run("--root", small, "verify")
    recalled = "; {} of these remembered, since nothing has changed"
    assert (first.returncode, first.stdout) == (0, TABLE.format(2, 4, "4 notebooks", recalled.format(9)))
    record = small / ".coursekit/proofs.json"
    kept = record.stat()
    again = run("--root", small, "verify")
    assert again.stdout == TABLE.format(2, 4, "4 notebooks", recalled.format(13))
    assert (record.stat().st_ino, record.stat().st_mtime_ns) == (kept.st_ino, kept.st_mtime_ns)
    done = run("--root", small, "verify", "--force", "--lesson", "flour", "--no-notebooks")
    assert done.stdout.splitlines()[-1] == "5 exercises proven, 15 checks proven both ways, no notebooks run."


def proven(root, **options):
    """Prove with what is remembered of a course; return the sums and the problems."""
    found = inspect(root)
    choice = Choice(tuple(found.course.lessons), **options)
    proof = verify(found.course, choice, Memory(root), lambda *_: None)
    return proof.whole, proof.findings


@pytest.fixture(scope="module")
def proven_once(tmp_path_factory):
    """Give the small course, proven, with what is remembered of it: to be copied, since it takes a while."""
    folder = tmp_path_factory.mktemp("proven")
    for name in ("lessons", "seeds"):
        shutil.copytree(SMALL / name, folder / name)
    whole, findings = proven(folder)
    assert (whole.remembered, findings) == ((0, 13), ())
    return folder


@pytest.fixture
def remembered(proven_once, tmp_path):
    return shutil.copytree(proven_once, tmp_path / "course")


def test_an_unchanged_course_is_not_run(remembered, monkeypatch):
    monkeypatch.setattr(Children, "run", None)
    whole, findings = proven(remembered)
    assert (whole.remembered, findings) == ((13, 13), ())


CHANGED = {
    # what is changed: file, old, new, how many exercises and notebooks are proven again
    "a hint": (FLOUR, "Two options are right.", "Two of them are right.", 3),
    "a fact that one exercise uses": ("seeds/bakery.yml", "value: 70\n", "value: 71\n", 5),
    "a title that no exercise has": (FLOUR, "title: Rye and white\n", "title: White and rye\n", 0),
}


@pytest.mark.parametrize("change", CHANGED)
def test_only_what_changed_is_proven_again(change, remembered):
    file, old, new, again = CHANGED[change]
    sabotage(remembered, file, old, new)
    whole, findings = proven(remembered)
    assert (whole.remembered, findings) == ((13 - again, 13), ())


@pytest.mark.parametrize("part", ["kit", "version", "limits"])
def test_another_kit_another_python_and_other_limits_are_proven_again(part, remembered, monkeypatch):
    options = {"limits": Limits(7)} if part == "limits" else {}
    if part == "kit":
        monkeypatch.setattr("coursekit.artifact.kit", lambda: "another")
    if part == "version":
        monkeypatch.setattr(sys, "version", "4.0")
    whole, _ = proven(remembered, notebooks=False, **options)
    assert whole.remembered == (0, 9)


def test_another_jupyter_runs_the_notebooks_again(remembered, monkeypatch):
    monkeypatch.setattr("coursekit.verify.notebooks.metadata.version", lambda name: f"another {name}")
    assert proven(remembered)[0].remembered == (9, 13)


def test_a_failure_is_never_remembered(remembered):
    sabotage(remembered, *SAMPLES["solution-fails: a program that rounds too far"][:3])
    for _ in range(2):
        whole, findings = proven(remembered, notebooks=False)
        assert [finding.code for finding in findings] == ["solution-fails"]
        assert whole.remembered == (8, 9)
        assert (whole.solutions, whole.checks) == ((8, 9), (23, 26))


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "proofs": {}}', '{"version": 1, "proofs": 3}', "\0"]
)
def test_a_record_that_can_not_be_read_is_none(text, remembered):
    (remembered / ".coursekit/proofs.json").write_text(text, encoding="utf-8")
    assert proven(remembered, notebooks=False)[0].remembered == (0, 9)


def test_the_command_says_what_is_to_be_mended(small):
    file, old, new, mark = SAMPLES["wrong-message: two wrong answers are one number"]
    sabotage(small, file, old, new)
    text = (small / file).read_text(encoding="utf-8")
    line = text.count("\n", 0, text.index(mark)) + 1
    done = run("--root", small, "verify", "--no-notebooks")
    problem, count, *table, sums = done.stdout.splitlines()
    assert done.returncode == 1
    assert re.match(rf'{FLOUR}:{line}:\d+: wrong-message: this wrong answer of "rest-of-flour" ', problem)
    assert count == "1 problem in 1 file."
    assert table[1].split() == ["flour", "4/5", "5", "5", "12/13", "15", "0"]
    assert sums == "8 of 9 exercises proven, 26 checks proven both ways, no notebooks run."
    done = run("--root", small, "verify", "--no-notebooks", "--format", "json")
    said = json.loads(done.stdout)
    (row,) = said["problems"]
    assert (done.returncode, row["code"], row["line"]) == (1, "wrong-message", line)
    assert said["lessons"]["flour"]["wrong_answers"] == {"proven": 12, "of": 13}
    assert said["all"]["remembered"] == {"proven": 8, "of": 9}
    assert said["walls"] in (True, False)
    done = run("--root", small, "verify", "--no-notebooks", "--format", "github")
    assert re.match(rf"::error file={FLOUR},line={line},col=\d+,title=wrong-message::", done.stdout)


def test_a_course_with_problems_is_not_verified(small):
    sabotage(small, FLOUR, "kind: calculate", "kind: calculat")
    done = run("--root", small, "verify")
    assert done.returncode == 1
    assert "unknown-kind" in done.stdout
    assert "proven" not in done.stdout


def test_an_unknown_lesson_is_answered_with_the_nearest():
    done = run("--root", SMALL, "verify", "--lesson", "flor")
    assert done.returncode == 2
    assert 'did you mean "flour"?' in done.stderr


def test_without_the_extra_one_line_says_what_to_install(small):
    code = (
        "import sys; sys.modules['nbclient'] = None; from coursekit.cli import main;"
        "sys.argv[1:] = ['--root', sys.argv[1], 'verify', *sys.argv[2:]]; main()"
    )
    command = [sys.executable, "-c", code, str(small)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 2
    hint = "install the extra `verify`, or give --no-notebooks."
    assert done.stderr == f"Error: notebooks can't be run without nbclient: {hint}\n"
    done = subprocess.run([*command, "--no-notebooks"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, TABLE.format(0, 0, "no notebooks", ""))


def test_the_course_is_proven():
    done = run("--root", ROOT, "verify")
    assert done.returncode == 0, done.stdout
    assert re.search(
        r"\n\d+ exercises proven, \d+ checks proven both ways, 16 notebooks run[.;]", done.stdout
    )


def test_every_kind_that_is_marked_is_changed_check_by_check():
    assert set(CHANGES) == set(KINDS) - {"reflect"}
