"""Slides that close a deck: key points, what the source leaves out, and the sources."""

from coursekit.model.seed import Claim
from coursekit.render.prose import Run
from coursekit.render.slides.lists import Form, Item, draw
from coursekit.render.slides.look import FINE_SIZES
from coursekit.render.slides.notes import Notes
from coursekit.render.slides.stage import Stage
from coursekit.render.slides.words import Reader, words

SOURCES = Form(FINE_SIZES, 60, 10)


def key_points(stage: Stage) -> None:
    """Draw what to keep."""
    items = [
        Item((stage.reader.line(point),), words(f"{n}"))
        for n, point in enumerate(stage.view.lesson.key_points, 1)
    ]
    draw(stage, "key_points", stage.wording("key-points"), items)


def leaves_out(stage: Stage) -> None:
    """Draw what the source leaves out, and how one would check it."""
    check = Run(stage.reader.label(stage.wording("how-to-check")), strong=True)
    items = [
        Item(
            (stage.reader.line(item.what), (check, *stage.reader.line(item.check))),
            words("?"),
            field=f"{n}/what",
        )
        for n, item in enumerate(stage.view.lesson.leaves_out)
    ]
    draw(stage, "leaves_out", stage.wording("leaves-out"), items)


def sources(stage: Stage) -> None:
    """Draw every claim that the lesson rests on, with its place and its kind."""
    says = stage.wording.citations(stage.view.facts.sources(stage.view.source))
    items = [_item(claim, stage.reader) for claim in stage.view.facts.claims.values()]
    draw(stage, "sources", stage.wording("sources"), items, SOURCES, Notes(extra=(words(says),)))


def _item(claim: Claim, reader: Reader) -> Item:
    wording = reader.wording
    kind = wording(f"kind-{claim.kind}")
    if claim.holder:
        kind = f"{kind} ({reader.plain(claim.holder)})"
    period = reader.plain(claim.period) if claim.period else ""
    if period.casefold() in "".join(run.text for run in reader.statement(claim)).casefold():
        period = ""
    line = (
        *words(reader.label(f"{kind[0].upper()}{kind[1:]}"), strong=True),
        *reader.statement(claim),
        Run(f" ({period})" if period else ""),
    )
    return Item((line,), words(", ".join(claim.at)), claim.doubt is not None, f"/claims/{claim.id}")
