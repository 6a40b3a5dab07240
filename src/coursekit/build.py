"""The story of a build: plan, make what changed, publish it, then let an engine make the site."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import filelock

from coursekit.artifact import Artifact, UnfitError
from coursekit.bundle import ZIP, bundle
from coursekit.checks.finding import Finding, at_address
from coursekit.ledger import read_ledger
from coursekit.model.course import Course
from coursekit.problems import CourseError, Problem
from coursekit.publish import Change, Publisher, Tell, sweep
from coursekit.pyodide import scripts
from coursekit.render.places import PAPER
from coursekit.render.rooms import RENDERERS, rooms
from coursekit.schedule import Breaks, Timing, clocks_of
from coursekit.sites import CONFIG, SITE, publish_settings, publish_site, sites_of
from coursekit.variants import OUTPUTS
from coursekit.wording import wording

LOCK = ".coursekit/lock"
RECORD = {"claims": "says", "events": "title"}
"""What a deck shows of the record's things."""
OTHER = "name another layout of it, `layouts: {content: …}`, or give its title less room."


class FindingsError(Exception):
    """What can only be found by making the outputs; carries every finding."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("some texts do not fit")
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Choice:
    """What a person asked to be built."""

    only: frozenset[str] = frozenset(RENDERERS)
    languages: tuple[str, ...] = ()
    """Empty: all of the course."""
    lesson: str = ""
    """Limits decks, notebooks and paper to one lesson; the site is always whole."""
    force: bool = False
    start: int | None = None
    """When sessions begin, in minutes after midnight, for run sheets with clock times."""
    sessions: int = 0
    """How many sessions there are to be; 0 for one a lesson."""
    breaks: Breaks = field(default_factory=Breaks)
    zip: bool = False
    """Whether the site is wanted as one file as well."""
    engine: str = "material"
    """What makes the site."""
    python: Path | None = None
    """Pyodide's files, for the pages; None where they can't be had."""
    variant_of: Path | None = None
    """For a variant, the folder whose `mkdocs.yml` its own is derived from."""

    def needs_python(self, course: Course) -> bool:
        """Tell whether pages are built that run programs."""
        return "site" in self.only and scripts.is_needed(course)


@dataclass(frozen=True)
class Step:
    """One artifact with the places it is to be put in."""

    artifact: Artifact
    paths: tuple[str, ...] = field(default=())


def build(root: Path, course: Course, choice: Choice, tell: Tell) -> tuple[Change, ...]:
    """Build a course into its folder and say what became of each file.

    Raises CourseError where another build is running or where MkDocs finds a fault, and
    FindingsError where texts do not fit; what does fit is built all the same.
    """
    steps = plan(course, choice)
    with _lock(root):
        sweep(root, ("build", "site", "slides", "exercises", ".coursekit"), besides=OUTPUTS)
        publisher = Publisher(root, read_ledger(root), force=choice.force)
        changes: list[Change] = []
        findings: dict[str, Finding] = {}
        try:
            for done, step in enumerate(steps):
                tell(done, len(steps) + 1, step.paths[0])
                try:
                    changes += publisher.put(step.paths, step.artifact.fingerprint, step.artifact.make)
                except UnfitError as error:
                    _note(findings, course, step.artifact.path, error)
            if not choice.lesson:
                changes += _remove_rest(publisher, course, steps, choice)
            if findings:
                raise FindingsError(list(findings.values()))
            if "site" in choice.only:
                tell(len(steps), len(steps) + 1, SITE)
                if choice.variant_of:
                    changes += publish_settings(root, choice.variant_of, course, publisher)
                for site in sites_of(course, choice.languages):
                    changes += publish_site(root, site, publisher, choice.engine, choice.variant_of)
                changes += bundle(root, publisher, SITE, wanted=choice.zip)
        finally:
            publisher.close()
    return tuple(changes)


def measure(course: Course) -> list[Finding]:
    """Make every deck and throw it away, to find what does not fit its slide."""
    findings: dict[str, Finding] = {}
    for step in plan(course, Choice(only=frozenset({"slides"}))):
        try:
            step.artifact.make()
        except UnfitError as error:
            _note(findings, course, step.artifact.path, error)
    return list(findings.values())


def plan(course: Course, choice: Choice) -> list[Step]:
    """Plan every artifact that was asked for, and where it goes."""
    steps = []
    clocks = clocks_of(course, Timing(choice.breaks, choice.start, sessions=choice.sessions))
    for language in choice.languages or course.spec.languages:
        planned = [renderer(course, wording(language)) for renderer in rooms(clocks).values()]
        for artifact in chain(*planned, scripts.plan(course, language, choice.python)):
            paths = tuple(path for path in (artifact.path, *artifact.also) if _wanted(path, choice))
            if paths:
                steps.append(Step(artifact, paths))
    return steps


def room(path: str) -> str:
    """Return the room an output belongs to, by where it stands."""
    first, *inner = path.split("/")
    if first not in RENDERERS:
        return "site"
    return "paper" if inner[1:2] and inner[1] in PAPER else first


def _note(findings: dict[str, Finding], course: Course, path: str, error: UnfitError) -> None:
    """Note what does not fit, once for a deck and its twin."""
    findings.setdefault(f"{Path(path).with_suffix('')}/{error.address}", unfit(course, path, error))


def unfit(course: Course, path: str, error: UnfitError) -> Finding:
    """Return where in the specs a text stands that an output has no room for."""
    message, hint = f"{path}: {error.message}", "shorten it, or divide it."
    kind, _, name = error.address.partition("/")
    if kind == "course":
        message, hint = f"{course.spec.slides.template}: {error.message}", OTHER
        return Finding("template-refused", message, hint, at_address(course.spec, name), "course")
    if kind in RECORD:
        return Finding("text-does-not-fit", message, hint, (RECORD[kind],), record=(kind, name))
    lesson = _lesson(path)
    place = at_address(course.lessons[lesson], error.address)
    return Finding("text-does-not-fit", message, hint, place, lesson)


def _lesson(path: str) -> str:
    return Path(path).stem.partition("-")[2]


def _wanted(path: str, choice: Choice) -> bool:
    name = room(path)
    if name not in choice.only:
        return False
    return name == "site" or not choice.lesson or choice.lesson == _lesson(path)


def _remove_rest(publisher: Publisher, course: Course, steps: list[Step], choice: Choice) -> Iterator[Change]:
    planned = {path for step in steps for path in step.paths}
    planned |= {ZIP, CONFIG, *(site.config for site in sites_of(course, choice.languages))}
    for path in sorted(publisher.entries):
        if path in planned or path.startswith(f"{SITE}/") or room(path) not in choice.only:
            continue
        if not choice.languages or any(f"/{language}/" in path for language in choice.languages):
            yield from publisher.drop(path)


def _lock(root: Path) -> filelock.BaseFileLock:
    path = root / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(path, timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        hint = "wait until it is done, or end it."
        problem = Problem(LOCK, 1, 1, "build-running", "another build of this course is running", hint)
        raise CourseError([problem]) from None
    return lock
