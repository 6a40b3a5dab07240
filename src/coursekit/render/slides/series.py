"""The series of a native chart as DrawingML: their numbers, their points and the labels of these."""

from collections.abc import Sequence
from dataclasses import dataclass

from coursekit.render.slides import markup
from coursekit.render.slides.chartdata import LABEL, Data
from coursekit.render.slides.look import INK
from coursekit.render.slides.workbook import COLUMNS, PLAIN, SHEET, number

SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


@dataclass(frozen=True)
class Label:
    """How the number at one point is written; where there is no place for it, it is left out."""

    colour: str = INK
    size: float = LABEL
    shown: bool = True
    ground: str = ""
    """What it stands on, where its point would not let it be read."""
    place: str = ""
    """Where it stands from its point, if not where the others do."""


def series(data: Data, look: str, points: str, labels: str, after: str = "", place: int = 0) -> str:
    """Write the series at a place; `look` is of the whole, `after` is what its kind of chart adds."""
    own, column = data.series[place], COLUMNS[place]
    first, last = 2, len(data.bars) + 1
    names = "".join(_point(n, markup.safe(label)) for n, label in enumerate(data.bars))
    numbers = [(n, data.rows[cell][1]) for n, cell in enumerate(own.cells) if cell is not None]
    values = "".join(_point(n, number(value)) for n, value in numbers)
    count = f'<c:ptCount val="{len(data.bars)}"/>'
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/>{_point(0, markup.safe(own.name))}</c:strCache></c:strRef></c:tx>'
        f"{look}{points}{labels}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A${first}:$A${last}</c:f>"
        f"<c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}${first}:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>{markup.safe(data.form or PLAIN)}</c:formatCode>{count}{values}"
        f"</c:numCache></c:numRef></c:val>{after}</c:ser>"
    )


def labels(data: Data, looks: Sequence[Label], place: str, language: str, number: int = 0) -> str:
    """Label each point of a series with its number, by a number format where one can write it."""
    at = _at(place)
    rows = [
        _label(n, data.said[cell], look, data.form, _at(look.place or place), language)
        for n, (cell, look) in enumerate(zip(data.series[number].cells, looks, strict=True))
        if cell is not None
    ]
    form = _format(data.form or PLAIN)
    return f"<c:dLbls>{''.join(rows)}{form}{styled(LABEL, INK, language, bold=True)}{at}{SHOWN}</c:dLbls>"


def styled(size: float, colour: str, language: str, *, bold: bool = False) -> str:
    """Write how the text of a part of a chart is set."""
    look = f'lang="{language}" sz="{round(size * 100)}" b="{int(bold)}"'
    return (
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr {look}>{markup.fill(colour)}</a:defRPr>"
        f'</a:pPr><a:endParaRPr lang="{language}"/></a:p></c:txPr>'
    )


def written(text: str, size: float, colour: str, language: str, *, bold: bool = False) -> str:
    """Write a text of a chart."""
    look = f'lang="{language}" sz="{round(size * 100)}" b="{int(bold)}"'
    return (
        f"<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr {look}>{markup.fill(colour)}</a:rPr>"
        f"<a:t>{markup.safe(text)}</a:t></a:r></a:p></c:rich></c:tx>"
    )


def _label(n: int, said: str, look: Label, form: str, at: str, language: str) -> str:
    if not look.shown:
        return f'<c:dLbl><c:idx val="{n}"/><c:delete val="1"/></c:dLbl>'
    if form and look == Label():
        return ""
    ground = f"<c:spPr>{markup.fill(look.ground)}</c:spPr>" if look.ground else ""
    if form:
        text = _format(form) + ground + styled(look.size, look.colour, language, bold=True)
    else:
        text = written(said, look.size, look.colour, language, bold=True) + ground
    return f'<c:dLbl><c:idx val="{n}"/>{text}{at}{SHOWN}</c:dLbl>'


def _at(place: str) -> str:
    return f'<c:dLblPos val="{place}"/>' if place else ""


def _format(form: str) -> str:
    return f'<c:numFmt formatCode={markup.attribute(form)} sourceLinked="0"/>'


def _point(n: int, value: str) -> str:
    return f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>'
