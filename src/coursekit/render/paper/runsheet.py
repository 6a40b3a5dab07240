"""A run sheet: everything that somebody needs to hold a session, in the order in which it is needed."""

from collections.abc import Iterable, Iterator

from coursekit.model.course import LessonView
from coursekit.model.exercise import Exercise, misconceptions
from coursekit.model.lesson import Activity, Part
from coursekit.model.slide import Slide
from coursekit.render.paper.activities import activity
from coursekit.render.paper.clock import Clock, Pause
from coursekit.render.paper.content import Content, Writer, call, joined, typed
from coursekit.render.paper.keys import KEYS
from coursekit.render.paper.onslide import SHOWN
from coursekit.render.paper.sources import sources
from coursekit.render.run import Row, groups_of, run_of
from coursekit.render.shuffle import salt
from coursekit.wording import Wording

NO_CLOCK = Clock()


def run_sheet(view: LessonView, wording: Wording, clock: Clock = NO_CLOCK) -> Content:
    """Write the run sheet of a lesson: what comes before it, its run at a glance, then each step."""
    writer = Writer(view.facts, wording)
    lesson, rows = view.lesson, run_of(view.lesson)
    starts = {row.anchor: row.at for row in rows if row.anchor}
    parts = [_opening(view, writer), _glance(view, writer)]
    parts.append(_run(view, rows, clock, writer))
    parts += [_section("site-instructor-notes", writer), writer.text(lesson.instructor_notes)]
    parts.append(call("kept", joined([_section("site-safety", writer), writer.text(view.course.safety)])))
    parts += [_section("site-slides", writer), call("about", writer.words("paper-slides-about"))]
    parts += [_part(part, view, clock, writer) for part in lesson.parts]
    if lesson.exercises:
        parts.append(_section("exercises", writer))
        parts += [
            _exercise(number, one, view, writer) for number, one in enumerate(lesson.exercises, start=1)
        ]
    if lesson.activities:
        parts.append(_section("activities", writer))
        parts += [
            activity(one, view.course, writer, clock, starts[f"activity-{one.id}"])
            for one in lesson.activities
        ]
    parts += [_section("key-points", writer), _list(lesson.key_points, writer)]
    parts += [_section("leaves-out", writer), _leaves_out(view, writer)]
    parts.append(sources(view, writer, kinds=True))
    return joined(parts)


def _opening(view: LessonView, writer: Writer) -> Content:
    wording, lesson = writer.wording, view.lesson
    time = wording(
        "site-time",
        teaching=wording("minutes", count=lesson.teaching),
        exercises=wording("minutes", count=lesson.exercises_minutes),
    )
    over = f"{wording('paper-run-sheet')} · {wording('lesson-number', number=view.number)} · {time}"
    return call("opening", typed(over), writer.line(lesson.title), writer.text(lesson.summary))


def _glance(view: LessonView, writer: Writer) -> Content:
    lesson = view.lesson
    bring = [writer.words("paper-deck-and-worksheets")]
    bring += [
        writer.line(item)
        for item in dict.fromkeys(item for one in lesson.activities for item in one.materials)
    ]
    rows = [
        writer.words("paper-bring"),
        call("list", *bring),
        writer.words("objectives"),
        _list(tuple(objective.text for objective in lesson.objectives), writer),
        writer.words("questions"),
        _list(lesson.questions, writer),
    ]
    if lesson.activities:
        rows += [
            writer.words("paper-room"),
            call("list", *[_room(one, view.course.group_size, writer) for one in lesson.activities]),
        ]
    return call("facts", *rows)


def _room(one: Activity, people: int | None, writer: Writer) -> Content:
    """Tell what has to stand ready before people come."""
    named = typed(writer.wording("slides-label", name=writer.plain(one.title)))
    size = writer.wording("slides-group", count=one.group_size)
    group = typed(f"{size}{groups_of(one, people, writer.wording)}")
    return joined([call("strong", named), typed(" "), group, typed(". "), writer.line(one.setup)])


def _run(view: LessonView, rows: Iterable[Row], clock: Clock, writer: Writer) -> Content:
    timed = clock.start is not None
    keys = [*(["paper-clock"] if timed else []), "site-from", "site-minutes", "site-what", "site-how"]
    heads = [writer.words(key) for key in keys]
    cells = [cell for row in _with_pauses(rows, clock) for cell in _cells(row, clock, writer)]
    about = [call("para", writer.words("site-run-about")), call("para", _sums(view, writer))]
    if timed:
        told = "paper-clock-breaks" if clock.pauses else "paper-clock-about"
        about.append(call("para", writer.words(told)))
    table = call("run-table", *heads, *cells, columns=len(heads))
    return call("whole", joined([_section("site-run", writer), call("note", joined(about)), table]))


