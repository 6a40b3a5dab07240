"""The story of a build: plan, make what changed, publish it, then let MkDocs make the site."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata
from itertools import chain
from pathlib import Path

import filelock

from coursekit.artifact import Artifact, UnfitError, digest, kit
from coursekit.checks.finding import Finding, at_address
from coursekit.ledger import read_ledger
from coursekit.model.course import Course
from coursekit.problems import CourseError, Problem
from coursekit.publish import Change, Publisher, Tell, sweep
from coursekit.pyodide import scripts
from coursekit.render.places import PAPER, pages
from coursekit.render.rooms import RENDERERS
from coursekit.render.site.engine import build_site, config_for
from coursekit.wording import wording

CONFIG = "mkdocs.yml"
SITE = "site"
LOCK = ".coursekit/lock"
ENGINE = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")
"""Distributions whose version can change the site."""


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
    python: Path | None = None
    """Pyodide's files, for the pages; None where they can't be had."""

    def needs_python(self, course: Course) -> bool:
        """Tell whether pages are built that run programs."""
        return "site" in self.only and scripts.is_needed(course)


@dataclass(frozen=True)
class Step:
    """One artifact with the places it is to be put in."""

    artifact: Artifact
    paths: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Site:
    """The site of one language."""

    language: str
    config: str
    folder: str
    inner: tuple[str, ...]
    """Folders inside that belong to other languages."""

    def holds(self, path: str) -> bool:
        """Tell whether a file is part of this site."""
        return path.startswith(f"{self.folder}/") and not path.startswith(self.inner)


def build(root: Path, course: Course, choice: Choice, tell: Tell) -> tuple[Change, ...]:
    """Build a course into its folder and say what became of each file.

    Raises CourseError where another build is running or where MkDocs finds a fault, and
    FindingsError where texts do not fit; what does fit is built all the same.
    """
    steps = plan(course, choice)
    with _lock(root):
        sweep(root, ("build", "site", "slides", "exercises", ".coursekit"))
        publisher = Publisher(root, read_ledger(root), force=choice.force)
        changes: list[Change] = []
        findings: list[Finding] = []
        try:
            for done, step in enumerate(steps):
                tell(done, len(steps) + 1, step.paths[0])
                try:
                    changes += publisher.put(step.paths, step.artifact.fingerprint, step.artifact.make)
                except UnfitError as error:
                    findings.append(_unfit(course, step.artifact.path, error))
            if not choice.lesson:
                changes += _remove_rest(publisher, course, steps, choice)
            if findings:
                raise FindingsError(findings)
            if "site" in choice.only:
                tell(len(steps), len(steps) + 1, SITE)
                for site in _sites(course, choice):
                    changes += _site(root, site, publisher)
        finally:
            publisher.close()
    return tuple(changes)


def measure(course: Course) -> list[Finding]:
    """Make every deck and throw it away, to find what does not fit its slide."""
    findings = []
    for step in plan(course, Choice(only=frozenset({"slides"}))):
        try:
            step.artifact.make()
        except UnfitError as error:
            findings.append(_unfit(course, step.artifact.path, error))
    return findings


def plan(course: Course, choice: Choice) -> list[Step]:
    """Plan every artifact that was asked for, and where it goes."""
    steps = []
    for language in choice.languages or course.spec.languages:
        planned = [renderer(course, wording(language)) for renderer in RENDERERS.values()]
        for artifact in chain(*planned, scripts.plan(course, language, choice.python)):
            paths = tuple(path for path in (artifact.path, *artifact.also) if _wanted(path, choice))
            if paths:
                steps.append(Step(artifact, paths))
    return steps


def room(path: str) -> str:
    """Return the room an output belongs to, by where it stands."""
    first, *inner = Path(path).parts
    if first not in RENDERERS:
        return "site"
    return "paper" if inner[1:2] and inner[1] in PAPER else first


def _unfit(course: Course, path: str, error: UnfitError) -> Finding:
    lesson = _lesson(path)
    place = at_address(course.lessons[lesson], error.address)
    message = f"{path}: {error.message}"
    return Finding("text-does-not-fit", message, "shorten it, or divide it.", place, lesson)


def _lesson(path: str) -> str:
    return Path(path).stem.partition("-")[2]


def _wanted(path: str, choice: Choice) -> bool:
    name = room(path)
    if name not in choice.only:
        return False
    return name == "site" or not choice.lesson or choice.lesson == _lesson(path)


def _remove_rest(publisher: Publisher, course: Course, steps: list[Step], choice: Choice) -> Iterator[Change]:
    planned = {path for step in steps for path in step.paths}
    planned |= {site.config for site in _sites(course, choice)}
    for path in sorted(publisher.entries):
        if path in planned or path.startswith(f"{SITE}/") or room(path) not in choice.only:
            continue
        if not choice.languages or any(f"/{language}/" in path for language in choice.languages):
            yield from publisher.drop(path)


def _sites(course: Course, choice: Choice) -> Iterator[Site]:
    first, *others = course.spec.languages
    inner = tuple(f"{SITE}/{language}/" for language in others)
    for language in choice.languages or course.spec.languages:
        if language == first:
            yield Site(language, CONFIG, SITE, inner)
        else:
            yield Site(language, f"build/mkdocs.{language}.yml", f"{SITE}/{language}", ())


def _site(root: Path, site: Site, publisher: Publisher) -> list[Change]:
    changes = _config(root, site, publisher)
    fingerprint = _site_fingerprint(root, site)
    known = [path for path in sorted(publisher.entries) if site.holds(path)]
    if known and all(publisher.as_it_should_be(path, fingerprint) for path in known):
        return [*changes, *(Change(path, "unchanged") for path in known)]
    with tempfile.TemporaryDirectory(prefix="site-", dir=root / ".coursekit") as stage:
        output = Path(stage) / SITE
        faults = build_site(root / site.config, output, root)
        if faults:
            raise CourseError(_fault(site.config, line) for line in faults)
        files = {f"{site.folder}/{path.relative_to(output).as_posix()}": path for path in _files(output)}
        for path, made in files.items():
            changes += publisher.put((path,), fingerprint, made.read_bytes)
    for path in known:
        if path not in files:
            changes += publisher.drop(path)
    return changes


def _config(root: Path, site: Site, publisher: Publisher) -> list[Change]:
    if not (root / CONFIG).is_file():
        hint = "copy mkdocs.yml from a course that has one."
        raise CourseError([Problem(CONFIG, 1, 1, "missing-file", "there is no mkdocs.yml", hint)])
    if site.config == CONFIG:
        return []
    data = config_for(site.language).encode()
    return publisher.put((site.config,), digest(data), lambda: data)


def _site_fingerprint(root: Path, site: Site) -> str:
    rows = [kit(), *(f"{part}={metadata.version(part)}" for part in ENGINE)]
    rows += [digest((root / config).read_bytes()) for config in (CONFIG, site.config)]
    docs = root / pages(site.language)
    rows += [f"{path.relative_to(docs).as_posix()}={digest(path.read_bytes())}" for path in _files(docs)]
    return digest("\n".join(rows).encode())


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _fault(config: str, line: str) -> Problem:
    hint = "mend the page's spec, or mkdocs.yml if you changed it."
    return Problem(config, 1, 1, "site-warning", line, hint)


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
