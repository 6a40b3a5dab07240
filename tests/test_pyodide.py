"""Python for the pages: got and checked, trimmed to what exercises may import, run in a real browser."""

import gzip
import io
import json
import os
import shutil
import sys
import zipfile
from base64 import b64decode, b64encode
from dataclasses import replace

import pytest

from conftest import SMALL
from coursekit.model.exercise import MODULES
from coursekit.pyodide import cells, obtain, scripts
from coursekit.pyodide.obtain import CLIENTS, PARTS, Client, NotHadError
from coursekit.render.checker import Checker
from test_cli import run
from test_site import python_files

QUIET = lambda *_: None  # noqa: E731 - told of progress, says nothing


@pytest.fixture(scope="module")
def folder():
    return python_files()


@pytest.mark.parametrize(
    "client", [c for c in CLIENTS if shutil.which(c.command[0])], ids=lambda client: client.name
)
def test_each_client_brings_the_same_files(client, tmp_path, monkeypatch):
    monkeypatch.setattr(obtain, "CLIENTS", (client,))
    assert obtain.ready(tmp_path / "cache", QUIET) == ""
    assert obtain.is_had(tmp_path / "cache")
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == sorted(PARTS)


def test_what_was_got_once_is_not_got_again(folder, monkeypatch):
    monkeypatch.setattr(obtain, "CLIENTS", ())
    assert obtain.ready(folder, QUIET) == ""


def test_a_harmed_file_is_got_again(folder, tmp_path, monkeypatch):
    for name in PARTS:
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "pyodide.js").write_bytes(b"other")
    assert not obtain.is_had(tmp_path)
    monkeypatch.setattr(obtain, "CLIENTS", ())
    with pytest.raises(NotHadError):
        obtain.obtain(tmp_path)


def packed(path, names, data):
    with zipfile.ZipFile(path, "w") as box:
        for name in names:
            box.writestr(f"inside/{name}", data)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: packed(path, PARTS, b"other"), "is not the file it should be"),
        (lambda path: packed(path, ["pyodide.js"], b"other"), "pyodide.asm.mjs"),
        (lambda path: path.write_bytes(b"no archive"), "could not be opened"),
        (None, "brought no package"),
    ],
)
def test_what_is_not_pyodide_is_refused(make, reason, tmp_path, monkeypatch):
    source = tmp_path / "source.zip"
    if make:
        make(source)
    copy = ("cp", str(source), ".") if make else ("true",)
    monkeypatch.setattr(obtain, "CLIENTS", (Client("shop", copy, "*.zip", "inside"),))
    said = obtain.ready(tmp_path / "cache", QUIET)
    assert said.startswith("shop: "), said
    assert reason in said
    assert not (tmp_path / "cache").exists()


