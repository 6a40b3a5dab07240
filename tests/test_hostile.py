"""Whatever a program of an exercise does, it is a problem at its line, and the machine is as before."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coursekit.verify import process
from coursekit.verify.programs import Limits, outcomes
from test_cli import SMALL
from test_verify import FLOUR, JOB

MARK = "coursekit-hostile-mark"
"""What every process that is started here has in its command."""
START = f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', '{MARK}'])"

HOME = "import os, pathlib, pwd\nhome = pathlib.Path(pwd.getpwuid(os.getuid()).pw_dir)\n"
BURST = "for _ in range(1000): print('x' * 1_000_000)"

HOSTILE = {
    # what a program does, in Python before the function of the exercise: how the problem begins
    "endless-loop": ("while True: pass", "program-hangs"),
    "endless-sleep": ("import time; time.sleep(600)", "program-hangs"),
    "fork-bomb": ("import os\nwhile True: os.fork()", "program-fails: .*starts no other program"),
    "fork-bomb-below": (
        "import ctypes\nwhile True:\n    ctypes.CDLL(None).fork()", "program-(crashes|hangs)",
    ),
    "gigabyte-of-output": (BURST, "program-fails: .*File too large"),
    "no-folder": ("import os; os.rmdir(os.getcwd())", "program-fails: .*leaves its folder where it is"),
    "no-folder-in-silence": (
        "import os\ntry: os.rmdir(os.getcwd())\nexcept OSError: pass",
        "program-fails: .*leaves its folder where it is",
    ),
    "memory": ("hog = bytearray(2_000_000_000)", "program-fails: .*MemoryError"),
    "memory-in-pieces": ("hog = []\nwhile True: hog.append(bytearray(1_000_000))", "program-fails: .*Memory"),
    "sys-exit": ("import sys; sys.exit(0)", "program-fails: .*SystemExit"),
    "os-exit": ("import os; os._exit(0)", "program-crashes"),
    "kills-its-parent": (
        "import os, signal; os.kill(os.getppid(), signal.SIGKILL)", "program-fails: .*ends no other process",
    ),
    "kills-everything": ("import os; os.kill(-1, 9)", "program-fails: .*ends no other process"),
    "reads-home": (
        f"{HOME}list(home.iterdir())",
        "program-fails: .*a person's files",
    ),
    "opens-the-network": (
        "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: pass",
        "program-fails: .*does not use the network",
    ),
    "waits-for-input": ("name = input()", "program-fails: .*nothing to be typed"),
    "reads-input-in-silence": (
        "import sys\ntry: sys.stdin.read()\nexcept OSError: pass", "program-fails: .*nothing to be typed",
    ),
    "huge-file": ("open('huge', 'wb').write(bytes(100_000_000))", "program-fails: .*File too large"),
    "writes-elsewhere": ("open('/tmp/coursekit-left', 'w').close()", "program-fails: .*its own folder only"),
    "ignores-signals": (
        "import signal\nfor one in signal.valid_signals() - {9, 19}: signal.signal(one, 1)\nwhile True: pass",
        "program-(hangs|crashes)",
    ),
    "threads-without-end": (
        "import threading, time\nfor _ in range(3): threading.Thread(target=time.sleep, args=(600,)).start()",
        "program-(fails: .*(leaves nothing running|start new thread))",
    ),
    "starts-a-program": (f"import subprocess, sys\n{START}", "program-fails: .*starts no other program"),
}  # fmt: skip

IN_A_NOTEBOOK = {
    # the same, where only a notebook does it
    "endless-loop": ("while True: pass", "did not come to its end"),
    "kills-its-parent": ("import os; os.kill(os.getppid(), 9)", "lost its kernel"),
    "fork-bomb": ("import os\nwhile True: os.fork()", "lost its kernel|did not come"),
    "gigabyte-of-output": (BURST, "puts out more than anybody reads"),
    "opens-the-network": (
        "import socket; socket.create_connection(('192.0.2.1', 80), 60)", "ends with OSError",
    ),
    "reads-home": (
        f"{HOME}raise OSError([path.name for path in home.iterdir() if path.is_file()])",
        r"ends with OSError: \[\]",
    ),
    "leaves-a-program": (
        f"import os, subprocess, sys\n{START}\nos.setsid() if os.fork() == 0 else os._exit(1)",
        "lost its kernel",
    ),
}  # fmt: skip


MINUTES = r"loaf-shares\n(?:    .*\n)*?    minutes: (\d+)"


def sneaked(program):
    """Write imports so that nobody sees them who only reads the program."""
    named = re.compile(r"^( *)import ([a-z, ]+)", re.MULTILINE)
    return named.sub(lambda row: f"{row[1]}{row[2]}, _ = *map(__import__, {row[2].split(', ')}), 0", program)


def exercise(name, program):
    """Write the small course's programming exercise once more, with another answer."""
    text = (SMALL / FLOUR).read_text(encoding="utf-8")
    (whole,) = re.findall(r"  - id: loaf-shares\n(?:    .*\n|\n)+", text)
    whole = whole.replace("loaf-shares", name).replace("From loaves to shares", name)
    block = "".join(f"      {line}\n" for line in sneaked(program).splitlines())
    return whole.replace("answer: |\n", f"answer: |\n{block}")


