"""The course's four variants hold together: they promise, ask and sum up only what they teach."""

import re

import pytest

from conftest import ROOT
from coursekit.checks import inspect_variant
from coursekit.load.course import load_course
from coursekit.model.references import in_text, references, texts
from coursekit.variants import Bases, overlaid, variant_names

NAMES = ("dependency-half-day", "labour-evening", "one-day-school", "online-circle")
BASES = Bases(ROOT)
COURSE = load_course(ROOT)
ELSEWHERE = re.compile(r"\b(another|next|last|earlier|previous)\s+session\b", re.IGNORECASE)
LINKED = re.compile(r"\[[^\]]*\]\(lesson:[^)]*\)")
"""Such a link is there only where its lesson is."""
BY_ITS_WORDS = {"sort-the-sentences", "whose-voice", "three-columns"}
"""Exercises whose sentences are sorted by how they are put; some are from parts that a variant leaves out."""


def variant(name):
    found = overlaid(ROOT, name, BASES)
    inspected = inspect_variant(found)
    assert (inspected.problems, found.notices) == ((), ())
    return inspected.course


def test_these_are_the_variants():
    assert variant_names(ROOT) == NAMES


def told_by(parts):
    return {name for part in parts for name in COURSE.facts.only(references(part)).claims}


def claims_in(lines):
    return {name for line in lines for kind, name in in_text(line) if kind == "claim"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_asks_or_sums_up_what_only_a_part_tells_that_is_left_out(name):
    taught = set()
    for lesson_id, lesson in variant(name).lessons.items():
        taught |= told_by(lesson.parts)
        untold = told_by(COURSE.lessons[lesson_id].parts) - taught
        tasks = [one for one in (*lesson.exercises, *lesson.activities) if one.id not in BY_ITS_WORDS]
        for thing in (*lesson.quiz, *tasks):
            assert not untold & set(COURSE.facts.only(references(thing)).claims), thing.id
        lines = (lesson.summary, *lesson.questions, *lesson.key_points, *(o.what for o in lesson.leaves_out))
        assert not untold & claims_in(lines)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_leads_to_a_session_that_is_not_there(name):
    for lesson_id, lesson in variant(name).lessons.items():
        for path, _, text in texts(lesson):
            found = ELSEWHERE.search(LINKED.sub("", text))
            assert not found, (lesson_id, path, found[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_variant_is_no_longer_than_it_says(name):
    spec = overlaid(ROOT, name, BASES).spec
    course = variant(name)
    for lesson in course.lessons.values():
        tasks = (*lesson.exercises, *lesson.activities)
        assert lesson.teaching == sum(part.teaching for part in lesson.parts)
        assert lesson.exercises_minutes == sum(task.minutes for task in tasks)
        if not spec.fit:
            assert lesson.teaching + lesson.exercises_minutes <= 90
    # Nobody needs the whole record for a part of the course.
    assert len(course.facts.claims) < len(COURSE.facts.claims)
