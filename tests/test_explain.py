"""Every problem code is explained in one place, with a wrong and a right sample that are what they say."""

import pytest

from coursekit.explain import explanation_lines, explanations
from coursekit.load.yaml import read
from test_cli import ROOT, run
from test_docs import raised_codes

COMMANDS = ("unreadable-file", "outside-course", "build-running")
PLAIN = (
    "empty-file",
    "not-yaml",
    "second-document",
    "alias",
    "anchor",
    "tag",
    "repeated-key",
    "key-not-text",
)
"""Codes whose wrong sample is wrong as it stands, without a model or a million characters."""


def codes_of(sample):
    document, problems = read(sample.encode(), "sample.yml")
    return {problem.code for problem in problems}, document


def test_every_code_is_explained():
    assert raised_codes() - set(explanations()) == set()


def test_the_page_is_what_the_command_prints():
    done = run("explain", "--all", env={"PYTHONIOENCODING": "utf-8"})
    assert done.stdout == (ROOT / "docs" / "problems.md").read_text(encoding="utf-8"), (
        "write it anew: coursekit explain --all > docs/problems.md"
    )


@pytest.mark.parametrize("one", explanations().values(), ids=lambda one: one.code)
def test_a_sample_is_wrong_or_right_as_it_says(one):
    assert one.about
    assert one.wrong
    assert one.right
    assert one.wrong != one.right
    assert max(map(len, [*one.wrong.splitlines(), *one.right.splitlines()])) <= 110
    if one.code in COMMANDS or one.code == "heading-order":
        return
    found, document = codes_of(one.right)
    assert found == set()
    assert document is not None
    if one.code in PLAIN:
        assert codes_of(one.wrong)[0] == {one.code}


def test_a_code_is_explained_on_the_terminal():
    done = run("explain", "unknown-key")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "unknown-key",
        "",
        "The key is not known at this place. The hint names the nearest one that is.",
        "",
        "Wrong:",
        "",
        "    titel: Flour",
        "",
        "Right:",
        "",
        "    title: Flour",
    ]


def test_an_explanation_keeps_to_the_terminals_width():
    for one in explanations().values():
        about = list(explanation_lines(one, 40))[2 : list(explanation_lines(one, 40)).index("Wrong:")]
        assert all(len(line) <= 40 or " " not in line.strip() for line in about)


def test_an_unknown_code_is_answered_with_the_nearest():
    done = run("explain", "unknown-kye")
    assert done.returncode == 2
    assert 'there is no problem code "unknown-kye": did you mean "unknown-key"?' in done.stderr


def test_without_a_code_all_are_named():
    words = run("explain").stdout.replace(",", " ").split()
    assert set(explanations()) <= set(words)