def course(root, programs):
    """Write the small course with an exercise for each of some programs."""
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, root / folder)
    text = (root / FLOUR).read_text(encoding="utf-8")
    head, _, rest = text.partition("activities:")
    made = "".join(exercise(name, program) for name, program in programs.items())
    whole, each = (int(re.search(name, text)[1]) for name in (r"exercises_minutes: (\d+)", MINUTES))
    text = f"{head}{made}activities:{rest}"
    text = text.replace(f"exercises_minutes: {whole}", f"exercises_minutes: {whole + each * len(programs)}")
    (root / FLOUR).write_text(text, encoding="utf-8")
    return text.splitlines()


def _read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def left():
    """Return the processes of ours that are still there."""
    return [path.parent.name for path in Path("/proc").glob("[0-9]*/cmdline") if MARK.encode() in _read(path)]


def files(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def hostile(root, programs, *options):
    """Verify a hostile course with a temp folder of its own; return its problems by exercise."""
    temp = root / "temp"
    lines = course(root, programs)
    temp.mkdir()
    before = files(root)
    command = [
        sys.executable,
        "-m",
        "coursekit",
        "--root",
        str(root),
        "verify",
        "--lesson",
        "flour",
        *options,
    ]
    environment = {**os.environ, "TMPDIR": str(temp)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert left() == []
    assert sorted({*files(root)} - {*before}) == [".coursekit/proofs.json"]
    assert list(temp.iterdir()) == []
    found = {}
    for line, said in re.findall(rf"{FLOUR}:(\d+):\d+: (.*)", done.stdout):
        above = [text for text in lines[: int(line)] if text.startswith("  - id: ")]
        assert lines[int(line) - 1] == "    answer: |"
        found.setdefault(above[-1].removeprefix("  - id: "), []).append(said)
    return found


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    programs = {name: program for name, (program, _) in HOSTILE.items()}
    return hostile(tmp_path_factory.mktemp("hostile"), programs, "--seconds", "1", "--no-notebooks")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_program_is_a_problem_at_its_line(name, found):
    (said,) = found[name]
    assert re.match(HOSTILE[name][1], said)


@pytest.mark.parametrize("name", IN_A_NOTEBOOK)
def test_a_hostile_notebook_is_a_problem_at_its_line(name, tmp_path):
    program, why = IN_A_NOTEBOOK[name]
    body = "".join(f"    {line}\n" for line in program.splitlines())
    seconds = "2" if name == "gigabyte-of-output" else "1"
    (said,) = hostile(tmp_path, {name: f"if 'get_ipython' in globals():\n{body}"}, "--seconds", seconds)[name]
    assert re.match(f"notebook-fails: the solution notebook ({why})", said)


def test_a_system_without_walls_is_said_and_the_limits_hold(tmp_path):
    program = HOSTILE["fork-bomb"][0]
    course(tmp_path, {"endless-loop": "while True: pass", "fork-bomb": program})
    inner = [sys.executable, "-m", "coursekit", "--root", str(tmp_path), "verify"]
    inner += ["--lesson", "flour", "--seconds", "1", "--no-notebooks"]
    # A person who may have no namespaces; where that is so for everybody, there is nothing to take away.
    forbid = ["unshare", "-r", "sh", "-c", 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"', "sh"]
    given = subprocess.run(["unshare", "-r", "true"], check=False, capture_output=True).returncode == 0
    done = subprocess.run([*(forbid if given else []), *inner], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    *problems, last = re.findall(r"program-hangs|program-fails|This system does not let", done.stdout)
    assert (problems, last) == (["program-hangs", "program-fails"], "This system does not let")


PROBE = """
import ctypes, os
def there(path):
    try: return bool(os.stat(path))
    except OSError: return False
libc, home = ctypes.CDLL(None), {home!r}
seen = [there(home + "/secret"), libc.kill({process}, 0) == 0, libc.open(b"{home}/left", 0o101, 0o600) >= 0]
seen += [len(open("/proc/net/dev").readlines()) > 3, libc.umount2(home.encode(), 2) == 0]
"""


@pytest.mark.parametrize("asked", [True, False])
def test_walls_are_what_they_are_said_to_be(asked, tmp_path, monkeypatch):
    (tmp_path / "secret").touch()
    monkeypatch.setattr(process, "homes", lambda: [str(tmp_path)])
    with process.Children() as children:
        children.walls = asked
        source = PROBE.format(home=str(tmp_path), process=os.getpid())
        (outcome,) = outcomes(children, Limits(2), JOB, [source], apart=True)
    assert outcome.error == ""
    assert outcome.lines == (str([not children.walls] * 4 + [False]),)
