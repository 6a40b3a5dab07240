"""What a slide shows, for who has the run sheet and no screen. A new layout is one function and one row."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coursekit.model.course import LessonView
from coursekit.model.lesson import Question
from coursekit.model.seed import STACKED, Event, Figure
from coursekit.model.slide import (
    ActivitySlide,
    BigNumber,
    Chart,
    Column,
    Comparison,
    Discussion,
    ExerciseSlide,
    Flow,
    PictureSlide,
    Points,
    Positions,
    QuizSlide,
    SourceReading,
    Table,
    Timeline,
)
from coursekit.model.values import points as values_of
from coursekit.model.values import stacks
from coursekit.render import charts, places
from coursekit.render.paper.content import Content, Writer, call, joined, typed

Show = Callable[[Any, LessonView, Writer], Content]


def points(slide: Points, _view: LessonView, writer: Writer) -> Content:
    """Write each statement after its lead."""
    return call(
        "list", *[_told(writer.plain(one.lead), writer.line(one.text), writer) for one in slide.points]
    )


def chart(slide: Chart, view: LessonView, writer: Writer) -> Content:
    """Write the figure's title, its numbers and the word beside it."""
    figure, wording = view.facts.figures[slide.figure], writer.wording
    rows = zip(figure.points, values_of(figure, view.facts.claims), strict=True)
    said = [
        wording.short_value(view.facts.claims[point.claim])
        if point.claim
        else wording.short(value, figure.unit)
        for point, (_, value) in rows
    ]
    unit = typed(charts.measure(figure, view.facts, wording))
    if figure.chart in STACKED:
        title = joined([writer.line(figure.title), typed(" ("), unit, typed(")")])
        table = _stacked(figure, title, said, slide.focus)
    else:
        named = zip([point.label for point in figure.points], said, strict=True)
        cells = [_weighed(text, label == slide.focus) for label, number in named for text in (label, number)]
        table = call("figure-table", writer.line(figure.title), unit, *cells)
    return joined([table, call("para", writer.line(slide.aside)) if slide.aside else Content("")])


def picture(slide: PictureSlide, view: LessonView, writer: Writer) -> Content:
    """Show the picture with what is said about it."""
    shown = view.facts.pictures[slide.picture]
    about = joined([writer.line(shown.caption), typed(f" ({shown.credit} · {shown.licence})")])
    drawn = call("photograph", about, file=f"/{places.picture(shown)}", alt=shown.alt or "")
    return joined([drawn, call("para", writer.line(slide.aside)) if slide.aside else Content("")])


def big_number(slide: BigNumber, view: LessonView, writer: Writer) -> Content:
    """Write the number in words, and what it is of."""
    said = writer.wording.value(view.facts.claims[slide.claim])
    return call("para", _told(said[:1].upper() + said[1:], writer.line(slide.context), writer))


def comparison(slide: Comparison, _view: LessonView, writer: Writer) -> Content:
    """Write both sides in two columns."""
    return call("sides", *[_side(side, writer) for side in (slide.left, slide.right)])


def table(slide: Table, _view: LessonView, writer: Writer) -> Content:
    """Write the table."""
    cells = [writer.line(cell) for row in (slide.columns, *slide.rows) for cell in row]
    return call("shown-table", *cells, columns=len(slide.columns))


def timeline(slide: Timeline, view: LessonView, writer: Writer) -> Content:
    """Write the events after their dates."""
    events = [view.facts.events[name] for name in slide.events]
    return call("list", *[_told(_when(one, writer), writer.line(one.title), writer) for one in events])


def flow(slide: Flow, _view: LessonView, writer: Writer) -> Content:
    """Write each arrow with its ends."""
    texts = {node.id: writer.line(node.text) for node in slide.nodes}
    rows = []
    for arrow in slide.arrows:
        label = joined([typed(" ("), writer.line(arrow.label), typed(")")]) if arrow.label else Content("")
        rows.append(joined([texts[arrow.start], typed(" → "), texts[arrow.end], label]))
    return call("list", *rows)


