"""`coursekit check`: say what is to be mended in the course, each with its line, or in finished decks."""

import sys
from pathlib import Path

import click

from coursekit.exits import PROBLEMS
from coursekit.problems import counted

THERE = click.Path(exists=True, path_type=Path)


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "long", "json", "github"]),
    help="Without it: long on a terminal, else text, a line for each problem.",
)
@click.option("--deck", "decks", multiple=True, type=THERE, help="Look at this deck, or folder of decks.")
@click.pass_obj
def check(root: Path, form: str | None, decks: tuple[Path, ...]) -> None:
    """Say what is to be mended in the course, each with its line, or in finished decks."""
    if decks:
        from coursekit.decks import look_at

        sys.exit(PROBLEMS if look_at(decks, form or "text") else 0)
    from coursekit.build import measure
    from coursekit.checks import inspect
    from coursekit.checks.finding import located
    from coursekit.load.lines import line_reader
    from coursekit.schema import refresh
    from coursekit.terminal import is_terminal, report, say, say_at_length

    found = inspect(root)
    refresh(root, found.survey.course)
    course, problems = found.course, found.problems
    if course:
        problems = tuple(dict.fromkeys(located(finding, found.survey) for finding in measure(course)))
    form = form or ("long" if is_terminal() else "text")
    if problems and form == "long":
        say_at_length(problems, line_reader(root))
    else:
        report(problems, form)
    if problems:
        sys.exit(PROBLEMS)
    if course and form in ("text", "long"):
        minutes = sum(lesson.teaching + lesson.exercises_minutes for lesson in course.lessons.values())
        sums = {"lesson": len(course.lessons), "claim": len(course.facts.claims), "minute": minutes}
        say([f"Nothing to mend: {', '.join(counted(number, noun) for noun, number in sums.items())}."])
