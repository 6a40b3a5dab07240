"""What an option may say, where the words alone do not tell."""

from collections.abc import Iterable
from importlib.util import find_spec

import click

from coursekit.problems import nearest


def start_of(given: str | None, rooms: frozenset[str]) -> int | None:
    """Return when a session begins, in minutes after midnight; rooms are what is to be built."""
    from coursekit.render.paper.clock import minutes_of  # noqa: PLC0415 - most commands never ask

    if given is None:
        return None
    if "paper" not in rooms:
        raise click.UsageError("--start is for run sheets: give --only paper too, or leave out --only.")
    try:
        return minutes_of(given)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--start") from None


def there(engine: str) -> None:
    """Refuse an engine that is not installed: only Material comes with the kit."""
    from coursekit.render.site.engine import ENGINES  # noqa: PLC0415 - most commands never ask

    if find_spec(ENGINES[engine].theme) is None:
        raise click.UsageError(f"{engine} is not installed: python -m pip install {engine}")


def known(given: str | None, there: Iterable[str], option: str, noun: str) -> None:
    """Refuse what is not there, and name what is nearest. Raises BadParameter."""
    words = list(there)
    if given is not None and given not in words:
        raise click.BadParameter(f'there is no {noun} "{given}": {nearest(given, words)}', param_hint=option)
