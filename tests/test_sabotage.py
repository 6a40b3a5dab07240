"""Ten courses, each spoilt in one place: the command finds each, at its line."""

import shutil

import pytest

from test_cli import SMALL, run
from test_verify import FLOUR, OVEN, sabotage

SABOTAGE = {
    # what is spoilt: file, old text, new text, code, text that begins where the problem stands
    "a check that always passes": (
        FLOUR,
        ["count in counts]\n    cases", "result: []"],
        ["count in counts] or None\n    cases", "result: null"],
        "check-proves-nothing",
        "null",
    ),
    "a solution off by one": (
        FLOUR,
        "whole = sum(counts)\n",
        "whole = sum(counts) + 1\n",
        "solution-fails",
        "|\n      def shares(counts):\n          whole",
    ),
    "a wrong answer accepted": (
        FLOUR,
        "into: [Figure, Event, Interpretation",
        'into: [Figure, Event, "event.", Interpretation',
        "check-proves-nothing",
        "{text: The bakers kept",
    ),
    "a tolerance too wide": (FLOUR, "tolerance: 0.5", "tolerance: 25", "tolerance-too-wide", "25}"),
    "a starter that is right already": (
        FLOUR,
        '"""Return the share',
        'return [round(100 * count / sum(counts), 1) for count in counts]\n          """Return the share',
        "starter-passes",
        "|\n      def shares(counts):\n          return",
    ),
    "a message that is another's": (
        FLOUR,
        "This is all of the flour. Take the part away.",
        "This is the share of the mill at the bridge. What is left?",
        "same-message",
        "This is the share of the mill at the bridge. What is left?\n    solution",
    ),
    "a case that wrong code passes": (
        FLOUR,
        ["[[0.1, 0.2, 0.3]]", "[[1, 3]]"],
        ["[[0.5, 1, 1.5]]", "[[0.5, 1.5]]"],
        "wrong-program-passes",
        "|\n          def shares(counts):\n              return [round(100 * count / len",
    ),
    "two right options": (
        FLOUR,
        "{text: Of the mill's flour, feedback",
        "{text: Of the mill's flour, right: true, feedback",
        "right-answers",
        "{text: Of the mill's flour",
    ),
    "a formula with the wrong figure": (
        FLOUR,
        'formula: "100 - {flour-from-mill}"',
        'formula: "100 - {white-loaves}"',
        "formula-without-data",
        '"100 - {white',
    ),
    "a gap that takes the wrong word": (
        OVEN,
        "accept: [2nd, last]",
        "accept: [2nd, first]",
        "wrong-answer-is-right",
        "first\n            misconception: The direction",
    ),
}


@pytest.mark.parametrize("name", SABOTAGE)
def test_what_is_spoilt_is_found_at_its_line(name, tmp_path):
    file, old, new, code, mark = SABOTAGE[name]
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    sabotage(tmp_path, file, old, new)
    text = (tmp_path / file).read_text(encoding="utf-8")
    at = text.index(mark)
    place = f"{file}:{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}: {code}: "
    done = run("--root", tmp_path, "verify", "--no-notebooks")
    assert done.returncode == 1
    first, second = done.stdout.splitlines()[:2]
    assert first.startswith(place)
    assert second == "1 problem in 1 file."
