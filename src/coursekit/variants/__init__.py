"""Variants of a course: read, laid over the course's documents, and surveyed like a course."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from coursekit.load.course import Survey, survey_of
from coursekit.load.document import Document
from coursekit.load.folder import COURSE_FILE, lesson_names, read_bytes, read_folder
from coursekit.load.shape import Fitted, fit
from coursekit.load.yaml import read
from coursekit.model.base import ID_PATTERN
from coursekit.model.course import Course
from coursekit.model.seed import Seed
from coursekit.model.variant import Variant
from coursekit.problems import Problem, nearest
from coursekit.variants.accepted import accepted_bytes, lock_path, notices, read_accepted
from coursekit.variants.choosing import LeftOut
from coursekit.variants.fitting import choose
from coursekit.variants.notes import Loss
from coursekit.variants.overlay import Overlay, overlay
from coursekit.variants.record import within
from coursekit.variants.tree import Node, plant

FOLDER = "lessons/variants"
OUTPUTS = "build/variants"


@dataclass(frozen=True)
class Overlaid:
    """A variant of a course, as it was read."""

    name: str
    file: str
    spec: Variant | None
    """None where its own file can't be read completely."""
    survey: Survey
    base: Path
    """The folder of the course it is a variant of."""
    losses: tuple[Loss, ...] = ()
    notices: tuple[Problem, ...] = ()
    """What somebody should look at; it keeps nothing from being built."""
    lock: bytes = b""
    """What is remembered if the originals are accepted as they are now."""

    @property
    def folder(self) -> str:
        """The folder that everything of the variant is built into, from the one it stands in."""
        return f"{OUTPUTS}/{self.name}"

    @property
    def needed(self) -> Course | None:
        """The course with as much of the record as it uses; its own records stay whole."""
        if self.spec is None or self.survey.course is None:
            return None
        files = [f"seeds/{name}" for name in self.spec.seeds]
        read = [self.survey.specs[file].value for file in files if file in self.survey.specs]
        return within(self.survey.course, (seed for seed in read if isinstance(seed, Seed)))


@dataclass(frozen=True)
class Base:
    """A course that variants are based on."""

    survey: Survey
    documents: Mapping[str, Document]
    trees: Mapping[str, Node]
    """The course file and the lessons, by `course` and the lessons' ids."""


@dataclass(frozen=True)
class Bases:
    """The courses that variants in a folder are based on, each read once."""

    root: Path
    found: dict[str, Base] = field(default_factory=dict)

    def of(self, based_on: str) -> Base:
        """Return a course; `based_on` is empty for the variants' own folder."""
        if based_on not in self.found:
            folder, problems = self.root / based_on, list[Problem]()
            shown = f"{based_on.rstrip('/')}/" if based_on else ""
            documents = read_folder(folder, problems, shown)
            read_survey = survey_of(documents, problems, lesson_names(folder), lambda _file: folder)
            lessons = (file for file in documents if file.startswith("lessons/"))
            trees = {_lesson(file): plant(documents[file]) for file in lessons}
            self.found[based_on] = Base(read_survey, documents, trees)
        return self.found[based_on]


def variant_names(root: Path) -> tuple[str, ...]:
    """Return the names of the variants in a folder."""
    return tuple(path.stem for path in sorted((root / FOLDER).glob("*.yml")))


def has_course(root: Path) -> bool:
    """Tell whether the folder has a course of its own, not only variants of another one."""
    return (root / COURSE_FILE).is_file() or not variant_names(root)


