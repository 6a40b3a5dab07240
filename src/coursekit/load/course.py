"""Reads a course folder: every file, every problem, and the Course where there is none."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from coursekit.kept import kept
from coursekit.load import assets, details, figures, lookup, pictures
from coursekit.load.document import Document, Place
from coursekit.load.folder import COURSE_FILE, lesson_names, read_folder
from coursekit.load.log import read_log
from coursekit.load.named import Home
from coursekit.load.shape import Fitted, Shape, fit
from coursekit.model.base import ID_PATTERN
from coursekit.model.course import Course, CourseSpec, assemble
from coursekit.model.deck import DeckFiles
from coursekit.model.lesson import Lesson
from coursekit.model.picture import ReadPicture
from coursekit.model.references import Kind, Path
from coursekit.model.seed import Claim, Figure, Seed, Unused
from coursekit.problems import CourseError, Problem, alike

SEED_KINDS: frozenset[Kind] = frozenset({"claim", "event", "figure", "picture", "term", "paragraph"})
SEED_LISTS = ("claims", "events", "figures", "pictures", "terms")
LESSON_KINDS: tuple[Kind, ...] = ("objective", "exercise", "activity", "quiz")


@dataclass(frozen=True)
class Survey:
    """What was found in a course folder."""

    problems: tuple[Problem, ...]
    course: Course | None = None
    """What could be read, even if some of it has problems; None where too little is left."""
    specs: Mapping[str, Fitted[Any]] = field(default_factory=dict)
    """Each file by its path from the course's folder."""

    @property
    def whole(self) -> bool:
        """Whether every file could be read completely."""
        return bool(self.specs) and all(fitted.whole for fitted in self.specs.values())

    def place(self, file: str, path: Path, word: str = "") -> Place:
        """Return the line and column of a value, or of a word inside it."""
        return self.specs[file].place(path, word)

    @cached_property
    def things(self) -> Mapping[tuple[str, str], tuple[str, Path]]:
        """Where each thing of the record stands, by its list and its id, or its locator where it has none."""
        found: dict[tuple[str, str], tuple[str, Path]] = {}
        for file, fitted in self.specs.items():
            seed = fitted.value if isinstance(fitted.value, Seed) else None
            for group in type(seed).model_fields if seed else ():
                things = getattr(seed, group)
                for index, thing in enumerate(things if isinstance(things, tuple) else ()):
                    # A paragraph that nothing rests on has no id, but a locator.
                    name = thing.at if isinstance(thing, Unused) else thing.id
                    found.setdefault((group, name), (file, (group, index)))
        return found


def load_course(root: FilePath) -> Course:
    """Read a course. Raises CourseError with every problem of every file."""
    found = survey(root)
    if found.problems or found.course is None:
        raise CourseError(found.problems)
    return found.course


def survey(root: FilePath) -> Survey:
    """Read a course folder and gather everything that is wrong with it."""
    problems: list[Problem] = []
    documents = read_folder(root, problems)
    found = survey_of(documents, problems, lesson_names(root), lambda _file: root)
    lessons = {FilePath(file).stem: spec for file, spec in found.specs.items() if file.startswith("lessons/")}
    broken = frozenset(name for name, spec in lessons.items() if not spec.whole)
    logged = read_log(root, found.course, broken).problems
    return replace(found, problems=tuple(sorted({*found.problems, *logged})))


def survey_of(
    documents: Mapping[str, Document], problems: list[Problem], names: frozenset[str], home: Home
) -> Survey:
    """Read a course from its documents and gather what is wrong with it, besides what is known already.

    `names` are the lessons that have a file, also those that could not be read.
    """
    problems = list(problems)
    hurt = {problem.file for problem in problems}
    listed = documents.get(COURSE_FILE)
    seeds = {file: fit(Seed, doc) for file, doc in documents.items() if file.startswith("seeds/")}
    lessons = {
        file: fit(Lesson, doc)
        for file, doc in documents.items()
        if file.startswith("lessons/") and file != COURSE_FILE
    }
    seeds = {file: _hurt(fitted, hurt) for file, fitted in seeds.items()}
    lessons = {file: _hurt(fitted, hurt) for file, fitted in lessons.items()}
    spec = fit(CourseSpec, listed) if listed else None
    specs: dict[str, Fitted[Any]] = {**seeds, **lessons}
    if spec:
        specs[COURSE_FILE] = spec
        problems += _listed(spec, lessons, names)
    shown = pictures.read(seeds.values(), home, problems)
    deck_files = assets.read(spec, home, problems) if spec else DeckFiles()
    refused = {(problem.file, problem.line, problem.column) for problem in problems}
    for fitted in specs.values():
        problems += [p for p in fitted.problems if (p.file, p.line, p.column) not in refused]
    problems += _references(names, seeds, lessons, specs, problems)
    return Survey(tuple(sorted(set(problems))), _course(spec, seeds, lessons, deck_files, shown), specs)


