"""The whole course, with every reference resolved, and what one lesson's renderers are given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from coursekit.kept import kept
from coursekit.model.activity import Meeting
from coursekit.model.base import Id, Line, Plain, Spec, Text
from coursekit.model.deck import DeckFiles, SlidesSpec
from coursekit.model.lesson import Lesson
from coursekit.model.picture import ReadPicture
from coursekit.model.references import References, references
from coursekit.model.seed import Claim, Event, Figure, Section, Seed, Source, Term, Unused

Value = TypeVar("Value")

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


class CourseSpec(Spec):
    """What holds for the whole course, `lessons/course.yml`."""

    title: Line
    """What the course is called, on the site and in every deck. For example `Who can close the pipe?`"""
    subtitle: Line
    """A line under the title: what the course is about. For example `Dependency and labour between two
    countries`
    """
    summary: Text
    """Two or three sentences on the first page: what the course is about, and what one can do afterwards."""
    audience: Text
    """Whom it is for, and what they need to know beforehand. For example `For reading circles. No earlier
    knowledge is needed.`
    """
    safety: Text
    """What a group does so that nobody is put at risk. For example `Nobody has to say where they come from or
    where they work.`
    """
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    """Languages of the site and of everything that is built, as ISO 639 codes; the first is the site's own.
    For example `[en, fr]`
    """
    lessons: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The lessons in teaching order, by the names of their files without `.yml`. For example `[the-library,
    our-demands]`
    """
    solutions: Literal["shown", "after-an-attempt", "withheld"] = "shown"
    """Whether students get the solutions, and whether these wait for a first answer. For example
    `after-an-attempt`
    """
    licence: Plain = "CC BY-SA 4.0"
    """What others may do with the course. For example `CC BY-SA 4.0`"""
    paper: Literal["a4", "letter"] = "a4"
    """The size of worksheets and run sheets. For example `letter`"""
    mode: Meeting | None = None
    """Where people meet: what activities say for it comes first. For example `online`"""
    group_size: Annotated[int, Field(ge=1, le=2000)] | None = None
    """How many people come at most: activities say how many groups these make. For example `24`"""
    slides: Annotated[SlidesSpec, Field(exclude=True)] = SlidesSpec()
    """How decks look; nothing else is made from it, so other outputs' fingerprints leave it out. For example
    `{palette: dark}`
    """
    authors: tuple[Plain, ...] = ()
    """Who is named when the course is cited: a group by its name, a person as `Family, Given`. For example
    `[Our reading circle, "Example, Ada"]`
    """


@dataclass(frozen=True)
class Facts:
    """The record's things by id, in the order of the record."""

    claims: Mapping[str, Claim] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    lessons: Mapping[str, str] = field(default_factory=dict)
    """Lesson ids with their titles, in teaching order."""
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
        reached = set(wanted.of("claim"))
        for event in events.values():
            reached.update(event.claims)
        for figure in figures.values():
            reached.update(references(figure).of("claim"))
        for picture in pictures.values():
            reached.update(references(picture).of("claim"))
        for term in terms.values():
            reached.update(references(term).of("claim"))
        claims = self._pick("claims", self.claims, reached)
        sections = {at.partition("P")[0] for claim in claims.values() for at in claim.at}
        others = {name: source for name, source in self.others.items() if name in sections}
        return Facts(claims, events, figures, terms, self.lessons, pictures, others)

    def number(self, lesson: str) -> int:
        """Return a lesson's place in teaching order, from 1."""
        return self._numbers[lesson]

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.lessons, start=1)}

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        """Where each thing stands in its list: a long record is not walked again for each lesson."""
        lists = {
            "claims": self.claims,
            "events": self.events,
            "figures": self.figures,
            "terms": self.terms,
            "pictures": self.pictures,
        }
        return {group: {name: n for n, name in enumerate(values)} for group, values in lists.items()}

    def _pick(self, group: str, values: Mapping[str, Value], wanted: Iterable[str]) -> dict[str, Value]:
        """Return some values of a group, in the group's order."""
        places = self._places[group]
        return {name: values[name] for name in sorted(set(wanted) & places.keys(), key=places.__getitem__)}


@dataclass(frozen=True)
class LessonView:
    """Everything that the renderers of one lesson are given."""

    number: int
    """From 1, in teaching order."""
    id: str
    lesson: Lesson
    course: CourseSpec
    source: Source
    facts: Facts
    """Only what the lesson refers to."""

    @property
    def name(self) -> str:
        """The lesson's file name without its ending: `02-infrastructures-of-dependency`."""
        return f"{self.number:02d}-{self.id}"


@dataclass(frozen=True)
class Course:
    """A course without problems of reference; nothing past this point reads a spec file."""

    spec: CourseSpec
    source: Source
    sections: tuple[Section, ...]
    unused: tuple[Unused, ...]
    facts: Facts
    lessons: Mapping[str, Lesson]
    """In teaching order."""
    deck_files: DeckFiles = field(default_factory=DeckFiles)
    whole: Facts | None = None
    """Of a variant, which has what it uses: the record of the course it was chosen from."""

    def view(self, lesson_id: str) -> LessonView:
        """Return what the renderers of this lesson are given."""
        number = list(self.lessons).index(lesson_id) + 1
        return _view(number, lesson_id, self.lessons[lesson_id], self.spec, self.source, self.facts)

    def views(self) -> tuple[LessonView, ...]:
        """Return the views of all lessons in teaching order."""
        rest = self.spec, self.source, self.facts
        rows = enumerate(self.lessons.items(), start=1)
        return tuple(_view(number, name, lesson, *rest) for number, (name, lesson) in rows)


def assemble(
    spec: CourseSpec,
    seeds: Iterable[Seed],
    lessons: Mapping[str, Lesson],
    deck_files: DeckFiles,
    pictures: Mapping[str, ReadPicture],
) -> Course:
    """Put the parts of a course together; the first seed is the source that is cited."""
    records = tuple(seeds)
    ordered = {name: lessons[name] for name in spec.lessons if name in lessons}
    facts = _facts(
        records, tuple((name, lesson.title) for name, lesson in ordered.items()), tuple(pictures.items())
    )
    return Course(
        spec,
        records[0].source,
        tuple(section for seed in records for section in seed.sections),
        tuple(unused for seed in records for unused in seed.unused),
        facts,
        ordered,
        deck_files,
    )


def minutes_of(course: Course) -> int:
    """Return the minutes of teaching, exercises and activities."""
    return sum(lesson.teaching + lesson.exercises_minutes for lesson in course.lessons.values())


@kept
def _facts(
    records: tuple[Seed, ...],
    lessons: tuple[tuple[str, str], ...],
    pictures: tuple[tuple[str, ReadPicture], ...],
) -> Facts:
    return replace(_things(records), lessons=dict(lessons), pictures=dict(pictures))


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
def _view(
    number: int, name: str, lesson: Lesson, spec: CourseSpec, source: Source, facts: Facts
) -> LessonView:
    return LessonView(number, name, lesson, spec, source, facts.only(references(lesson)))
