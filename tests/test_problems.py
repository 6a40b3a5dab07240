"""Problems as lines, as JSON and as a code review shows them."""

import json
from dataclasses import replace

from coursekit.problems import Problem, as_github, as_json, as_text, nearest

PROBLEM = Problem("lessons/a.yml", 41, 7, "unknown-key", "figur is not a key here", 'did you mean "figure"?')


def test_the_line_has_the_fixed_form():
    wanted = 'lessons/a.yml:41:7: unknown-key: figur is not a key here (did you mean "figure"?)'
    assert as_text(PROBLEM) == wanted


def test_what_stands_in_brackets_has_no_full_stop_of_its_own():
    said = replace(PROBLEM, hint="indent with spaces; a tab stands here.")
    assert as_text(said).endswith("(indent with spaces; a tab stands here)")
    assert as_github(said).endswith("(indent with spaces; a tab stands here)")
    assert json.loads(as_json([said]))[0]["hint"].endswith("here.")


def test_text_from_a_spec_stays_on_its_line():
    nasty = Problem("a.yml", 1, 1, "c", "a\nb\x1b[31m\u202ec", "d\r\ne")
    assert as_text(nasty) == "a.yml:1:1: c: a b\ufffd[31m\ufffdc (d e)"


def test_a_code_review_reads_the_place():
    nasty = Problem("a,b:c.yml", 2, 3, "c", "100%\nnew", "hint")
    assert as_github(nasty) == "::error file=a%2Cb%3Ac.yml,line=2,col=3,title=c::100%25 new (hint)"


def test_json_has_every_field():
    assert json.loads(as_json([PROBLEM])) == [
        {
            "file": "lessons/a.yml",
            "line": 41,
            "column": 7,
            "code": "unknown-key",
            "message": "figur is not a key here",
            "hint": 'did you mean "figure"?',
        }
    ]


def test_the_nearest_word():
    assert nearest("figur", ["figure", "title"]) == 'did you mean "figure"?'
    assert nearest("zzz", ["b", "a"]) == "known here: a, b."
    assert nearest("zzz", []) == "there is none yet."
    assert nearest("zzz", [f"word{n:02}" for n in range(40)]).startswith("nothing here has a name like it")
