"""What the commands show: progress, problems, changes and traces, as lines for a terminal."""

import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from coursekit.model.course import Course, minutes_of
from coursekit.problems import Problem, as_github, as_json, as_text, counted, one_line
from coursekit.publish import KEPT, WRITTEN, Change, Tell
from coursekit.report import Line, report_lines
from coursekit.trace import Use

START = "site/index.html"
WIDEST = 100
"""Longer lines of prose are hard to read."""

WHY = {
    "unchanged": "as it should be",
    "new": "not there before",
    "missing": "was gone",
    "changed": "what it is made from changed",
    "edited": "somebody changed it since; kept as it is",
    "foreign": "not made by coursekit; kept as it is",
    "forced": "replaced, since --force was given",
    "not-planned": "nothing makes it any more; removed",
}


@contextmanager
def progress() -> Iterator[Tell]:
    """Give a function to be told of each step: a bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _done, _total, _name: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("planning")

        def tell(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=_short(name))

        yield tell


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each problem, and a last one with their number."""
    found = list(problems)
    yield from map(as_text, found)
    files = len({problem.file for problem in found})
    yield f"{counted(len(found), 'problem')} in {counted(files, 'file')}."


def change_lines(changes: Iterable[Change], folder: str = "", *, why: bool) -> Iterator[str]:
    """Yield what a build did: each file with its reason if asked for, then the sums.

    `folder` is where it was built, if not in the course's own.
    """
    found = list(changes)
    shown = f"{folder}/" if folder else ""
    for change in found:
        if why or change.reason in KEPT or change.copy:
            yield f"{shown}{change.path}: {WHY[change.reason]}{_copy(change)}"
    kept = [change for change in found if change.reason in KEPT]
    if kept:
        yield "Use --force to replace them; a copy of each is then kept beside it."
    written = sum(change.reason in WRITTEN for change in found)
    removed = sum(change.reason == "not-planned" for change in found)
    if not written and not removed:
        yield f"Nothing to write: all {len(found) - len(kept)} files are as they should be."
        return
    same = sum(change.reason == "unchanged" for change in found)
    yield f"{counted(written, 'file')} written, {removed} removed, {same} unchanged."
    if any(change.path == START and change.reason in WRITTEN for change in found):
        there = f"{shown}slides/", f"{shown}exercises/"
        yield (
            f"Begin at {shown}{START}; decks and run sheets are in {there[0]}, "
            f"notebooks and paper in {there[1]}."
        )


def variant_line(name: str, folder: str) -> str:
    """Return which variant is built now, and where."""
    return f"The variant {name}, in {folder}:"


def lacking_lines(reason: str) -> Iterator[str]:
    """Yield that the pages have no Python, and why."""
    yield f"The pages have no Python, so that programs in them are text; {reason}."
    yield "The notebooks run as ever. With a network, build again."


def trace_lines(claim: str, statement: str, uses: Iterable[Use], files: Iterable[str]) -> Iterator[str]:
    """Yield a claim's statement, the places that rest on it, and the files made from them."""
    yield f"{claim}: {statement}"
    yield ""
    places = list(uses)
    if not places:
        yield "  Nothing here rests on it."
    for use in places:
        yield f"  {f'lessons/{use.lesson}.yml' if use.lesson else 'seeds/'}: {use.kind}: {use.name}"
    yield ""
    yield from (f"  {path}" for path in files)


def course_lines(folder: str, files: Iterable[str], minutes: int, start: str) -> Iterator[str]:
    """Yield what a new course is made of, and what to do with it."""
    yield f"A course is in {folder}:"
    yield from (f"  {path}" for path in files)
    yield "It builds as it is; the library in it is invented. Now:"
    yield f"  cd {shlex.quote(folder)}"
    yield "  coursekit serve --open   # the course in your browser, as you change it"
    yield "  coursekit check          # what is to be mended, and where"
    yield "  coursekit build          # its site, slides, notebooks and paper"
    yield f"  coursekit build --variant first-session   # {counted(minutes, 'minute')} of it, from {start}"


def lesson_lines(path: str) -> Iterator[str]:
    """Yield where a new lesson is, and what to do with it."""
    yield f"{path} is written and stands at the end of the list in lessons/course.yml."
    yield "It has one part, one exercise and one question. Put your own words in, then: coursekit check"


def schema_lines(paths: Iterable[str], settings: Iterable[str]) -> Iterator[str]:
    """Yield where the schemas are, what else was written, and how editors find them."""
    yield f"Written: {', '.join((*paths, *settings))}."
    yield "VS Code finds them by .vscode/settings.json, with its extension YAML by Red Hat."
    yield "Other editors with yaml-language-server go by a file's first line:"
    yield ""
    yield "    # yaml-language-server: $schema=../.coursekit/schemas/lesson.json"
    yield ""
    yield "(course.json in lessons/course.yml, seed.json in seeds/.) `check` and `build` keep the ids fresh."


def report(problems: tuple[Problem, ...], form: str, notices: tuple[Problem, ...] = ()) -> None:
    """Print problems and notices as lines, as JSON, or as notes for a code review."""
    if form == "json":
        say([as_json(problems, notices)])
        return
    if form == "github":
        say(map(as_github, problems))
        say(as_github(notice, "notice") for notice in notices)
        return
    say(notice_lines(notices))
    if problems:
        say(problem_lines(problems))


def notice_lines(notices: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each thing that somebody should look at, though nothing has to be mended."""
    for notice in notices:
        yield f"{as_text(notice)} [a notice: everything is built all the same]"


def sum_line(variant: str, course: Course) -> str:
    """Return that nothing is to be mended in a course or a variant of it, whose title and size it says."""
    from coursekit.render.prose import plain_line  # noqa: PLC0415 - only `check` names a course
    from coursekit.wording import wording  # noqa: PLC0415 - as above

    sums = {"lesson": len(course.lessons), "claim": len(course.facts.claims), "minute": minutes_of(course)}
    told = ", ".join(counted(number, noun) for noun, number in sums.items())
    named = f"the variant {variant}, " if variant else ""
    title = plain_line(course.spec.title, course.facts, wording(course.spec.languages[0]))
    return f"Nothing to mend in {named}“{one_line(title)}”: {told}."


def is_terminal() -> bool:
    """Tell whether a person reads what is printed."""
    return sys.stdout.isatty()


def say_at_length(problems: Iterable[Problem], notices: Iterable[Problem], line: Line) -> None:
    """Print problems and notices by file, each with its line, in colour where the terminal has some."""
    console = Console()
    colour = console.is_terminal and console.color_system is not None and not console.no_color
    say(report_lines(problems, notices, line, width(), colour=colour and not console.legacy_windows))


def width() -> int:
    """Return how many columns of text to write: the terminal's, but no more than read well."""
    return max(20, min(shutil.get_terminal_size().columns, WIDEST))


def say(lines: Iterable[str]) -> None:
    """Print lines, in whatever the terminal can show."""
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        print(line.encode(encoding, "replace").decode(encoding))  # noqa: T201 - the one place that prints
    sys.stdout.flush()  # `serve` goes on


def say_bytes(data: bytes) -> None:
    """Print what has its own ends of lines, as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _copy(change: Change) -> str:
    return f"; the former version is {change.copy}" if change.copy else ""


def _short(name: str) -> str:
    return f"{PurePosixPath(name).name[:38]:<38}"