def misnamed(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file that is no variant because of its name."""
    for path in sorted((root / FOLDER).glob("*.y*ml*")):
        if path.suffix == ".yml" and re.fullmatch(ID_PATTERN, path.stem):
            continue
        wanted = re.sub(r"[^a-z0-9]+", "-", path.name.split(".")[0].casefold()).strip("-") or "variant"
        message = f'"{path.name}" is not a name that a variant can have'
        yield Problem(
            f"{FOLDER}/{path.name}", 1, 1, "file-name", message, f"rename the file to {wanted}.yml."
        )


def overlaid(root: Path, name: str, bases: Bases) -> Overlaid:
    """Read a variant and lay it over its course."""
    file = f"{FOLDER}/{name}.yml"
    variant = _read(root, file)
    if isinstance(variant, tuple):
        return Overlaid(name, file, None, Survey(variant), root)
    spec = variant.value
    if spec is None or variant.problems:
        return Overlaid(name, file, None, Survey(variant.problems), root)
    based_on = spec.based_on or ""
    base = root / based_on
    if based_on and not (base / COURSE_FILE).is_file():
        message = f"there is no course in {based_on}"
        hint = f"write the way to the folder that has {COURSE_FILE}, from this one."
        problem = variant.document.problem(variant.place(("based_on",)), "missing-file", message, hint)
        return Overlaid(name, file, None, Survey((problem,)), root)
    course = bases.of(based_on)
    documents = course.documents
    if course.survey.problems or not course.survey.whole:
        return Overlaid(name, file, spec, Survey(course.survey.problems), base)
    problems = list[Problem]()
    local = dict(_local_records(root, variant, documents, problems))
    theirs = {document.file for document in documents.values()}

    def laid(left_out: LeftOut) -> tuple[Overlay, Survey]:
        made = overlay({**documents, **local}, course.trees, variant, left_out)
        names = frozenset(map(_lesson, made.documents)) & frozenset(map(_lesson, documents)) - {"course"}
        wrong = [*problems, *made.problems]
        return made, survey_of(made.documents, wrong, names, lambda shown: base if shown in theirs else root)

    made, read_survey = laid({})
    if read_survey.course and not read_survey.problems:
        chosen = choose(read_survey.course, variant)
        if isinstance(chosen, tuple):
            return Overlaid(name, file, spec, Survey(chosen), base, made.losses)
        made, read_survey = laid(chosen) if chosen else (made, read_survey)
    return Overlaid(
        name,
        file,
        spec,
        _in(name, read_survey, alone=bool(problems or made.problems)),
        base,
        made.losses,
        notices(variant.document, name, made.replaced, read_accepted(lock_path(root / FOLDER, name))),
        accepted_bytes(made.replaced),
    )


def _read(root: Path, file: str) -> Fitted[Variant] | tuple[Problem, ...]:
    """Read a variant's own file, or say what is wrong with it as a file."""
    data = read_bytes(root / file, file, root)
    if isinstance(data, Problem):
        return (data,)
    document, problems = read(data, file)
    return problems if document is None or problems else fit(Variant, document)


def _local_records(
    root: Path, variant: Fitted[Variant], documents: Mapping[str, Document], problems: list[Problem]
) -> Iterator[tuple[str, Document]]:
    """Yield the variant's own records; what is wrong with them is added to the problems."""
    names = variant.value.seeds if variant.value else ()
    taken = {section for file, doc in documents.items() for section in _sections(file, doc)}
    for index, name in enumerate(names):
        place = variant.place(("seeds", index))
        data = read_bytes(root / name, name, root)
        if isinstance(data, Problem):
            code = data.code if (root / name).exists() else "missing-file"
            message = data.message if (root / name).exists() else f"there is no file {name}"
            near = [path.relative_to(root).as_posix() for path in (root / name).parent.glob("*.yml")]
            problems.append(variant.document.problem(place, code, message, nearest(name, near)))
            continue
        document, found = read(data, name)
        problems += found
        if document is None:
            continue
        if clash := sorted(_sections("seeds/", document) & taken):
            message = f"{name} numbers its sections as the course does: {', '.join(clash)}"
            hint = "give your sections other numbers, as S90, so that locators tell the two sources apart."
            problems.append(variant.document.problem(place, "repeated-id", message, hint))
        yield f"seeds/{name}", document


def _sections(file: str, document: Document) -> set[str]:
    sections = document.value.get("sections") if isinstance(document.value, dict) else ()
    if not file.startswith("seeds/") or not isinstance(sections, tuple):
        return set()
    return {str(section["id"]) for section in sections if isinstance(section, dict) and "id" in section}


def _lesson(file: str) -> str:
    return file.removeprefix("lessons/").removesuffix(".yml")


def _in(name: str, found: Survey, *, alone: bool) -> Survey:
    """Name the variant in what is wrong; `alone` leaves out what is wrong in the course for that reason."""
    file = f"{FOLDER}/{name}.yml"
    return replace(
        found, problems=tuple(named(p, name) for p in found.problems if p.file == file or not alone)
    )


def named(problem: Problem, name: str) -> Problem:
    """Return a problem that says in which variant it arises, unless it stands in the variant's own file."""
    if problem.file == f"{FOLDER}/{name}.yml":
        return problem
    return replace(problem, message=f"in the variant {name}, {problem.message}")
