"""A plan as a calendar file (RFC 5545): one event for each session."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coursekit.schedule import Plan
from coursekit.schedule.sessions import Session
from coursekit.schedule.tables import what, when

OCTETS = 75
"""A line may have so many, without its end; what is longer goes on in the next one, after a space."""
STAMP = "%Y%m%dT%H%M%S"


def calendar_text(plan: Plan, zone: ZoneInfo | None) -> str:
    """Return the calendar of a plan that has a day and a start.

    Without a time zone its times are those of the clock on the wall, wherever that is; with one they are
    written in UTC, so that every program reads them without a table of zones.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//coursekit//plan//EN"]
    for session in plan.sessions:
        lines += _event(plan, session, zone)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(plan: Plan, session: Session, zone: ZoneInfo | None) -> Iterator[str]:
    start = _moment(session.day or date.min, plan.timing.start or 0)
    titles = "; ".join(map(plan.lesson_title, session.lessons))
    rows = (f"{when(plan, slot)} {what(plan, slot)} ({slot.minutes} min)" for slot in session.slots)
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(plan, session)}"
    # The same plan gives the same file, so this is no time of making but the session's own day.
    yield f"DTSTAMP:{_moment(start.date(), 0):{STAMP}}Z"
    yield f"DTSTART:{_written(start, zone)}"
    yield f"DTEND:{_written(start, zone, session.minutes)}"
    yield f"SUMMARY:{_escaped(f'{session.number}. {titles}')}"
    yield "DESCRIPTION:" + r"\n".join(map(_escaped, rows))
    yield "END:VEVENT"


def _uid(plan: Plan, session: Session) -> str:
    """Return what a calendar knows the session by: it stays when day, time or content change."""
    lessons = "\n".join((plan.course.spec.title, *session.lessons))
    return f"{hashlib.sha256(lessons.encode()).hexdigest()[:32]}@coursekit"


def _moment(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _written(start: datetime, zone: ZoneInfo | None, minutes: int = 0) -> str:
    if zone is None:
        return f"{start + timedelta(minutes=minutes):{STAMP}}"
    moment = start.replace(tzinfo=zone).astimezone(UTC) + timedelta(minutes=minutes)
    return f"{moment:{STAMP}}Z"


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces that are short enough, and cut no character in two."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > OCTETS:
            yield piece
            piece = " "
        piece += sign
    yield piece
