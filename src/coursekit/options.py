"""What an option may say, where the words alone do not tell."""

import click

from coursekit.render.paper.clock import minutes_of


def start_of(given: str | None, rooms: frozenset[str]) -> int | None:
    """Return when a session begins, in minutes after midnight; rooms are what is to be built."""
    if given is None:
        return None
    if "paper" not in rooms:
        raise click.UsageError("--start is for run sheets: give --only paper too, or leave out --only.")
    try:
        return minutes_of(given)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--start") from None
