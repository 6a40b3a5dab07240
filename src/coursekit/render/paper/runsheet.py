"""A run sheet: everything that somebody needs to hold a session, in the order in which it is needed."""

from collections.abc import Iterator

from coursekit.model.course import LessonView
from coursekit.model.exercise import Exercise, misconceptions
from coursekit.model.lesson import Part, Question
from coursekit.model.slide import Discussion, QuizSlide, Slide
from coursekit.render.paper.activities import activity
from coursekit.render.paper.content import Content, Writer, call, joined, typed
from coursekit.render.paper.keys import KEYS
from coursekit.render.paper.sources import sources
from coursekit.render.run import Row, run_of
from coursekit.render.shuffle import salt
from coursekit.wording import Wording


def run_sheet(view: LessonView, wording: Wording) -> Content:
    """Write the run sheet of a lesson."""
    writer = Writer(view.facts, wording)
    lesson = view.lesson
    parts = [_opening(view, writer), _glance(view, writer)]
    parts += [_section("site-instructor-notes", writer), writer.text(lesson.instructor_notes)]
    parts += [_section("site-run", writer), call("note", writer.words("site-run-about")), _run(view, writer)]
    parts += [_section("site-slides", writer)]
    parts += [_part(part, view, writer) for part in lesson.parts]
    if lesson.exercises:
        parts.append(_section("exercises", writer))
        parts += [
            _exercise(number, one, view, writer) for number, one in enumerate(lesson.exercises, start=1)
        ]
    if lesson.activities:
        parts.append(_section("activities", writer))
        parts += [activity(one, writer) for one in lesson.activities]
    parts += [_section("site-safety", writer), writer.text(view.course.safety)]
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
        groups = [
            joined([_named(one.title, writer), writer.words("site-group-of", count=one.group_size)])
            for one in lesson.activities
        ]
        rows += [writer.words("site-group"), call("list", *groups)]
    return call("facts", *rows)


def _named(title: str, writer: Writer) -> Content:
    return typed(f"{writer.wording('slides-label', name=writer.plain(title))} ")


def _run(view: LessonView, writer: Writer) -> Content:
    heads = [writer.words(key) for key in ("site-from", "site-minutes", "site-what", "site-how")]
    cells = [cell for row in run_of(view.lesson) for cell in _cells(row, writer)]
    return call("run-table", *heads, *cells)


def _cells(row: Row, writer: Writer) -> list[Content]:
    title = writer.line(row.title)
    match row.kind:
        case "part":
            how = writer.words(f"priority-{row.how}")
        case "slide":
            how = writer.words(f"site-layout-{row.how}")
        case "exercise" | "activity":
            how = writer.words(f"site-kind-{row.how}")
    cells = [typed(row.start), typed(str(row.minutes)), title, how]
    return [call("strong", cell) for cell in cells] if row.kind == "part" else cells


def _part(part: Part, view: LessonView, writer: Writer) -> Content:
    minutes = writer.wording("minutes", count=part.teaching)
    meta = typed(f"{minutes} · {writer.wording(f'priority-{part.priority}')}")
    rows = [call("part-head", writer.line(part.title), meta)]
    rows += [_slide(slide, view, writer) for slide in part.slides]
    rows += [call("doubt", writer.label("doubt"), writer.text(doubt.text)) for doubt in part.doubts]
    return joined(rows)


def _slide(slide: Slide, view: LessonView, writer: Writer) -> Content:
    minutes = writer.words("minutes-short", count=slide.minutes)
    body = joined([*_beside(slide, view, writer), writer.text(slide.notes)])
    return call("slide", minutes, writer.line(slide.headline), body)


def _beside(slide: Slide, view: LessonView, writer: Writer) -> Iterator[Content]:
    """Yield what the room is to do or answer, for who has no screen to read it from."""
    match slide:
        case Discussion():
            yield call("para", call("emph", writer.line(slide.question)))
            yield call("enum", *[writer.line(step) for step in slide.steps])
        case QuizSlide():
            yield from (
                _question(question, writer) for question in view.lesson.quiz if question.id == slide.quiz
            )
        case _:
            pass


def _question(question: Question, writer: Writer) -> Content:
    options = [
        call("right-option", writer.line(option.text), writer.line(option.feedback))
        if option.right
        else writer.line(option.text)
        for option in question.options
    ]
    return joined([call("para", call("emph", writer.line(question.question))), call("list", *options)])


def _exercise(number: int, exercise: Exercise, view: LessonView, writer: Writer) -> Content:
    minutes = writer.wording("minutes-short", count=exercise.minutes)
    meta = typed(f"{writer.wording(f'site-kind-{exercise.kind}')} · {minutes}")
    title = joined([typed(f"{number}. "), writer.line(exercise.title)])
    parts = [call("part-head", title, meta), writer.text(exercise.prompt)]
    parts.append(KEYS[exercise.kind](exercise, writer, salt(view.id, exercise.id)))
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
