"""What editors and the reference say of the fields: something of each, with an example that the kit takes."""

import re
import textwrap
from typing import Annotated

import pytest
from pydantic import TypeAdapter

from coursekit.fields import fields, name_of, specs
from coursekit.load.yaml import read
from coursekit.model.base import Spec
from coursekit.model.exercise import Calculate
from coursekit.model.picture import ReadPicture
from coursekit.model.slide import Chart
from coursekit.schema import MODELS

SPECS = list(dict.fromkeys(spec for model in MODELS.values() for spec in specs(model)))
INLINE = re.compile(r"For example `([^`]+)`$")
BLOCK = re.compile(r"For example:\n\n((?:    .*\n?)+)$")
LONG = {
    "Addition": {"activity", "exercise", "part", "question"},
    "Choose": {"options"},
    "CodeExercise": {"wrong_answers"},
    "CourseSpec": {"summary"},
    "Lesson": {"activities", "exercises", "parts", "quiz", "summary"},
    "Match": {"pairs"},
    "Part": {"slides"},
    "Question": {"options"},
    "Seed": {"figures", "source"},
    "Source": {"about"},
    "Variant": {"add"},
}
"""Fields whose example would be a page; what is inside them has examples of its own."""


def examples():
    for spec in SPECS:
        hints = {info.alias or name: (name, info) for name, info in spec.model_fields.items()}
        for field in fields(spec):
            if not field.tag:
                yield pytest.param(field, hints[field.key][1], id=f"{spec.__name__}.{field.key}")


def taken(sample):
    """Return a sample as the kit reads it."""
    document, problems = read(sample.encode(), "sample.yml")
    assert problems == ()
    return document.value


@pytest.mark.parametrize(("field", "info"), [*examples()])
def test_a_field_is_explained_with_an_example_that_the_kit_takes(field, info, request):
    assert field.about, "it has no docstring"
    owner = request.node.callspec.id.split(".")[0]
    if field.key in LONG.get(owner, ()):
        assert "For example" not in field.about
        return
    if block := BLOCK.search(field.about):
        value = taken(textwrap.dedent(block[1]))[field.key]
    else:
        inline = INLINE.search(field.about)
        assert inline, "its docstring ends without `For example` and a sample"
        value = taken(inline[1])
    hint = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    TypeAdapter(hint).validate_python(value)


def test_every_field_is_looked_at():
    assert len(list(examples())) > 150
    read = {ReadPicture}  # nobody writes it
    assert {spec.__name__ for spec in SPECS} >= {spec.__name__ for spec in {*_concrete(Spec)} - read}


def _concrete(spec):
    for inner in spec.__subclasses__():
        yield from _concrete(inner) if inner.__subclasses__() else [inner]


@pytest.mark.parametrize(
    ("spec", "key", "rule"),
    [
        (Chart, "headline", "Needed: a line of at most 90 characters."),
        (Chart, "figure", "Needed: the id of a figure."),
        (Chart, "claims", "May be left out: a list, each the id of a claim."),
        (Calculate, "minutes", "Needed: a whole number from 0 to 600."),
        (Calculate, "answer", "Needed: a mapping with `unit`."),
        (Calculate, "kind", "Needed: `calculate`."),
        (MODELS["course"], "paper", "May be left out: `a4` or `letter`. Without it, `a4`."),
        (MODELS["lesson"], "questions", "Needed: a list of 1 to 6, each a line of at most 600 characters."),
        (MODELS["lesson"], "exercises", "May be left out: a list, each a mapping, told apart by `kind`."),
    ],
)
def test_what_a_field_takes_is_said_in_words(spec, key, rule):
    assert next(field.rule for field in fields(spec) if field.key == key) == rule


def test_a_class_has_a_name_in_plain_words():
    names = {name_of(spec) for spec in SPECS}
    assert {"course", "lesson", "big-number slide", "role-play activity", "wrong number"} <= names
    assert len(names) == len(SPECS)
