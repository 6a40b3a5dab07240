"""LAYOUTS: how each layout of a spec is drawn. A new layout is one function and one row here."""

from collections.abc import Callable
from typing import Any

from coursekit.render.slides.layouts import (
    cards,
    diagrams,
    numbers,
    photographs,
    quiz,
    reading,
    tables,
    tasks,
)
from coursekit.render.slides.scene import Scene
from coursekit.render.slides.stage import Stage

Draw = Callable[[Stage, Scene, Any], None]
"""Adds the slides of one spec; the spec's class belongs to the layout's name."""

LAYOUTS: dict[str, Draw] = {
    "points": cards.points,
    "chart": numbers.chart,
    "picture": photographs.picture,
    "big-number": numbers.big_number,
    "comparison": cards.comparison,
    "table": tables.table,
    "timeline": diagrams.timeline,
    "flow": diagrams.flow,
    "positions": cards.positions,
    "source-reading": reading.source_reading,
    "exercise": tasks.exercise,
    "activity": tasks.activity,
    "discussion": reading.discussion,
    "quiz": quiz.quiz,
}
