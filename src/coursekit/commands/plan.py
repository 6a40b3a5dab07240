"""`coursekit plan`: say what comes when, what fits, what is covered and what it took before."""

import datetime as dt
import sys
from pathlib import Path

import click

from coursekit.exits import PROBLEMS
from coursekit.options import a_day, clock_time, in_minutes, known, time_zone
from coursekit.problems import CourseError

Typed = str | None  # after an option, if it was given
APART = {
    "day": dt.timedelta(days=1),
    "week": dt.timedelta(weeks=1),
    "two-weeks": dt.timedelta(weeks=2),
}
FORMS = ("text", "markdown", "json", "ics")
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--lesson", "lessons", multiple=True, metavar="ID", help="Only this lesson; may be repeated.")
@click.option("--variant", metavar="NAME", help="Plan this variant of the course instead.")
@click.option("--fit", type=in_minutes, metavar="MINUTES", help="Leave out what does not fit, and say why.")
@click.option("--start", metavar="HH:MM", help="When a session begins.")
@click.option(
    "--break-every", type=in_minutes, metavar="MINUTES", help="No longer without a break than this."
)
@click.option(
    "--break", "pause", type=in_minutes, metavar="MINUTES", help="How long a break is; 10 without it."
)
@click.option("--lunch", type=in_minutes, metavar="MINUTES", help="How long the break nearest the middle is.")
@click.option("--sessions", type=click.IntRange(1), metavar="N", help="Into so many sessions.")
@click.option(
    "--day-minutes", type=in_minutes, metavar="N", help="As many lessons a session as fit into this."
)
@click.option("--date", type=a_day, metavar="YYYY-MM-DD", help="The day of the first session.")
@click.option("--every", type=click.Choice(list(APART)), default="week", help="How far sessions lie apart.")
@click.option("--zone", metavar="ZONE", help="The time zone of a calendar file, for example Europe/Paris.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="ics is a calendar file.")
@click.option("--output", type=FILE, metavar="FILE", help="Write it there; what stands there is replaced.")
@click.pass_obj
def plan(  # noqa: PLR0913 - click passes each option by its name
    root: Path,
    *,
    lessons: tuple[str, ...],
    variant: Typed,
    fit: int | None,
    start: Typed,
    break_every: int | None,
    pause: int | None,
    lunch: int | None,
    sessions: int | None,
    day_minutes: int | None,
    date: dt.date | None,
    every: str,
    zone: Typed,
    form: str,
    output: Path | None,
) -> None:
    """Say what comes when, what fits, what is covered and what it took before."""
    from coursekit.chosen import breaks_of, with_spec
    from coursekit.fit import CoreTooLongError, fitted, only, thinned
    from coursekit.load.log import read_log
    from coursekit.schedule import Breaks, Timing, plan_of
    from coursekit.schedule.forms import written
    from coursekit.terminal import say, say_bytes, width

    begin, place = clock_time(start), time_zone(zone)
    found, spec = with_spec(root, variant)
    usual, begins = breaks_of(spec), spec.start if spec else None
    begin = clock_time(begins) if begin is None else begin
    if sessions and day_minutes:
        raise click.UsageError("give --sessions or --day-minutes, not both.")
    if form == "ics" and (date is None or begin is None):
        raise click.UsageError("a calendar file needs --date and --start.")
    if zone and form != "ics":
        raise click.UsageError("--zone is for calendar files: give --format ics too.")
    if found.course is None:
        raise CourseError(found.problems)
    for lesson in lessons:
        known(lesson, found.course.lessons, "--lesson", "lesson")
    course, selection = only(found.course, lessons), None
    if fit:
        try:
            selection = fitted(course, fit)
        except CoreTooLongError as error:
            say(error.lines)
            sys.exit(PROBLEMS)
        course = thinned(course, selection)
    breaks = Breaks(break_every or usual.every, pause or usual.minutes, lunch or usual.lunch)
    together = sessions or (spec.sessions if spec and not day_minutes else None)
    timing = Timing(breaks, begin, date, APART[every], together or 0, day_minutes or 0)
    laid_out = plan_of(course, timing, read_log(root, found.course).taught, selection, found.course)
    text = written(laid_out, form, place, width())
    if output:
        output.write_bytes(text.encode())
        say([f"{output} is written."])
    elif form == "ics":
        say_bytes(text.encode())
    else:
        say(text.splitlines())
