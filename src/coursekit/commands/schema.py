"""`coursekit schema`: give the JSON Schema of a KIND of file, so that an editor completes and underlines."""

from pathlib import Path

import click


@click.command()
@click.argument("kind", required=False, type=click.Choice(["seed", "lesson", "course", "variant", "log"]))
@click.option(
    "--write", "writes", is_flag=True, help="Write them all into .coursekit/schemas/ of the course."
)
@click.pass_obj
def schema(root: Path, kind: str | None, writes: bool) -> None:
    """Give the JSON Schema of a KIND of file, so that an editor completes and underlines."""
    from coursekit.schema import editor_settings, schema_text, write
    from coursekit.terminal import say, settings_lines

    if writes:
        say(settings_lines(write(root), editor_settings(root)))
    elif kind:
        say([schema_text(kind).rstrip()])
    else:
        raise click.UsageError("Say which: seed, lesson, course, variant or log; or write all with --write.")
