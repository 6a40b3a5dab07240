"""What an option may say, where the words alone do not tell."""

from collections.abc import Iterable
from datetime import date, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from coursekit.problems import MANY, alike, nearest

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


YEARS = range(1900, 2100)
MOST_MINUTES = 100_000
NONE_NEAR = "nothing here has a name like it."
DATE = "%Y-%m-%d"
DAY_FIRST = "%d.%m.%Y"


def in_minutes(given: str) -> int:
    """Return minutes that are given as a number, or as a variant writes them: `1 hour 30 minutes`."""
    from coursekit.model.variant import minutes_typed  # noqa: PLC0415 - most commands never ask

    minutes = minutes_typed(given)
    if not 1 <= minutes <= MOST_MINUTES:
        raise click.BadParameter(f'"{given.strip()}" is not a time: write minutes, for example 90.')
    return minutes


def a_day(given: str) -> date:
    """Return a day that is given as `2026-12-03`. Raises BadParameter, if it can with what was meant."""
    found = _day(given, DATE)
    if found is None:
        meant = _day(given, DAY_FIRST)
        hint = f'did you mean "{meant}"?' if meant else "write it as 2026-12-03."
        raise click.BadParameter(f'"{given}" is no day: {hint}')
    if found.year not in YEARS:
        raise click.BadParameter("the year has four digits and begins with 19 or 20.")
    return found


def _day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None


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


def known(given: str | None, there: Iterable[str], option: str, noun: str, hint: str = "") -> None:
    """Refuse what is not there, and name what is nearest, or where all are named. Raises BadParameter."""
    words = list(there)
    if given is not None and given not in words:
        near = alike(given, words) or (nearest(given, words) if len(words) <= MANY else hint or NONE_NEAR)
        raise click.BadParameter(f'there is no {noun} "{given}": {near}', param_hint=option)
