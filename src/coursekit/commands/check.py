"""`coursekit check`: say what is to be mended in the course, each with its line, or in finished decks."""

import sys
from pathlib import Path

import click

from coursekit.exits import PROBLEMS
from coursekit.problems import Problem

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
    from coursekit.checks import inspect
    from coursekit.judging import judged, judged_variants
    from coursekit.load.lines import line_reader
    from coursekit.schema import refresh
    from coursekit.terminal import is_terminal, report, say, say_at_length, sum_line
    from coursekit.variants import has_course, misnamed

    problems, notices, said = [*misnamed(root)], list[Problem](), list[str]()
    found = inspect(root) if has_course(root) else None
    if found:
        refresh(root, found.survey.course)
        problems += judged(found)
    if found and found.course:
        said.append(sum_line("", found.course))
    if not found or not found.survey.problems:
        for one in judged_variants(root, problems):
            problems += one.problems
            notices += one.variant.notices
            if one.course:
                said.append(sum_line(one.variant.name, one.course))
    form = form or ("long" if is_terminal() else "text")
    if (problems or notices) and form == "long":
        say_at_length(problems, notices, line_reader(root))
    else:
        report(tuple(problems), form, tuple(notices))
    if problems:
        sys.exit(PROBLEMS)
    if form in ("text", "long"):
        say(said)