def test_every_client_says_why_it_can_not():
    broken = (
        Client("none", ("coursekit-has-no-such-program",), "*", ""),
        Client("fails", ("sh", "-c", "echo no way >&2; exit 3"), "*", ""),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(obtain, "CLIENTS", broken)
        with pytest.raises(NotHadError, match=r"none: is not installed; fails: no way"):
            obtain.obtain(None)


def opened(artifact):
    packed_text = artifact.make().decode().rpartition(' = "')[2].rstrip().rstrip('"')
    return gzip.decompress(b64decode(packed_text))


def test_the_scripts_are_the_same_twice_and_hold_what_they_say(small_course, folder):
    made = {
        artifact.path.rpartition("/")[2]: artifact for artifact in scripts.plan(small_course, "en", folder)
    }
    assert sorted(made) == ["engine.js", "library.js", "machine.js", "program.js"]
    whole = {name: artifact.make() for name, artifact in made.items()}
    scripts._script.cache_clear()
    assert {name: artifact.make() for name, artifact in made.items()} == whole
    engine = json.loads(whole["engine.js"].decode().partition(" = ")[2])
    assert engine["bytes"] == sum(len(data) for name, data in whole.items() if name != "engine.js")
    assert opened(made["machine.js"]) == (folder / "pyodide.asm.wasm").read_bytes()
    assert b"import.meta" not in opened(made["program.js"])
    with zipfile.ZipFile(io.BytesIO(opened(made["library.js"]))) as library:
        assert library.testzip() is None
        assert len(library.namelist()) < 200
    for data in whole.values():
        assert b"Mozilla Public License" in data or b"coursekitPython = " in data


def test_without_pyodide_a_page_learns_that_it_has_none(small_course):
    (engine,) = scripts.plan(small_course, "en", None)
    assert engine.make() == b"globalThis.coursekitPython = null\n"


def test_a_course_without_programs_carries_nothing(small_course, folder):
    plain = {
        name: lesson.model_copy(update={"exercises": ()}) for name, lesson in small_course.lessons.items()
    }
    assert list(scripts.plan(replace(small_course, lessons=plain), "en", folder)) == []


BOOT = """async ([program, machine, library]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  const worker = new Worker(URL.createObjectURL(new Blob([bytes(program)], { type: "text/javascript" })))
  globalThis.ask = (message) => new Promise((done, failed) => {
    worker.onmessage = ({ data }) => {
      if (data.failed) failed(data.failed)
      else if (data.ready || data.shown) done(data.shown)
    }
    worker.postMessage(message)
  })
  const begin = { machine: await WebAssembly.compile(bytes(machine)), library: bytes(library) }
  const [checker, drawing] = ["Checker = None", "bar_chart = line_chart = None"]
  await ask({ begin: { ...begin, checker, drawing, cells: CELLS } })
}"""
USES = """
import importlib, datetime, calendar, csv, dataclasses, decimal, enum, fractions, io, json, random, re
import ast, copy
import statistics, contextlib, functools, pprint, string, textwrap, traceback, typing, unicodedata, warnings
datetime.datetime.strptime("1 May 2022", "%d %B %Y")
list(csv.DictReader(io.StringIO("a,b\\n1,2")))
f"{fractions.Fraction('0.125'):.2f} {decimal.Decimal('1.1').quantize(decimal.Decimal(1)):,}"
re.compile("stra\N{LATIN SMALL LETTER SHARP S}e", re.I).sub("x", "STRASSE")
json.dumps({"a": [1]}, indent=1)
statistics.linear_regression([1, 2, 3], [2, 4, 6]), statistics.quantiles([1, 2, 3, 4])
random.seed("x"), random.sample(range(9), 3), statistics.NormalDist().samples(3)
@dataclasses.dataclass(order=True, frozen=True, slots=True)
class P:
    x: int = 1
pprint.pformat([P(1)] * 9), dataclasses.asdict(P()), typing.get_type_hints(P), copy.deepcopy([P()])
class E(enum.Flag):
    A, B = 1, 2
repr(E.A | E.B)
for bad in ("1/0", "undefined_name", "[].apend", "def f(:", "f(", "int('x')", "' a'"):
    try:
        exec(compile(bad, "<program>", "exec"), {})
    except BaseException:
        traceback.format_exc()
calendar.month(2022, 1), textwrap.fill("a b c" * 30), string.Template("$a").substitute(a=1)
for name in ("ascii", "cp1251", "cp1252", "idna", "latin_1", "unicode_escape", "utf_16"):
    importlib.import_module("encodings." + name)
b"x".decode("utf-8-sig"), "x".encode("raw-unicode-escape")
ast.unparse(ast.parse("a=1")), unicodedata.name("x")
try:
    raise ExceptionGroup("g", [ValueError(1)])
except* ValueError:
    traceback.format_exc()
"""
LOADED = """
import sys
files = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
",".join(sorted({file.split(".zip/")[1] for file in files if ".zip/" in file}))
"""


def booted(page, folder, names):
    """Start Python in a page, with a library of these files."""
    box = io.BytesIO()
    with zipfile.ZipFile(folder / "python_stdlib.zip") as whole, zipfile.ZipFile(box, "w") as some:
        for name in names or [name for name in whole.namelist() if not name.endswith("/")]:
            some.writestr(name, whole.read(name))
    parts = [scripts._program(folder), scripts._machine(folder), box.getvalue()]
    boot = BOOT.replace("CELLS", json.dumps(scripts._own("cells.py")))
    page.evaluate(boot, [b64encode(part).decode() for part in parts])

    def run(source):
        shown = page.evaluate(
            "(job) => ask({ job })", json.dumps({"source": source, "record": {}, "shows": ""})
        )
        assert shown["error"] == ""
        return shown["value"].strip("'")

    return run


def test_the_library_is_what_exercises_may_import_and_what_these_need(chromium, folder, request):
    page = chromium.new_page()
    run = booted(page, folder, None)
    kept = run(f"import {', '.join(MODULES)}\n{USES}\n{LOADED}").split(",")
    page.close()
    file = scripts.__file__.replace("scripts.py", "kept.txt")
    text = "\n".join(kept) + "\n"
    if request.config.getoption("--update-expected"):
        with open(file, "w", encoding="utf-8") as out:  # noqa: PTH123 - one line
            out.write(text)
    assert scripts._own("kept.txt") == text


def test_each_module_comes_with_the_trimmed_library(chromium, folder):
    page = chromium.new_page()
    run = booted(page, folder, scripts._own("kept.txt").split())
    for module in MODULES:
        assert run(f"import {module}\n'ok'") == "ok", module
    assert (
        run("try:\n    import sqlite3\nexcept ImportError:\n    none = 1\n'gone' if none else ''") == "gone"
    )
    page.close()


def ran(source, **job):
    sent = []
    shown = json.loads(
        cells.run(
            json.dumps({"source": source, "record": {"a": 1.5}, "shows": "", **job}), sent.append, Checker, {}
        )
    )
    return shown, "".join(sent)


def test_a_cell_shows_what_a_notebook_shows():
    shown, printed = ran("print('a')\nrecord['a'] * 2")
    assert (shown["value"], shown["error"], printed) == ("3.0", "", "a\n")
    assert ran("x = 1")[0]["value"] == ""
    assert ran("None")[0]["value"] == ""
    drawing = "class P:\n    def _repr_svg_(self):\n        return '<svg/>'\nP()"
    assert ran(drawing)[0]["picture"] == "<svg/>"
    assert ran(f"{drawing.removesuffix('P()')}chart = P()", shows="chart")[0]["picture"] == "<svg/>"


def test_a_picture_that_can_not_be_drawn_shows_why_and_is_checked():
    task = {"kind": "number", "salt": "", "step": 1, "right": [], "wrong": [], "name": "answer"}
    broken = "class P:\n    def _repr_svg_(self):\n        return 1 / 0\nanswer, chart = 4, P()"
    for last in ("", "\nchart"):
        shown, _ = ran(broken + last, shows="chart", task=task, words={"not yet": "Not yet."})
        assert shown["value"].endswith("ZeroDivisionError: division by zero")
        assert (shown["error"], shown["lines"]) == ("", ["Not yet."])


def test_an_error_shows_the_programs_own_lines_only():
    shown, _ = ran("def f():\n    return [][1]\n\nf()")
    assert "line 4" in shown["error"]
    assert "return [][1]" in shown["error"]
    assert shown["error"].endswith("IndexError: list index out of range")
    assert "cells.py" not in shown["error"]
    assert ran("def f(:")[0]["error"].endswith("SyntaxError: invalid syntax")
    for ending in ("import sys; sys.exit()", "raise KeyboardInterrupt", "def f(): return f()\nf()"):
        assert ran(ending)[0]["error"]
    assert len(ran("def f(): return f()\nf()")[0]["error"].splitlines()) <= cells.DEEPEST


def test_too_much_output_is_cut():
    shown, printed = ran("for n in range(100_000):\n    print('x' * 100)")
    assert shown["cut"]
    assert len(printed) == cells.MOST


def test_a_program_can_not_end_what_runs_it_nor_keep_its_output():
    before = sys.stdout, sys.stderr
    ran("import sys\nsys.stdout = sys.stderr = None\n1/0")
    assert (sys.stdout, sys.stderr) == before


def test_the_commands_of_clients_name_no_address():
    for client in CLIENTS:
        assert not any("://" in word for word in client.command)


def test_where_pyodide_can_not_be_had_the_site_is_built_and_the_command_says_so(tmp_path):
    course = tmp_path / "course"
    shutil.copytree(SMALL, course, ignore=shutil.ignore_patterns("expected"))
    shutil.copy(SMALL.parents[2] / "mkdocs.yml", course)
    closed = {
        "PATH": str(tmp_path),  # no npm
        "PIP_NO_INDEX": "1",
        "PIP_CONFIG_FILE": os.devnull,
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "HOME": str(tmp_path),
    }
    done = run("--root", course, "build", "--only", "site", env=closed)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The pages have no Python, so that programs in them are text; npm: is not installed; pip: " in (
        done.stdout
    )
    assert (course / "site/assets/python/engine.js").read_bytes() == b"globalThis.coursekitPython = null\n"
    assert "def shares(counts)" in (course / "site/course/01-flour.html").read_text(encoding="utf-8")
    assert not (tmp_path / "cache").exists()
