"""`coursekit build`: build the site, the decks, the notebooks and the paper."""

from dataclasses import replace
from pathlib import Path

import click

from coursekit.options import known
from coursekit.problems import CourseError

Typed = str | None  # after an option, if it was given
ROOMS = ("site", "slides", "exercises", "paper")
ENGINES = ("material", "zensical")


@click.command()
@click.option("--only", multiple=True, type=click.Choice(ROOMS), help="Build only this; may be repeated.")
@click.option("--lang", metavar="LANGUAGE", help="Build only this language.")
@click.option("--lesson", metavar="ID", help="Build deck, notebooks and paper of this lesson only.")
@click.option("--start", metavar="HH:MM", help="Run sheets show clock times for a session that begins then.")
@click.option("--force", is_flag=True, help="Replace files that were edited since; a copy is kept.")
@click.option("--zip", "zip_", is_flag=True, help="Put the site into site.zip too, to hand it on.")
@click.option("--engine", type=click.Choice(ENGINES), default="material", help="What makes the site.")
@click.option("--why", is_flag=True, help="Give the reason for every file.")
@click.pass_obj
def build(  # noqa: PLR0913 - click passes each option by its name
    root: Path,
    *,
    only: tuple[str, ...],
    lang: Typed,
    lesson: Typed,
    start: Typed,
    force: bool,
    zip_: bool,
    engine: str,
    why: bool,
) -> None:
    """Build the site, the decks, the notebooks and the paper."""
    from coursekit.build import Choice, FindingsError
    from coursekit.build import build as run
    from coursekit.checks import inspect
    from coursekit.checks.finding import located
    from coursekit.options import start_of, there
    from coursekit.pyodide import obtain
    from coursekit.schema import refresh
    from coursekit.terminal import change_lines, lacking_lines, progress, say

    found = inspect(root)
    course = found.course
    if course is None:
        raise CourseError(found.problems)
    known(lang, course.spec.languages, "--lang", "language")
    known(lesson, course.lessons, "--lesson", "lesson")
    wanted = frozenset(only or ROOMS)
    there(engine)
    begins = start_of(start, wanted)
    choice = Choice(wanted, (lang,) if lang else (), lesson or "", force, begins, zip_, engine)
    try:
        with progress() as tell:
            lacking = obtain.ready(obtain.cache(), tell) if choice.needs_python(course) else ""
            changes = run(root, course, replace(choice, python=None if lacking else obtain.cache()), tell)
    except FindingsError as error:
        raise CourseError(located(finding, found.survey) for finding in error.findings) from None
    refresh(root, course, begin=True)
    say(change_lines(changes, why=why))
    if lacking:
        say(lacking_lines(lacking))
