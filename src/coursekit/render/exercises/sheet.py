"""A lesson's exercises as a notebook: for students, or solved for who teaches."""

import base64
import json
import textwrap
from dataclasses import dataclass
from typing import Literal

from coursekit.artifact import digest
from coursekit.model.course import LessonView
from coursekit.model.exercise import Exercise
from coursekit.model.facts import Facts
from coursekit.model.references import Reference, References, references
from coursekit.render import markdown, programs, prose
from coursekit.render.exercises import solutions
from coursekit.render.exercises.kinds import KINDS
from coursekit.render.exercises.setting import (
    NotebookLinks,
    Rendered,
    Setting,
    record_source,
    said,
)
from coursekit.render.shuffle import LETTERS, salt
from coursekit.render.tasks import check_words
from coursekit.wording import Wording

Role = Literal[
    "about",
    "title",
    "setup",
    "record",
    "prompt",
    "hints",
    "starter",
    "check",
    "solution",
    "folded",
    "sources",
    "summary",
]
WIDTH = 96
ID_LENGTH = 64


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook."""

    id: str
    kind: Literal["markdown", "code"]
    role: Role
    source: str
    hints: tuple[str, ...] = ()
    """Hints of an exercise as inline Markdown, for outputs that fold them in their own way."""
    to_read: bool = True
    """Whether the cell says something to who only reads."""


def exercise_facts(view: LessonView) -> Facts:
    """Return the facts that the lesson's exercises rest on."""
    found: list[Reference] = []
    for exercise in view.lesson.exercises:
        found += references(exercise).found
    return view.facts.only(References(tuple(found)))


def cells(view: LessonView, wording: Wording, *, solved: bool) -> tuple[Cell, ...]:
    """Write the cells of a lesson's notebook. Raises ValueError if two share an id."""
    facts = exercise_facts(view)
    made = [_title(view, wording), _about(view, wording, solved=solved)]
    rendered = [(exercise, *written(view, exercise, facts, wording)) for exercise in view.lesson.exercises]
    made.append(_setup(rendered, wording, opens=solutions.waits(view) and not solved))
    made += _record(facts, wording)
    for number, (exercise, setting, parts) in enumerate(rendered, start=1):
        made += _exercise(number, exercise, setting, parts, solved=solved)
        text = solutions.folded(view, exercise, setting, marked=parts.task is not None)
        if text and not solved:
            made.append(Cell(cell_id(exercise, "solution"), "markdown", "folded", text))
    if solved:
        made.append(_summary(rendered, wording))
    made.append(_sources(view, facts, wording))
    ids = [cell.id for cell in made]
    if len(set(ids)) != len(ids):
        raise ValueError(f"two cells of {view.name} share an id")
    return tuple(made)


def written(view: LessonView, exercise: Exercise, facts: Facts, wording: Wording) -> tuple[Setting, Rendered]:
    """Write one exercise as its kind does, in the setting that its lesson's notebook gives it."""
    setting = Setting(exercise, facts, wording, salt(view.id, exercise.id))
    return setting, KINDS[exercise.kind](exercise, setting)


def _title(view: LessonView, wording: Wording) -> Cell:
    links = NotebookLinks(view.facts)
    title = markdown.inline(prose.parse_line(view.lesson.title, view.facts, wording), links)
    course = markdown.inline(prose.parse_line(view.course.title, view.facts, wording), links)
    session = wording("lesson-number", number=view.number)
    return Cell("title", "markdown", "title", f"# {title}\n\n*{course}* · {session}")


def _about(view: LessonView, wording: Wording, *, solved: bool) -> Cell:
    minutes = wording("minutes", count=sum(exercise.minutes for exercise in view.lesson.exercises))
    text = wording("exercise-about-solved" if solved else "exercise-about", minutes=minutes)
    return Cell("about", "markdown", "about", text)


def cell_id(exercise: Exercise, role: str) -> str:
    """Return the id of an exercise's cell."""
    name = f"{exercise.id}-{role}"
    return name if len(name) <= ID_LENGTH else f"{exercise.id[:40]}-{digest(exercise.id.encode())[:8]}-{role}"