def positions(slide: Positions, _view: LessonView, writer: Writer) -> Content:
    """Write who holds what."""
    return call(
        "list", *[_told(writer.plain(card.who), writer.line(card.text), writer) for card in slide.cards]
    )


def source_reading(slide: SourceReading, view: LessonView, writer: Writer) -> Content:
    """Write the statements, each with its kind, which the room is to find."""
    claims = [view.facts.claims[name] for name in slide.claims]
    rows = [
        joined([writer.said(claim), typed(" → "), call("strong", writer.words(f"kind-{claim.kind}"))])
        for claim in claims
    ]
    return call("enum", *rows)


def exercise(slide: ExerciseSlide, view: LessonView, writer: Writer) -> Content:
    """Point at the exercise by its number on the worksheet."""
    number = [one.id for one in view.lesson.exercises].index(slide.exercise)
    found = view.lesson.exercises[number]
    named = f"{writer.wording('exercise')} {number + 1}"
    return call("para", _told(named, writer.line(found.title), writer))


def activity(slide: ActivitySlide, view: LessonView, writer: Writer) -> Content:
    """Point at the activity by its title."""
    found = next(one for one in view.lesson.activities if one.id == slide.activity)
    return call("para", _told(writer.wording("activity"), writer.line(found.title), writer))


def discussion(slide: Discussion, _view: LessonView, writer: Writer) -> Content:
    """Write the question, and how it is talked over."""
    asked = call("para", call("strong", writer.line(slide.question)))
    return joined([asked, call("enum", *[writer.line(step) for step in slide.steps])])


def quiz(slide: QuizSlide, view: LessonView, writer: Writer) -> Content:
    """Write the question with its options, the right one ticked."""
    question = next(one for one in view.lesson.quiz if one.id == slide.quiz)
    options = _options(question, writer)
    return joined([call("para", call("strong", writer.line(question.question))), call("list", *options)])


SHOWN: Mapping[str, Show] = {
    "points": points,
    "chart": chart,
    "picture": picture,
    "big-number": big_number,
    "comparison": comparison,
    "table": table,
    "timeline": timeline,
    "flow": flow,
    "positions": positions,
    "source-reading": source_reading,
    "exercise": exercise,
    "activity": activity,
    "discussion": discussion,
    "quiz": quiz,
}


def _stacked(figure: Figure, title: Content, said: Sequence[str], focus: str | None) -> Content:
    """Write a row for each bar, and a column for each of its parts."""
    made = stacks((point.label, point.part or "") for point in figure.points)
    cells = [title, *(_weighed(part, part == focus) for part in made.parts)]
    for bar, row in zip(made.bars, made.cells, strict=True):
        cells.append(typed(bar))
        for place, part in zip(row, made.parts, strict=True):
            cells.append(Content("") if place is None else _weighed(said[place], part == focus))
    return call("shown-table", *cells, columns=len(made.parts) + 1)


def _weighed(text: str, seen: bool) -> Content:  # noqa: FBT001 - whether it is what to look at
    return call("strong", typed(text)) if seen else typed(text)


def _told(name: str, content: Content, writer: Writer) -> Content:
    label = typed(writer.wording("slides-label", name=name))
    return joined([call("strong", label), typed(" "), content])


def _side(side: Column, writer: Writer) -> Content:
    lines = call("list", *[writer.line(point) for point in side.points])
    return joined([call("para", call("strong", writer.line(side.title))), lines])


def _when(event: Event, writer: Writer) -> str:
    wording = writer.wording
    start = wording.date(event.date)
    return wording("range", start=start, end=wording.date(event.end)) if event.end else start


def _options(question: Question, writer: Writer) -> list[Content]:
    return [
        call("right-option", writer.line(option.text), writer.line(option.feedback))
        if option.right
        else writer.line(option.text)
        for option in question.options
    ]
