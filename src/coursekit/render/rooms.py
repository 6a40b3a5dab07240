"""RENDERERS: every room by its name. A new output is one package and one row here."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from coursekit.artifact import Artifact
from coursekit.model.course import Course
from coursekit.render import exercises, paper, site, slides
from coursekit.render.paper.clock import Clock
from coursekit.wording import Wording

Plan = Callable[[Course, Wording], Iterator[Artifact]]

RENDERERS: dict[str, Plan] = {
    "slides": slides.plan,
    "exercises": exercises.plan,
    "paper": paper.plan,
    "site": site.plan,
}


def rooms(clocks: Mapping[str, Clock]) -> Mapping[str, Plan]:
    """Return the rooms for lessons with these clocks, by their ids; only paper tells the time."""
    return {**RENDERERS, "paper": partial(paper.plan, clocks=clocks)}