def _setup(rendered: list[tuple[Exercise, Setting, Rendered]], wording: Wording, *, opens: bool) -> Cell:
    tasks = {
        exercise.id: {
            **parts.task,
            "name": setting.variable,
            **({"solution": setting.plain(exercise.solution)} if opens else {}),
        }
        for exercise, setting, parts in rendered
        if parts.task is not None
    }
    blob = base64.b64encode(json.dumps(tasks, ensure_ascii=False).encode()).decode()
    says = check_words(wording) | (solutions.opening_words(wording) if opens else {})
    words = json.dumps(says, indent=4, ensure_ascii=False)
    about = wording("exercise-sealed-after" if opens else "exercise-sealed")
    lines = "\n".join(f'    "{line}"' for line in textwrap.wrap(blob, WIDTH))
    drawn = any(exercise.kind == "chart" for exercise, _, _ in rendered)
    draws = f"DRAWING = r'''\n{programs.source('drawing.py').strip()}\n'''\n" if drawn else ""
    named = (
        "drawing = {}\nexec(DRAWING, drawing)\n"
        'bar_chart, line_chart = drawing["bar_chart"], drawing["line_chart"]\n'
    )
    # The checker gets names of its own: a student may well call something `list` or `print`.
    source = (
        f"# {wording('exercise-run-first')}\nimport base64\nimport json\n\n"
        f"CHECKER = r'''\n{programs.source('checker.py').strip()}\n'''\n"
        f"{draws}WORDS = {words}\n\n# {about}\nTASKS = (\n{lines}\n)\n"
        "own = {}\nexec(CHECKER, own)\n"
        'check = own["Checker"](WORDS, json.loads(base64.b64decode(TASKS)), globals())\n'
        f"{solutions.opening_source() if opens else ''}"
        f"{named if drawn else ''}# {wording('exercise-letters-known')}\n{', '.join(LETTERS)} = {LETTERS!r}\n"
        f"print({wording('exercise-ready')!r})"
    )
    return Cell("setup", "code", "setup", source)


def _record(facts: Facts, wording: Wording) -> list[Cell]:
    if all(claim.value is None for claim in facts.claims.values()):
        return []
    return [Cell("record", "code", "record", record_source(facts, wording))]


def _exercise(
    number: int, exercise: Exercise, setting: Setting, parts: Rendered, *, solved: bool
) -> list[Cell]:
    wording = setting.wording
    hints = tuple(setting.line(hint) for hint in exercise.hints)
    made = [
        Cell(cell_id(exercise, "prompt"), "markdown", "prompt", _prompt(number, exercise, setting, parts))
    ]
    folded = Cell(cell_id(exercise, "hints"), "markdown", "hints", _folded(hints, wording), hints)
    if parts.task is None:
        free = wording("exercise-write-here")
        made += [folded, Cell(cell_id(exercise, "answer"), "markdown", "starter", f"*{free}*", to_read=False)]
    else:
        source = parts.answer if solved else parts.starter
        # Of a program there is something to read before one wants a hint.
        reads = exercise.kind in ("code", "chart")
        starter = Cell(cell_id(exercise, "answer"), "code", "starter", source, to_read=solved or reads)
        made += [starter, folded] if reads else [folded, starter]
        made.append(Cell(cell_id(exercise, "check"), "code", "check", f'check("{exercise.id}")'))
    if solved:
        solution = f"### {wording('solution')}\n\n{setting.text(exercise.solution)}"
        made.append(
            Cell(
                cell_id(exercise, "solution"),
                "markdown",
                "solution",
                "\n\n".join(part for part in (solution, parts.notes) if part),
            )
        )
    return made


def _prompt(number: int, exercise: Exercise, setting: Setting, parts: Rendered) -> str:
    wording = setting.wording
    heading = f"## {wording('exercise')} {number}: {setting.line(exercise.title)}"
    minutes = f"*{wording('minutes', count=exercise.minutes)}*"
    data = _data(exercise, setting) if exercise.kind in ("calculate", "code", "chart") else ""
    return "\n\n".join(
        part for part in (heading, minutes, setting.text(exercise.prompt), data, parts.items) if part
    )


def _data(exercise: Exercise, setting: Setting) -> str:
    rows = [setting.facts.claims[name] for name in exercise.uses]
    lines = "\n".join(f"- {setting.said(claim)}" for claim in rows)
    return f"{setting.wording('exercise-from-the-record')}\n\n{lines}" if rows else ""


def _folded(hints: tuple[str, ...], wording: Wording) -> str:
    return "\n\n".join(
        f"<details><summary>{wording('hint')} {number}</summary>\n\n{hint}\n\n</details>"
        for number, hint in enumerate(hints, start=1)
    )


def _summary(rendered: list[tuple[Exercise, Setting, Rendered]], wording: Wording) -> Cell:
    names = [exercise.id for exercise, _, parts in rendered if parts.task is not None]
    source = f"# {wording('exercise-all')}\ncheck.summary({names!r})"
    return Cell("summary", "code", "summary", source)


def _sources(view: LessonView, facts: Facts, wording: Wording) -> Cell:
    cited = wording.citations(facts.sources(view.source))
    rows = "\n".join(
        f"- **{', '.join(claim.at)}** ({wording(f'kind-{claim.kind}')}) {said(claim, facts, wording)}"
        for claim in facts.claims.values()
    )
    text = f"## {wording('sources')}\n\n{markdown.escape(cited)}\n\n{rows}".rstrip()
    return Cell("sources", "markdown", "sources", text)
