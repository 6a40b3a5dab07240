"""The whole course, with every reference resolved, and what one lesson's renderers are given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from coursekit.kept import kept
from coursekit.model.activity import Meeting
from coursekit.model.base import Id, Line, Plain, Spec, Text
from coursekit.model.deck import DeckFiles, SlidesSpec
from coursekit.model.facts import Facts, facts_of, listed, settled
from coursekit.model.lesson import Lesson
from coursekit.model.picture import ReadPicture
from coursekit.model.references import references
from coursekit.model.seed import Section, Seed, Source, Unused

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
        return self.views()[list(self.lessons).index(lesson_id)]

    def views(self) -> tuple[LessonView, ...]:
        """Return the views of all lessons in teaching order."""
        return self._views

    @cached_property
    def _views(self) -> tuple[LessonView, ...]:
        """Every renderer asks for them."""
        return tuple(
            _view(number, name, lesson, self.spec, self.source, _reached(lesson, self.facts))
            for number, (name, lesson) in enumerate(self.lessons.items(), start=1)
        )


def assemble(
    spec: CourseSpec,
    seeds: Iterable[Seed],
    lessons: Mapping[str, Lesson],
    deck_files: DeckFiles,
    pictures: Mapping[str, ReadPicture],
) -> Course:
    """Put the parts of a course together; the first seed is the source that is cited."""
    records = tuple(map(settled, seeds))
    ordered = {name: lessons[name] for name in spec.lessons if name in lessons}
    facts = facts_of(records, tuple(listed(ordered).items()), tuple(pictures.items()))
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
def _reached(lesson: Lesson, facts: Facts) -> Facts:
    return facts.only(references(lesson))


@kept
def _view(
    number: int, name: str, lesson: Lesson, spec: CourseSpec, source: Source, facts: Facts
) -> LessonView:
    return LessonView(number, name, lesson, spec, source, facts)
