"""What can be kept or left out of a course, and what hangs together in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from coursekit.model.base import Priority
from coursekit.model.exercise import Exercise
from coursekit.model.lesson import Activity, Lesson, Part, Question
from coursekit.model.slide import ActivitySlide, ExerciseSlide, QuizSlide, Slide

Kind = Literal["part", "exercise", "activity", "quiz"]


@dataclass(frozen=True)
class Item:
    """A part, exercise, activity or quiz question."""

    lesson: str
    kind: Kind
    id: str
    title: str
    minutes: int
    """As the lesson gives them; 0 for a question, which takes those of the slide that asks it."""
    priority: Priority
    """A question has that of the dearest objective it assesses, since it comes and goes with them."""
    objectives: tuple[str, ...]
    """What it teaches, practises or assesses."""


@dataclass(frozen=True)
class Piece:
    """An item with what it hangs together with."""

    item: Item
    own: int
    """Minutes, without those of slides that open something else."""
    opened: tuple[tuple[str, int], ...] = ()
    """Of a task or question: each part that opens it, with the minutes of the slide that does."""
    bare: bool = False
    """Of a part: whether all its slides open something, so that it can lose every one."""

    def minutes(self, parts: frozenset[str]) -> int:
        """Return what it takes beside these parts."""
        return self.own + sum(minutes for part, minutes in self.opened if part in parts)


@dataclass(frozen=True)
class Stock:
    """What a lesson is made of."""

    lesson: str
    prerequisites: tuple[str, ...]
    """Lessons before it in this choice that it builds on."""
    parts: tuple[Piece, ...]
    tasks: tuple[Piece, ...]
    questions: tuple[Piece, ...]
    taught: frozenset[str] = field(default_factory=frozenset)
    """Objectives that some part teaches."""
    practised: frozenset[str] = field(default_factory=frozenset)
    """Objectives that some task practises."""

    @property
    def core(self) -> bool:
        """Whether anything in it is core, so that the lesson stays."""
        return any(piece.item.priority == "core" for piece in (*self.parts, *self.tasks))

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything in it: parts, tasks, questions."""
        return (*self.parts, *self.tasks, *self.questions)

    @property
    def minutes(self) -> int:
        """What all of it takes."""
        parts = frozenset(piece.item.id for piece in self.parts)
        return sum(piece.minutes(parts) for piece in self.pieces)

    def fits(self, piece: Piece, objectives: frozenset[str]) -> bool:
        """Tell whether a task or question still has a point where these objectives are taught."""
        own = self.taught.intersection(piece.item.objectives)
        return not own or bool(own & objectives)

    def priority(self, objective: str) -> Priority:
        """Return how dear an objective is: as the dearest part that teaches it."""
        return dearest(piece.item.priority for piece in self.parts if objective in piece.item.objectives)


def stocks(lessons: Mapping[str, Lesson]) -> tuple[Stock, ...]:
    """Return what lessons are made of; what they build on and is not among them is taken as known."""
    found: dict[str, Stock] = {}
    for name, lesson in lessons.items():
        found[name] = _stock(name, lesson, frozenset(found))
    return tuple(found.values())


def dearest(priorities: Iterable[Priority]) -> Priority:
    """Return the first of core, useful and extra that is there."""
    found = set(priorities)
    return "core" if "core" in found else "useful" if "useful" in found else "extra"


def _stock(name: str, lesson: Lesson, before: frozenset[str]) -> Stock:
    parts = tuple(_part(name, part) for part in lesson.parts)
    found = (
        *(_task(name, "exercise", exercise) for exercise in lesson.exercises),
        *(_task(name, "activity", activity) for activity in lesson.activities),
    )
    tasks = tuple(_opened(item, lesson) for item in found)
    questions = tuple(_opened(_question(name, question, lesson), lesson) for question in lesson.quiz)
    return Stock(
        name,
        tuple(wanted for wanted in lesson.prerequisites if wanted in before),
        parts,
        tasks,
        questions,
        frozenset(objective for part in lesson.parts for objective in part.objectives),
        frozenset(objective for piece in tasks for objective in piece.item.objectives),
    )


def _part(lesson: str, part: Part) -> Piece:
    opening = [slide for slide in part.slides if opens(slide)]
    own = part.teaching - sum(slide.minutes for slide in opening)
    item = Item(lesson, "part", part.id, part.title, part.teaching, part.priority, part.objectives)
    return Piece(item, own, bare=len(opening) == len(part.slides))


def _task(lesson: str, kind: Kind, task: Exercise | Activity) -> Item:
    return Item(lesson, kind, task.id, task.title, task.minutes, task.priority, task.assesses)


def _question(name: str, question: Question, lesson: Lesson) -> Item:
    asked = set(question.assesses)
    priority = dearest(part.priority for part in lesson.parts if asked.intersection(part.objectives))
    return Item(name, "quiz", question.id, question.question, 0, priority, question.assesses)


def _opened(item: Item, lesson: Lesson) -> Piece:
    return Piece(item, item.minutes, tuple(_openings(item, lesson)))


def _openings(item: Item, lesson: Lesson) -> Iterator[tuple[str, int]]:
    for part in lesson.parts:
        for slide in part.slides:
            if opens(slide) == (item.kind, item.id):
                yield part.id, slide.minutes


def opens(slide: Slide) -> tuple[Kind, str] | None:
    """Return what a slide opens or asks, which it can't be without."""
    match slide:
        case ExerciseSlide(exercise=name):
            return "exercise", name
        case ActivitySlide(activity=name):
            return "activity", name
        case QuizSlide(quiz=name):
            return "quiz", name
        case _:
            return None
