"""What an option may say, where the words alone do not tell."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from coursekit.problems import nearest

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def start_of(given: str | None, rooms: frozenset[str]) -> int | None:
    """Return when a session begins, in minutes after midnight; rooms are what is to be built."""
    if given is not None and "paper" not in rooms:
        raise click.UsageError("--start is for run sheets: give --only paper too, or leave out --only.")
    return clock_time(given)


def time_zone(given: str | None) -> "ZoneInfo | None":
    """Return a time zone by its name."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - most commands never ask

    try:
        return ZoneInfo(given) if given else None
    except (KeyError, ValueError, OSError):  # KeyError where there is none, the others for what is no name
        hint = "write it as Continent/City, for example Asia/Almaty."
        raise click.BadParameter(f'there is no time zone "{given}": {hint}', param_hint="--zone") from None


def clock_time(given: str | None) -> int | None:
    """Return when a session begins, in minutes after midnight."""
    from coursekit.render.paper.clock import minutes_of  # noqa: PLC0415 - most commands never ask

    if given is None:
        return None
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
