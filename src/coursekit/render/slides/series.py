"""The one series of a native chart as DrawingML: its numbers, its points and their labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from coursekit.render.slides import markup
from coursekit.render.slides.chartdata import LABEL, Data
from coursekit.render.slides.look import INK
from coursekit.render.slides.workbook import PLAIN, SHEET, number

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


def series(data: Data, look: str, points: str, labels: str, after: str = "") -> str:
    """Write the series; `look` is of the whole, `after` is what its kind of chart adds."""
    first, last = 2, len(data.rows) + 1
    names = "".join(_point(n, markup.safe(label)) for n, (label, _) in enumerate(data.rows))
    values = "".join(_point(n, number(value)) for n, (_, value) in enumerate(data.rows))
    count = f'<c:ptCount val="{len(data.rows)}"/>'
    return (
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>{SHEET}!$B$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/>{_point(0, markup.safe(data.title))}</c:strCache></c:strRef></c:tx>'
        f"{look}{points}{labels}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A${first}:$A${last}</c:f>"
        f"<c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!$B${first}:$B${last}</c:f><c:numCache>"
        f"<c:formatCode>{markup.safe(data.form or PLAIN)}</c:formatCode>{count}{values}"
        f"</c:numCache></c:numRef></c:val>{after}</c:ser>"
    )


def labels(data: Data, looks: Sequence[Label], place: str, language: str) -> str:
    """Label each point with its number, by a number format where one can write it."""
    at = f'<c:dLblPos val="{place}"/>' if place else ""
    rows = [
        _label(n, said, look, data.form, at, language)
        for n, (said, look) in enumerate(zip(data.said, looks, strict=True))
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
    if form:
        text = _format(form) + styled(look.size, look.colour, language, bold=True)
    else:
        text = written(said, look.size, look.colour, language, bold=True)
    return f'<c:dLbl><c:idx val="{n}"/>{text}{at}{SHOWN}</c:dLbl>'


def _format(form: str) -> str:
    return f'<c:numFmt formatCode={markup.attribute(form)} sourceLinked="0"/>'


def _point(n: int, value: str) -> str:
    return f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>'
