"""`coursekit build`: build the site, the decks, the notebooks and the paper."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coursekit.options import known
from coursekit.problems import CourseError, Problem

if TYPE_CHECKING:
    from coursekit.build import Choice
    from coursekit.checks import Inspection
    from coursekit.variants import Overlaid

Typed = str | None  # after an option, if it was given
ROOMS = ("site", "slides", "exercises", "paper")
ENGINES = ("material", "zensical")


@click.command()
@click.option("--only", multiple=True, type=click.Choice(ROOMS), help="Build only this; may be repeated.")
@click.option("--lang", metavar="LANGUAGE", help="Build only this language.")
@click.option("--lesson", metavar="ID", help="Build deck, notebooks and paper of this lesson only.")
@click.option("--start", metavar="HH:MM", help="Run sheets show clock times for a session that begins then.")
@click.option("--variant", "chosen", metavar="NAME", help="Build this variant of the course instead.")
@click.option("--variants", "every", is_flag=True, help="Build all variants instead.")
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
    chosen: Typed,
    every: bool,
    force: bool,
    zip_: bool,
    engine: str,
    why: bool,
) -> None:
    """Build the site, the decks, the notebooks and the paper."""
    from coursekit.build import Choice
    from coursekit.checks import inspect
    from coursekit.options import start_of, there
    from coursekit.variants import has_course, variant_names

    wanted = frozenset(only or ROOMS)
    there(engine)
    begins = start_of(start, wanted)
    languages = (lang,) if lang else ()
    choice = Choice(wanted, languages, lesson or "", force, begins, zip=zip_, engine=engine)
    known(chosen, variant_names(root), "--variant", "variant")
    if chosen:
        _build_variants(root, (chosen,), choice, why=why)
    elif every or not has_course(root):
        _build_variants(root, variant_names(root), choice, why=why)
    else:
        _make(root, inspect(root), choice, why=why)


def _build_variants(root: Path, names: tuple[str, ...], choice: "Choice", *, why: bool) -> None:
    """Build variants one after the other; those that can't be built keep none of the others from it."""
    from coursekit.checks import inspect_variant
    from coursekit.terminal import say, variant_line
    from coursekit.variants import Bases, overlaid

    bases, problems = Bases(root), list[Problem]()
    for name in names:
        variant = overlaid(root, name, bases)
        say([variant_line(name, variant.folder)])
        try:
            _make(
                root, inspect_variant(variant), _choice_for(root, variant, choice), why=why, variant=variant
            )
        except CourseError as error:
            problems += error.problems
    if problems:
        raise CourseError(problems)


def _choice_for(root: Path, variant: "Overlaid", choice: "Choice") -> "Choice":
    from coursekit.chosen import breaks_of
    from coursekit.options import start_of

    began = variant.spec.start if variant.spec and "paper" in choice.only else None
    settings = root if (root / "mkdocs.yml").is_file() else variant.base
    start = start_of(began, choice.only) if choice.start is None else choice.start
    sessions = (variant.spec.sessions if variant.spec else None) or 0
    breaks = breaks_of(variant.spec)
    return replace(choice, start=start, sessions=sessions, breaks=breaks, variant_of=settings)


def _make(
    root: Path, found: "Inspection", choice: "Choice", *, why: bool, variant: "Overlaid | None" = None
) -> None:
    from coursekit.build import FindingsError
    from coursekit.build import build as run
    from coursekit.checks.finding import located
    from coursekit.pyodide import obtain
    from coursekit.schema import refresh
    from coursekit.terminal import change_lines, lacking_lines, progress, say
    from coursekit.variants import named

    course = found.course
    if course is None:
        raise CourseError(found.problems)
    known(choice.languages[0] if choice.languages else None, course.spec.languages, "--lang", "language")
    known(choice.lesson or None, course.lessons, "--lesson", "lesson")
    folder = root / variant.folder if variant else root
    try:
        with progress() as tell:
            lacking = obtain.ready(obtain.cache(), tell) if choice.needs_python(course) else ""
            changes = run(folder, course, replace(choice, python=None if lacking else obtain.cache()), tell)
    except FindingsError as error:
        problems = (located(finding, found.survey) for finding in error.findings)
        raise CourseError(named(p, variant.name) if variant else p for p in problems) from None
    if not variant:
        refresh(root, course, begin=True)
    say(change_lines(changes, variant.folder if variant else "", why=why))
    if lacking:
        say(lacking_lines(lacking))
