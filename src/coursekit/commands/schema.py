"""`coursekit schema`: give the JSON Schema of a KIND of file, so that an editor completes and underlines."""

from pathlib import Path

import click

from coursekit.problems import CourseError


@click.command()
@click.argument("kind", required=False, type=click.Choice(["seed", "lesson", "course", "variant", "log"]))
@click.option(
    "--write",
    "writes",
    is_flag=True,
    help="Write them all into .coursekit/schemas/ of the course, with its ids.",
)
@click.pass_obj
def schema(root: Path, kind: str | None, writes: bool) -> None:
    """Give the JSON Schema of a KIND of file, so that an editor completes and underlines."""
    from coursekit.load.course import survey
    from coursekit.schema import schema_text, write
    from coursekit.starter import editor_files
    from coursekit.terminal import say, schema_lines

    if writes:
        found = survey(root)
        if found.course is None:
            raise CourseError(found.problems)
        say(schema_lines(write(root, found.course), editor_files(root)))
    elif kind:
        say([schema_text(kind).rstrip()])
    else:
        raise click.UsageError("Say which: seed, lesson, course, variant or log; or write all with --write.")
