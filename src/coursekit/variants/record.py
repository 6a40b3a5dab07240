"""What of the record a variant needs: what its lessons use, what that rests on, and the organiser's own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from coursekit.load import lookup
from coursekit.load.course import SEED_LISTS
from coursekit.model.base import Spec
from coursekit.model.course import Course
from coursekit.model.facts import Facts
from coursekit.model.references import Kind, Reference, References, references
from coursekit.model.seed import Claim, Seed

Key = tuple[Kind, str]
LISTS: dict[Kind, str] = {lookup.LISTS[name]: name for name in SEED_LISTS}
"""Kinds of things in the record, and the list that each stands in."""


def within(course: Course, ours: Iterable[Seed]) -> Course:
    """Return a variant's course with as much of the record as it uses; `ours` are its own records.

    An event is there, too, if everything it rests on is: the timeline then tells what the lessons speak of.
    """
    local = tuple(ours)
    own = [thing for seed in local for thing in _things(seed)]
    reached = _reached(course, (course.spec, course.source, *course.lessons.values(), *local), own)
    dated: set[Key] = {
        ("event", name)
        for name, event in course.facts.events.items()
        if reached.issuperset(_keys(event, course.facts))
    }
    wanted = References(tuple(Reference((), kind, name) for kind, name in {*reached, *own, *dated}))
    unused = tuple(row for seed in local for row in seed.unused)
    facts = replace(course.facts.only(wanted), lessons=course.facts.lessons)
    return replace(course, facts=facts, unused=unused, whole=course.facts)


def _reached(course: Course, start: Iterable[Spec], own: Iterable[Key]) -> frozenset[Key]:
    """Return what some specs refer to, what these things refer to, and so on."""
    reached, ahead = set(own), list(start)
    while ahead:
        new = _keys(ahead.pop(), course.facts) - reached
        reached |= new
        for kind, name in new:
            thing = _list(course.facts, kind)[name]
            ahead.append(thing)
            if isinstance(thing, Claim):  # its source is described where sources are named
                ahead.append(course.facts.source_of(thing.at[0], course.source))
    return frozenset(reached)


def _keys(spec: Spec, facts: Facts) -> set[Key]:
    found = ((ref.kind, ref.id) for ref in references(spec).found if ref.kind in LISTS)
    return {(kind, name) for kind, name in found if name in _list(facts, kind)}


def _list(facts: Facts, kind: Kind) -> Mapping[str, Spec]:
    return cast("Mapping[str, Spec]", getattr(facts, LISTS[kind]))


def _things(seed: Seed) -> Iterator[Key]:
    for kind, group in LISTS.items():
        yield from ((kind, thing.id) for thing in getattr(seed, group))
