"""The clock on the wall: what it shows at each minute of a session that begins at a given time."""

import re
from dataclasses import dataclass

DAY, HOUR = 24 * 60, 60
TIME = re.compile(r"(\d{1,2}):([0-5]\d)")
NEARLY = re.compile(r"(\d{1,2})(?:\s*[.:h]?\s*([0-5]\d))?\s*(?:h|(am|pm|a\.m\.|p\.m\.))?", re.IGNORECASE)
NOON = 12
HINT = "write hours and minutes from 0:00 to 23:59, for example 18:30."


@dataclass(frozen=True)
class Pause:
    """A break in a session."""

    before: int
    """It comes before the step that begins so many minutes into the session, breaks not counted."""
    minutes: int


@dataclass(frozen=True)
class Clock:
    """Clock times of a session; without a beginning there are none."""

    start: int | None = None
    """In minutes after midnight."""
    pauses: tuple[Pause, ...] = ()
    """In their order."""

    def at(self, minutes: int) -> str:
        """Return what the clock shows that many minutes into the session; after midnight it begins anew.

        Breaks are not in these minutes, and the clock goes on in them.
        """
        if self.start is None:
            return ""
        rested = sum(pause.minutes for pause in self.pauses if pause.before <= minutes)
        return _shown(self.start + minutes + rested)

    def break_at(self, pause: Pause) -> str:
        """Return what the clock shows when a break begins."""
        if self.start is None:
            return ""
        rested = sum(other.minutes for other in self.pauses if other.before < pause.before)
        return _shown(self.start + pause.before + rested)


def _shown(minutes: int) -> str:
    hours, rest = divmod(minutes % DAY, HOUR)
    return f"{hours:02d}:{rest:02d}"


def minutes_of(text: str) -> int:
    """Read a time of day as minutes after midnight. Raises ValueError, with a hint, where it is none."""
    found = TIME.fullmatch(text.strip())
    if found and int(found[1]) < DAY // HOUR:
        return int(found[1]) * HOUR + int(found[2])
    raise ValueError(f'"{text}" is no time of day: {_meant(text) or HINT}')


def _meant(text: str) -> str:
    """Return a guess at a time of day that is written in another way: `18.30`, `1830`, `6:30 pm`."""
    near = NEARLY.fullmatch(text.strip())
    if near is None:
        return ""
    hour, half = int(near[1]), (near[3] or "").lower()
    if half:
        hour = hour % NOON + (NOON if half.startswith("p") else 0) if 1 <= hour <= NOON else DAY
    return f'did you mean "{hour}:{near[2] or "00"}"?' if hour < DAY // HOUR else ""
