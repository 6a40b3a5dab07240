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
from coursekit.verify import verify
from coursekit.verify.process import Children
from coursekit.verify.programs import outcomes
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
    "wrong-answer-passes: just beyond the tolerance": (
        FLOUR,
        "- answer: 100\n",
        "- answer: 30.505\n",
        "30.505",
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
        before(ANSWER, ["import os", "os._exit(0)"]),
        "|\n      import os",
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
        before(STARTER, ["import os", "if 'get_ipython' in globals(): os._exit(1)"]),
        "|\n      import os",
    ),
}


def proof_of(root, lessons=None, *, with_notebooks=True):
    found = inspect(root)
    assert found.problems == ()
    told = []
    proof = verify(
        found.course,
        lessons or found.course.lessons,
        with_notebooks=with_notebooks,
        tell=lambda *step: told.append(step),
    )
    assert [done for done, _, _ in told] == list(range(len(told)))
    return proof, sorted(located(finding, found.survey) for finding in proof.findings)


@pytest.fixture
def small(tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    return tmp_path


def sabotage(root, file, old, new):
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_small_course_is_proven():
    proof, problems = proof_of(SMALL)
    assert problems == []
    assert (proof.exercises, proof.proven) == (9, 9)
    assert (proof.notebooks, proof.ran) == (4, 4)


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
    assert proof.proven == proof.exercises - (code != "notebook-fails")


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
    assert (proof.notebooks, proof.ran) == (4, 2)
    assert time.monotonic() - began < 60


def test_a_fault_is_told_once_although_the_notebook_has_it_too(small):
    sabotage(small, *SAMPLES["solution-fails: a program that rounds too far"][:3])
    _, problems = proof_of(small, ["flour"])
    assert [problem.code for problem in problems] == ["solution-fails"]


JOB = {
    "checker": "class Checker:\n"
    "    def __init__(self, words, tasks, names): pass\n"
    "    def lines(self, name, answer): return [str(answer)]\n",
    "words": {},
    "task": {"name": "seen"},
}


def tried(*sources, apart=True):
    with Children() as children:
        return outcomes(children, JOB, sources, apart=apart)


def test_a_program_finds_an_empty_folder_no_input_and_a_clean_environment(monkeypatch):
    monkeypatch.setenv("A_SECRET", "1")
    (outcome,) = tried(
        "import os, sys\n"
        "home = os.environ['HOME'] == os.getcwd()\n"
        "seen = [os.listdir(), sys.stdin.read(), os.environ.get('A_SECRET'), home]"
    )
    assert outcome.lines == ("[[], '', None, True]",)


def test_what_a_program_leaves_in_its_folder_is_gone():
    (outcome,) = tried("import os\nopen('left', 'w').close()\nseen = os.getcwd()")
    assert not Path(outcome.lines[0]).exists()
    (outcome,) = tried("import os\nos.rmdir(os.getcwd())\nseen = 1")
    assert outcome.lines == ("1",)


def test_too_much_memory_or_disk_is_an_error_of_the_program():
    memory, disk = tried(
        "seen = len(bytearray(2_000_000_000))", "open('big', 'wb').write(bytes(20_000_000))\nseen = 1"
    )
    assert memory.error.startswith("MemoryError")
    assert disk.error.startswith("OSError")


def test_a_gigabyte_of_output_goes_nowhere():
    (outcome,) = tried("for _ in range(1000): print('x' * 1_000_000)\nseen = 1")
    assert outcome.lines == ("1",)


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


def test_nothing_that_a_program_starts_outlives_it(tmp_path):
    mark = tmp_path / "alive"
    (outcome,) = tried(
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    time.sleep(3)\n"
        f"    open({str(mark)!r}, 'w').close()\n"
        "    os._exit(0)\n"
        "seen = 1"
    )
    assert outcome.lines == ("1",) or outcome.error.startswith("BlockingIOError")
    time.sleep(4)
    assert not mark.exists()


def test_leaving_the_block_ends_what_still_runs():
    found = []
    with Children() as children:
        job = json.dumps({**JOB, "trials": ["import time\ntime.sleep(60)"], "limits": {}}).encode()
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
    job = json.dumps({"notebook": nbformat.writes(book), "seconds": cell, "limits": {}}).encode()
    with Children() as children:
        return children.run("kernel.py", "-P", job, whole)


def still(beat):
    """Tell whether what wrote into a file is gone."""
    time.sleep(4)
    beats = beat.stat().st_size
    time.sleep(2)
    return beat.stat().st_size == beats > 0


@pytest.mark.parametrize(("cell", "whole"), [(3, 60), (60, 8)])
def test_a_kernel_without_end_is_stopped_and_gone(cell, whole, tmp_path):
    beat = tmp_path / "beat"
    ended = kernel(BEATING.format(file=str(beat)), cell, whole)
    assert ended.late == (whole < cell)
    assert ended.result == ("" if ended.late else '{"stopped": "time", "cell": "on"}')
    assert still(beat)


def test_nothing_that_a_dead_kernel_has_started_outlives_it(tmp_path):
    beat = tmp_path / "beat"
    started = f"subprocess.Popen([sys.executable, '-c', {BEATING.format(file=str(beat))!r}])"
    ended = kernel(f"import os, subprocess, sys, time\n{started}\ntime.sleep(1)\nos._exit(1)", 60, 60)
    assert ended.result == '{"stopped": "dead", "cell": "on"}'
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


def test_the_command_says_the_sums_and_ends_well():
    done = run("--root", SMALL, "verify", "--lesson", "flour")
    assert (done.returncode, done.stdout) == (0, "5 exercises proven, 2 notebooks run.\n")
    done = run("--root", SMALL, "verify", "--no-notebooks")
    assert (done.returncode, done.stdout) == (0, "9 exercises proven, no notebooks run.\n")


def test_the_command_says_what_is_to_be_mended(small):
    sabotage(small, *SAMPLES["wrong-answer-passes: just beyond the tolerance"][:3])
    done = run("--root", small, "verify", "--no-notebooks")
    problem, count, sums = done.stdout.splitlines()
    assert done.returncode == 1
    assert problem.startswith(
        f'{FLOUR}:168:17: wrong-answer-passes: this wrong answer of "rest-of-flour" passes'
    )
    assert (count, sums) == ("1 problem in 1 file.", "8 of 9 exercises proven, no notebooks run.")
    done = run("--root", small, "verify", "--no-notebooks", "--format", "json")
    (row,) = json.loads(done.stdout)
    assert (done.returncode, row["code"], row["line"]) == (1, "wrong-answer-passes", 168)
    done = run("--root", small, "verify", "--no-notebooks", "--format", "github")
    assert done.stdout.startswith(f"::error file={FLOUR},line=168,col=17,title=wrong-answer-passes::")


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


def test_without_the_extra_one_line_says_what_to_install():
    code = (
        "import sys; sys.modules['nbclient'] = None; from coursekit.cli import main;"
        "sys.argv[1:] = ['--root', sys.argv[1], 'verify', *sys.argv[2:]]; main()"
    )
    command = [sys.executable, "-c", code, str(SMALL)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 2
    hint = "install the extra `verify`, or give --no-notebooks."
    assert done.stderr == f"Error: notebooks can't be run without nbclient: {hint}\n"
    done = subprocess.run([*command, "--no-notebooks"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "9 exercises proven, no notebooks run.\n")


def test_the_course_is_proven():
    done = run("--root", ROOT, "verify")
    assert done.returncode == 0, done.stdout
    assert re.fullmatch(r"\d+ exercises proven, 16 notebooks run\.\n", done.stdout)
