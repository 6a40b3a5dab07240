"""Every problem code is explained in one place, with a wrong and a right sample that are what they say."""

import shutil

import pytest
import yaml

from coursekit.checks import inspect
from coursekit.explain import explanation_lines, explanations, topics
from coursekit.load.yaml import read
from test_cli import ROOT, SMALL, run
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
    "text-cut-off",
    "control-character",
)
"""Codes whose wrong sample is wrong as it stands, without a model or a million characters."""

FLOUR, OVEN, SEED, COURSE = (
    "lessons/flour.yml",
    "lessons/oven.yml",
    "seeds/bakery.yml",
    "lessons/course.yml",
)
PLACES = {
    # code: where its samples stand in the small course: a slide by layout, an exercise by kind, or a path
    "missing-file": (COURSE,),
    "lesson-not-listed": (COURSE,),
    "unknown-language": (COURSE,),
    "ambiguous-text": (FLOUR,),
    "unknown-key": (FLOUR,),
    "missing-key": (FLOUR, "objectives"),
    "unknown-kind": (FLOUR, "points"),
    "unknown-word": (FLOUR, "objectives", 1),
    "not-an-id": (FLOUR, "objectives", 1),
    "does-not-fit": (FLOUR, "points"),
    "repeated-id": (SEED,),
    "unknown-claim": (FLOUR, "parts", 0),
    "unknown-figure": (FLOUR, "chart"),
    "unknown-picture": (FLOUR, "picture"),
    "unknown-event": (OVEN, "timeline"),
    "unknown-term": (FLOUR, "parts", 0),
    "unknown-paragraph": (SEED, "claims", 0),
    "unknown-lesson": (OVEN,),
    "unknown-objective": (FLOUR, "calculate"),
    "unknown-exercise": (FLOUR, "exercise"),
    "unknown-activity": (OVEN, "activity"),
    "unknown-quiz": (FLOUR, "parts", 0, "slides", 5),
    "unknown-node": (OVEN, "flow"),
    "arrow-to-itself": (OVEN, "flow"),
    "gap-without-place": (OVEN, "complete"),
    "no-number": (FLOUR, "parts", 0),
    "bad-formula": (FLOUR, "calculate", "answer"),
    "paragraph-not-covered": (SEED,),
    "used-after-all": (SEED,),
    "statement-without-value": (SEED, "claims", 9),
    "position-without-holder": (SEED, "claims", 0),
    "paragraph-not-taught": (FLOUR,),
    "part-without-source": (FLOUR, "parts", 0),
    "number-without-source": (FLOUR, "parts", 0),
    "parts-of-no-whole": (SEED, "claims", 10),
    "less-than-none": (SEED, "figures", 0, "points", 1),
    "qualifier-twice": (FLOUR, "parts", 0),
    "objective-not-taught": (FLOUR,),
    "objective-not-practised": (FLOUR,),
    "objective-not-assessed": (FLOUR,),
    "minutes-do-not-add-up": (FLOUR,),
    "prerequisite-comes-later": (FLOUR,),
    "answer-missing": (FLOUR, "calculate"),
    "wrong-answer-is-right": (FLOUR, "calculate"),
    "tolerance-too-wide": (FLOUR, "calculate"),
    "formula-without-data": (FLOUR, "calculate"),
    "same-message": (FLOUR, "calculate"),
    "reserved-name": (FLOUR, "code"),
    "right-answers": (FLOUR, "quiz", 0),
    "unknown-group": (FLOUR, "classify"),
    "unknown-module": (FLOUR, "code"),
    "unknown-answer": (FLOUR, "classify"),
    "right-answer-listed-as-wrong": (OVEN, "order"),
    "option-without-misconception": (FLOUR, "choose"),
    "order-against-dates": (OVEN, "order"),
    "figure-without-alt": (SEED,),
    "repeated-headline": (FLOUR, "points"),
    "heading-order": (FLOUR, "parts", 0),
    "uneven-table": (FLOUR, "table"),
    "unknown-unit": (SEED, "claims", 1),
}
ELSEWHERE = {
    "test_load.py": ("file-name", "file-too-large", "not-utf-8", "outside-course", "unreadable-file"),
    "test_yaml.py": ("too-deep", "too-many-values"),
    "test_checks.py": ("claim-not-cited", "missing-phrases"),
    "test_build.py": ("build-running", "site-warning", "text-does-not-fit"),
    "test_plan.py": ("not-in-lesson",),
    "test_variants.py": ("changed-underneath", "not-accepted"),
    "fixtures/variants.md": (
        "core-too-long",
        "nothing-left",
        "prerequisite-left-out",
        "unknown-address",
        "unknown-choice",
    ),
    "fixtures/problems.md": (
        "logo-refused",
        "picture-refused",
        "picture-without-alt",
        "stacked-parts",
        "template-refused",
        "unknown-layout",
    ),
}
"""Codes whose samples are no piece of a spec, or need more than one: who brings about the problem itself."""
PROVEN = {"Verifying": "test_verify.py", "Finished decks": "test_inspect.py"}
"""The same, for all codes of a topic."""
SHOWN = "…"


def codes_of(sample):
    document, problems = read(sample.encode(), "sample.yml")
    return {problem.code for problem in problems}, document


def filled(sample, base):
    """Return a sample with what stands in the small course in place of each `…`."""
    if sample == SHOWN:
        return base if base is not None else "Words."
    if isinstance(sample, dict):
        known = base if isinstance(base, dict) else {}
        whole = dict(known) if SHOWN in sample else {}
        return whole | {key: filled(value, known.get(key)) for key, value in sample.items() if key != SHOWN}
    if isinstance(sample, tuple):
        rows = base if isinstance(base, list) else []
        return [filled(item, rows[n] if n < len(rows) else None) for n, item in enumerate(sample)]
    return sample


def held(document, place):
    """Return the mapping of a document at a place."""
    here = document
    for step in place:
        if isinstance(here, dict) and step not in here:
            slides = [slide for part in here["parts"] for slide in part["slides"]]
            things = (*slides, *here["exercises"])
            here = next(thing for thing in things if step in (thing.get("layout"), thing.get("kind")))
        else:
            here = here[step]
    return here


def brought_about(code, sample, root):
    """Put a sample into a copy of the small course; return the codes of the problems it then has."""
    file, *place = PLACES[code]
    document = yaml.load((SMALL / file).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    value = {"text": sample} if code == "heading-order" else read(sample.encode(), "sample.yml")[0].value
    target = held(document, place)
    if isinstance(target, list):
        target[: len(value)] = filled(value, target)
    else:
        target |= {key: filled(item, target.get(key)) for key, item in value.items()}
    (root / file).write_text(
        yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8"
    )
    return {problem.code for problem in inspect(root).problems}


@pytest.mark.parametrize("code", PLACES)
def test_a_wrong_sample_brings_its_problem_about_and_the_right_one_does_not(code, tmp_path):
    for folder in ("lessons", "seeds"):
        shutil.copytree(SMALL / folder, tmp_path / folder)
    one = explanations()[code]
    assert code in brought_about(code, one.wrong, tmp_path)
    assert code not in brought_about(code, one.right, tmp_path)


def test_every_other_code_is_brought_about_in_another_test():
    others = {code: file for file, codes in ELSEWHERE.items() for code in codes}
    others |= {
        one.code: PROVEN[topic.title]
        for topic in topics()
        if topic.title in PROVEN
        for one in topic.explanations
    }
    assert {*PLACES, *PLAIN, *others} == set(explanations())
    for code, file in others.items():
        text = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert code in text or code.replace("-", "_") in text, f"{file} does not bring about {code}"


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
