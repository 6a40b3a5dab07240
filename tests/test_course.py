"""The first course is whole: what every session must have, counted."""

from pathlib import Path

import pytest

from coursekit.load.course import load_course
from coursekit.model.exercise import Calculate, Reflect
from coursekit.model.references import CITATION, references

ROOT = Path(__file__).parent.parent
COURSE = load_course(ROOT)
LESSONS = {
    "reading-the-relationship": ("S0P3", "S1P5"),
    "infrastructures-of-dependency": ("S1P6", "S1P11"),
    "contraction-of-sovereignty": ("S2P1", "S2P7"),
    "proximity-by-constraint": ("S3P1", "S3P10"),
    "uncertain-resistance": ("S4P1", "S4P6"),
    "the-decolonial-debate": ("S4P7", "S4P16"),
    "labour-and-fragmentation": ("S5P1", "S5P3"),
    "a-new-path": ("S5P4", "S5P8"),
}


def test_the_sessions_and_their_order():
    assert list(COURSE.lessons) == list(LESSONS)
    for name, (first, last) in LESSONS.items():
        source = COURSE.lessons[name].source
        assert (source[0], source[-1]) == (first, last)


def test_the_record_covers_the_article():
    assert [(s.id, s.paragraphs) for s in COURSE.sections] == [
        ("S0", 5), ("S1", 11), ("S2", 7), ("S3", 10), ("S4", 16), ("S5", 9),
    ]  # fmt: skip
    assert len(COURSE.facts.claims) >= 80
    assert len(COURSE.facts.terms) >= 30
    assert len(COURSE.facts.events) >= 15
    assert len(COURSE.facts.figures) >= 10


def test_what_looks_wrong_in_the_source_is_noted():
    for at, word in (("S4P2", "2022"), ("S1P9", "one author")):
        doubts = " ".join(c.doubt or "" for c in COURSE.facts.claims.values() if at in c.at)
        assert word in " ".join(doubts.split()), f"no doubt at {at} speaks of {word}"


@pytest.mark.parametrize("name", LESSONS)
def test_a_session_has_all_it_takes_to_run_it(name):
    lesson = COURSE.lessons[name]
    assert 60 <= lesson.teaching + lesson.exercises_minutes <= 120
    assert 3 <= len(lesson.objectives) <= 5
    assert 4 <= len(lesson.parts) <= 6
    words = sum(len(CITATION.sub("", part.text).split()) for part in lesson.parts)
    assert words >= 1200, f"{words} words"
    slides = [slide for part in lesson.parts for slide in part.slides]
    assert len(slides) >= 12
    assert len({slide.layout for slide in slides}) >= 6
    assert len(lesson.exercises) >= 3
    assert len({exercise.kind for exercise in lesson.exercises}) >= 3
    assert sum(not isinstance(exercise, Reflect) for exercise in lesson.exercises) >= 3
    assert len(lesson.activities) >= 1
    assert all(activity.roles and activity.debrief for activity in lesson.activities)
    assert len(lesson.quiz) >= 5
    assert len(lesson.key_points) >= 4
    assert len(lesson.leaves_out) >= 3
    assert len(lesson.learners) >= 2
    assert len(lesson.instructor_notes.split()) >= 100


@pytest.mark.parametrize("name", LESSONS)
def test_a_session_uses_every_claim_of_its_paragraphs(name):
    view = COURSE.view(name)
    lesson = set(view.lesson.source)
    used = set(references(view.lesson).of("claim")) | set(view.facts.claims)
    wanted = {claim.id for claim in COURSE.facts.claims.values() if set(claim.at) & lesson}
    assert wanted - used == set()


def test_right_options_do_not_always_stand_first():
    for name, lesson in COURSE.lessons.items():
        places = {next(i for i, option in enumerate(q.options) if option.right) for q in lesson.quiz}
        assert len(places) > 1, name


def test_calculations_follow_the_record():
    formulas = [
        exercise.answer.formula
        for lesson in COURSE.lessons.values()
        for exercise in lesson.exercises
        if isinstance(exercise, Calculate)
    ]
    assert len(formulas) >= 5
    assert sum(bool(formula) for formula in formulas) >= 5