def _hurt(fitted: Fitted[Shape], hurt: set[str]) -> Fitted[Shape]:
    return replace(fitted, whole=False) if fitted.document.file in hurt else fitted


def _listed(spec: Fitted[CourseSpec], lessons: Mapping[str, Any], files: frozenset[str]) -> Iterator[Problem]:
    if spec.value is None:
        return
    names = [file.removeprefix("lessons/").removesuffix(".yml") for file in lessons]
    names = [name for name in names if re.fullmatch(ID_PATTERN, name)]
    for index, name in enumerate(spec.value.lessons):
        place = spec.place(("lessons", index))
        if name in spec.value.lessons[:index]:
            yield spec.document.problem(
                place, "repeated-id", f'"{name}" is listed twice', "remove one of the two."
            )
        elif name not in files:
            message = f"there is no file lessons/{name}.yml"
            hint = "write it, or take it out of the list."
            others = [other for other in names if other not in spec.value.lessons]
            near = alike(name, others)
            yield spec.document.problem(place, "missing-file", message, near or hint)
    if any(path[:1] == ("lessons",) for path in spec.left_out):  # it may be one that can't be read
        return
    for name in names:
        if name not in spec.value.lessons:
            hint = "add it to the list, or move the file out of lessons/."
            message = f"lessons/{name}.yml is not in the course's list of lessons"
            yield spec.document.problem(spec.place(("lessons",)), "lesson-not-listed", message, hint)


def _references(
    names: frozenset[str],
    seeds: Mapping[str, Fitted[Seed]],
    lessons: Mapping[str, Fitted[Lesson]],
    specs: Mapping[str, Fitted[Any]],
    problems: list[Problem],
) -> Iterator[Problem]:
    read = {fitted.document.file for fitted in specs.values()}
    unread = not seeds or any("seeds/" in p.file and p.file not in read for p in problems)
    spec = specs.get(COURSE_FILE)
    there = names | frozenset(spec.value.lessons if spec and spec.value else ())
    record = _record(tuple(seeds.values()), there, SEED_KINDS if unread else frozenset())
    yield from lookup.repeated((s.document for s in seeds.values()), SEED_LISTS)
    for seed in seeds.values():
        yield from lookup.unknown(seed, record.known)
        yield from details.inside_seed(seed, record.claims)
        yield from figures.parts(seed)
    for lesson in lessons.values():
        yield from _inside_lesson(lesson, record)
    if spec:
        yield from lookup.unknown(spec, record.known)
    for file, fitted in specs.items():
        if file not in lessons:
            yield from details.numbers(fitted, record.claims)


@dataclass(frozen=True)
class _Record:
    """What lessons may refer to."""

    known: lookup.Known
    claims: Mapping[str, Claim]
    figures: Mapping[str, Figure]


@kept
def _record(seeds: tuple[Fitted[Seed], ...], lessons: frozenset[str], unread: frozenset[Kind]) -> _Record:
    known = lookup.Known({"lesson": lessons}, unread)
    for seed in seeds:
        known = known.plus(lookup.ids_in(seed.document))
    figures = {figure.id: figure for seed in seeds if seed.value for figure in seed.value.figures}
    return _Record(known, dict(_claims(seeds)), figures)


@kept
def _inside_lesson(lesson: Fitted[Lesson], record: _Record) -> tuple[Problem, ...]:
    own = lookup.ids_in(lesson.document)
    inside = lookup.Known({kind: own.ids[kind] for kind in LESSON_KINDS}, own.unread & set(LESSON_KINDS))
    return (
        *lookup.unknown(lesson, record.known.plus(inside)),
        *lookup.repeated([lesson.document], ("objectives", "parts", "exercises", "activities", "quiz")),
        *details.inside_lesson(lesson, record.claims, record.figures),
        *details.numbers(lesson, record.claims),
    )


def _claims(seeds: Iterable[Fitted[Seed]]) -> Iterator[tuple[str, Claim]]:
    for seed in seeds:
        for index, claim in enumerate(seed.value.claims if seed.value else ()):
            # Whose number did not fit has one all the same: nobody who uses it is wrong.
            if (*seed.origin(("claims", index)), "value") not in seed.left_out:
                yield claim.id, claim


def _course(
    spec: Fitted[CourseSpec] | None,
    seeds: Mapping[str, Fitted[Seed]],
    lessons: Mapping[str, Fitted[Lesson]],
    deck_files: DeckFiles,
    shown: Mapping[str, ReadPicture],
) -> Course | None:
    records = [fitted.value for fitted in seeds.values() if fitted.value]
    if spec is None or spec.value is None or not records:
        return None
    read_lessons = {
        file.removeprefix("lessons/").removesuffix(".yml"): fitted.value
        for file, fitted in lessons.items()
        if fitted.value
    }
    return assemble(spec.value, records, read_lessons, deck_files, shown)
