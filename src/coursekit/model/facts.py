"""The record's things, by their ids: all of them, or those that something refers to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from coursekit.kept import first_of_its_kind, kept
from coursekit.model.base import Spec
from coursekit.model.lesson import Lesson
from coursekit.model.picture import ReadPicture
from coursekit.model.references import Kind, References, references
from coursekit.model.seed import Claim, Event, Figure, Seed, Source, Term

Value = TypeVar("Value")


@dataclass(frozen=True)
class Listed:
    """A lesson as others name it."""

    number: int
    """From 1, in teaching order."""
    title: str


@dataclass(frozen=True)
class Facts:
    """The record's things by id, in the order of the record."""

    claims: Mapping[str, Claim] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    lessons: Mapping[str, Listed] = field(default_factory=dict)
    """In teaching order."""
    pictures: Mapping[str, ReadPicture] = field(default_factory=dict)
    others: Mapping[str, Source] = field(default_factory=dict)
    """The sources of further records, by the sections that they have."""

    def sources(self, first: Source) -> tuple[Source, ...]:
        """Return the sources of the facts, each once; `first` is that of the course's first record."""
        there = {self.source_of(claim.at[0], first) for claim in self.claims.values()}
        return (first, *(source for source in dict.fromkeys(self.others.values()) if source in there))

    def source_of(self, locator: str, first: Source) -> Source:
        """Return the source that a locator leads into."""
        return self.others.get(locator.partition("P")[0], first)

    def only(self, wanted: References) -> "Facts":
        """Return the facts that these references reach, and nothing else."""
        events = self._pick("events", self.events, wanted.of("event"))
        figures = self._pick("figures", self.figures, wanted.of("figure"))
        terms = self._pick("terms", self.terms, wanted.of("term"))
        pictures = self._pick("pictures", self.pictures, wanted.of("picture"))
        claims = {name: self.claims[name] for name in self.rests_on(wanted)}
        lessons = self._pick("lessons", self.lessons, wanted.of("lesson"))
        sections = {at.partition("P")[0] for claim in claims.values() for at in claim.at}
        others = {name: source for name, source in self.others.items() if name in sections}
        groups = (claims, events, figures, terms, lessons, pictures, others)
        return _together(*(tuple(group.items()) for group in groups))

    def rests_on(self, wanted: References) -> tuple[str, ...]:
        """Return the claims that these references reach, by themselves or through other things."""
        found = set(wanted.of("claim"))
        things: tuple[tuple[Kind, Mapping[str, Spec]], ...] = (
            ("event", self.events),
            ("figure", self.figures),
            ("picture", self.pictures),
            ("term", self.terms),
        )
        for kind, values in things:
            for name in wanted.of(kind):
                if name in values:
                    found.update(references(values[name]).of("claim"))
        return tuple(self._pick("claims", self.claims, found))

    def number(self, lesson: str) -> int:
        """Return a lesson's place in teaching order, from 1."""
        return self.lessons[lesson].number

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        """Where each thing stands in its list: a long record is not walked again for each lesson."""
        lists = {
            "claims": self.claims,
            "events": self.events,
            "figures": self.figures,
            "terms": self.terms,
            "lessons": self.lessons,
            "pictures": self.pictures,
        }
        return {group: {name: n for n, name in enumerate(values)} for group, values in lists.items()}

    def _pick(self, group: str, values: Mapping[str, Value], wanted: Iterable[str]) -> dict[str, Value]:
        """Return some values of a group, in the group's order."""
        places = self._places[group]
        return {name: values[name] for name in sorted(set(wanted) & places.keys(), key=places.__getitem__)}


def listed(lessons: Mapping[str, Lesson]) -> dict[str, Listed]:
    """Return lessons in teaching order as others name them."""
    return {name: _listed(number, lesson.title) for number, (name, lesson) in enumerate(lessons.items(), 1)}


@kept
def facts_of(
    records: tuple[Seed, ...],
    lessons: tuple[tuple[str, Listed], ...],
    pictures: tuple[tuple[str, ReadPicture], ...],
) -> Facts:
    """Return what some records say, with the lessons that use it and the pictures that were read."""
    return replace(_things(records), lessons=dict(lessons), pictures=dict(pictures))


@kept
def settled(seed: Seed) -> Seed:
    """Return the record with each thing that has not changed as it was, though its file was read anew."""
    return seed.model_copy(update={name: _settled(getattr(seed, name)) for name in type(seed).model_fields})


def _settled(value: Any) -> Any:
    return tuple(map(first_of_its_kind, value)) if isinstance(value, tuple) else first_of_its_kind(value)


@kept
def _things(records: tuple[Seed, ...]) -> Facts:
    return Facts(
        {claim.id: claim for seed in records for claim in seed.claims},
        {event.id: event for seed in records for event in seed.events},
        {figure.id: figure for seed in records for figure in seed.figures},
        {term.id: term for seed in records for term in seed.terms},
        others={section.id: seed.source for seed in records[1:] for section in seed.sections},
    )


@kept
def _listed(number: int, title: str) -> Listed:
    return Listed(number, title)


@kept
def _together(*groups: tuple[tuple[str, Any], ...]) -> Facts:
    """Return the same facts for the same things, so that what rests on them stays when others change.

    The groups come in the order of the fields.
    """
    return Facts(*map(dict, groups))
