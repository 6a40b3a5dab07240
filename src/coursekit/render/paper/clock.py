"""The clock on the wall: what it shows at each minute of a session that begins at a given time."""

import re
from dataclasses import dataclass

DAY, HOUR = 24 * 60, 60
TIME = re.compile(r"(\d{1,2}):([0-5]\d)")
NEARLY = re.compile(r"(\d{1,2})\s*(?:[.h]|\s)\s*([0-5]\d)?", re.IGNORECASE)
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
    near = NEARLY.fullmatch(text.strip())
    hint = f'did you mean "{near[1]}:{near[2] or "00"}"?' if near and int(near[1]) < DAY // HOUR else HINT
    raise ValueError(f'"{text}" is no time of day: {hint}')
