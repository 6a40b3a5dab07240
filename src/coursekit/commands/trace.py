"""`coursekit trace`: list every place and file that rests on CLAIM."""

from pathlib import Path

import click

from coursekit.options import known
from coursekit.problems import CourseError


@click.command()
@click.argument("claim")
@click.option("--variant", metavar="NAME", help="Look into this variant of the course instead.")
@click.pass_obj
def trace(root: Path, claim: str, variant: str | None) -> None:
    """List every place and file that rests on CLAIM."""
    from coursekit import trace as tracing
    from coursekit.build import Choice, plan
    from coursekit.chosen import inspected
    from coursekit.render.prose import statement
    from coursekit.terminal import say, trace_lines
    from coursekit.wording import wording

    found = inspected(root, variant)
    course = found.course
    if course is None:
        raise CourseError(found.problems)
    record = course.whole or course.facts
    known(claim, record.claims, "CLAIM", "claim")
    words = statement(record.claims[claim], record, wording(course.spec.languages[0]))
    planned = (step.artifact for step in plan(course, Choice()))
    say(trace_lines(claim, words, tracing.uses(course, claim), tracing.artifacts(planned, claim)))