def _sums(view: LessonView, writer: Writer) -> Content:
    """Add up the minutes of each priority, so that somebody with less time sees what goes."""
    wording, lesson = writer.wording, view.lesson
    sums = [
        (wording(f"priority-{priority}"), [p.teaching for p in lesson.parts if p.priority == priority])
        for priority in ("core", "useful", "extra")
    ]
    sums += [(wording("exercises").lower(), [one.minutes for one in lesson.exercises])]
    sums += [(wording("activities").lower(), [one.minutes for one in lesson.activities])]
    told = [f"{name} {wording('minutes-short', count=sum(minutes))}" for name, minutes in sums if minutes]
    return writer.words("paper-half", minutes=", ".join(told))


def _with_pauses(rows: Iterable[Row], clock: Clock) -> Iterator[Row | Pause]:
    """Yield the rows with each break before the first row that comes after it."""
    ahead = list(clock.pauses)
    for row in rows:
        while ahead and ahead[0].before <= row.at:
            yield ahead.pop(0)
        yield row


def _cells(row: Row | Pause, clock: Clock, writer: Writer) -> list[Content]:
    if isinstance(row, Pause):
        times = [clock.break_at(row), "", str(row.minutes)]
        return [*map(typed, times), writer.words("paper-break"), typed("")]
    title = writer.line(row.title)
    match row.kind:
        case "part":
            how = writer.words(f"priority-{row.how}")
        case "slide":
            how = writer.words(f"site-layout-{row.how}")
        case "exercise" | "activity":
            how = writer.words(f"site-kind-{row.how}")
    times = [*([clock.at(row.at)] if clock.start is not None else []), row.start, str(row.minutes)]
    cells = [*map(typed, times), title, how]
    return [call("strong", cell) for cell in cells] if row.kind == "part" else cells


def _part(part: Part, view: LessonView, clock: Clock, writer: Writer) -> Content:
    begins = next(row.at for row in run_of(view.lesson) if row.anchor == f"slides-{part.id}")
    told = [
        clock.at(begins),
        writer.wording("minutes", count=part.teaching),
        writer.wording(f"priority-{part.priority}"),
    ]
    rows = [call("part-head", writer.line(part.title), typed(" · ".join(filter(None, told))))]
    every = {one.id: one.text for one in view.lesson.objectives}
    aims = typed(" ").join(writer.line(every[name]) for name in part.objectives)
    rows.append(call("purpose", writer.label("site-purpose"), Content(aims)))
    rows += [_slide(slide, view, writer) for slide in part.slides]
    rows += [call("doubt", writer.label("doubt"), writer.text(doubt.text)) for doubt in part.doubts]
    return joined(rows)


def _slide(slide: Slide, view: LessonView, writer: Writer) -> Content:
    minutes = writer.words("minutes-short", count=slide.minutes)
    shown = call("shown", SHOWN[slide.layout](slide, view, writer))
    return call("slide", minutes, writer.line(slide.headline), joined([shown, writer.text(slide.notes)]))


def _exercise(number: int, exercise: Exercise, view: LessonView, writer: Writer) -> Content:
    minutes = writer.wording("minutes-short", count=exercise.minutes)
    meta = typed(f"{writer.wording(f'site-kind-{exercise.kind}')} · {minutes}")
    title = joined([typed(f"{number}. "), writer.line(exercise.title)])
    asked = [call("part-head", title, meta), writer.text(exercise.prompt)]
    asked.append(KEYS[exercise.kind](exercise, writer, salt(view.id, exercise.id)))
    # A program may go on on the next page.
    parts = asked if exercise.kind == "code" else [call("kept", joined(asked))]
    parts += [call("run-in", writer.label("solution")), writer.text(exercise.solution)]
    wrong = [writer.line(one) for one in misconceptions(exercise)]
    if wrong:
        parts += [call("task", writer.words("site-misconceptions")), call("list", *wrong)]
    return joined(parts)


def _leaves_out(view: LessonView, writer: Writer) -> Content:
    rows = []
    for one in view.lesson.leaves_out:
        check = joined([writer.label("how-to-check"), typed(" "), writer.line(one.check)])
        rows.append(joined([writer.line(one.what), call("para", check)]))
    return call("list", *rows)


def _list(lines: tuple[str, ...], writer: Writer) -> Content:
    return call("list", *[writer.line(line) for line in lines])


def _section(key: str, writer: Writer) -> Content:
    return call("section", writer.words(key))
