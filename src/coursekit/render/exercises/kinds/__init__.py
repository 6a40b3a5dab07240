"""KINDS: how each kind of exercise is written in a notebook. A new kind is a function and a row here."""

from collections.abc import Callable, Mapping
from typing import Any

from coursekit.render.exercises.kinds import charts, choices, code, numbers, words
from coursekit.render.exercises.setting import Rendered, Setting

Kind = Callable[[Any, Setting], Rendered]

KINDS: Mapping[str, Kind] = {
    "calculate": numbers.calculate,
    "choose": choices.choose,
    "classify": choices.classify,
    "match": choices.match,
    "order": choices.order,
    "complete": words.complete,
    "code": code.code,
    "chart": charts.chart,
    "reflect": words.reflect,
}
