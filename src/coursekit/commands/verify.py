"""`coursekit verify`: prove every exercise, each check by itself, and run the notebooks."""

import sys
from pathlib import Path

import click

from coursekit.exits import PROBLEMS, NotInstalledError
from coursekit.options import known


@click.command()
@click.option("--lesson", metavar="ID", help="Prove the exercises of this lesson only.")
@click.option("--variant", metavar="NAME", help="Prove this variant of the course instead.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--no-notebooks", is_flag=True, help="Do not run the notebooks; needs no Jupyter.")
@click.option("--force", is_flag=True, help="Prove again what is remembered as proven.")
@click.option(
    "--seconds", type=click.IntRange(1, 600), help="Of work that an answer may take; without it, 5."
)
@click.pass_obj
def verify(  # noqa: PLR0913 - click passes each option by its name
    root: Path,
    *,
    lesson: str | None,
    variant: str | None,
    form: str,
    no_notebooks: bool,
    force: bool,
    seconds: int | None,
) -> None:
    """Prove every exercise, each check by itself, and run the notebooks."""
    from coursekit.checks.finding import located
    from coursekit.chosen import inspected
    from coursekit.prooftable import proof_json, proof_lines
    from coursekit.terminal import progress, report, say
    from coursekit.verify import Choice
    from coursekit.verify import verify as run
    from coursekit.verify.memory import Memory
    from coursekit.verify.notebooks import missing
    from coursekit.verify.programs import Limits

    found = inspected(root, variant)
    course = found.course
    if course is None:
        report(found.problems, form)
        sys.exit(PROBLEMS)
    known(lesson, course.lessons, "--lesson", "lesson")
    if not no_notebooks and (lacking := missing()):
        raise NotInstalledError(lacking)
    lessons = (lesson,) if lesson else tuple(course.lessons)
    choice = Choice(lessons, not no_notebooks, Limits(seconds) if seconds else Limits())
    with progress() as tell:
        proof = run(course, choice, Memory(root, again=force), tell)
    problems = tuple(sorted({located(finding, found.survey) for finding in proof.findings}))
    if form == "json":
        say([proof_json(proof, problems)])
    else:
        report(problems, form)
    if form == "text":
        say(proof_lines(proof))
    if problems:
        sys.exit(PROBLEMS)
