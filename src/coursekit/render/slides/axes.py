"""The axes of a native chart: the names of its bars, and how far its values go."""

from dataclasses import dataclass

from coursekit.model.seed import SHARES
from coursekit.render.slides import markup, stacked
from coursekit.render.slides.chartdata import TICK, Data
from coursekit.render.slides.look import GREY, INK, MUTED, SOURCE_SIZE
from coursekit.render.slides.series import styled, written
from coursekit.render.slides.workbook import number

HEADROOM = 0.12
"""How much higher than its highest column a chart is, for the number above it; and lower than its lowest."""
NAMES_AXIS, VALUES_AXIS = 1, 2
"""Ids."""
AXES = f'<c:axId val="{NAMES_AXIS}"/><c:axId val="{VALUES_AXIS}"/>'
NO_MARKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


@dataclass(frozen=True)
class Frame:
    """How a chart with axes stands."""

    names: str
    """The side of the axis with names."""
    values: str
    down: bool = False
    """The first name is on top."""


LYING, STANDING = Frame("l", "b", down=True), Frame("b", "l")


def write(data: Data, frame: Frame, beyond: float, language: str) -> str:
    """Write both axes; `beyond` is how much of the bars' room a number past a bar's end takes."""
    # Names beside an axis in the middle would stand on the bars that go the other way.
    names = "low" if any(value < 0 for _, value in data.rows) else "nextTo"
    title = written(data.measure, SOURCE_SIZE, MUTED, language)
    return (
        f'<c:catAx><c:axId val="{NAMES_AXIS}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if frame.down else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{frame.names}"/>{NO_MARKS}<c:tickLblPos val="{names}"/>'
        f"<c:spPr>{markup.outline(GREY)}</c:spPr>{styled(TICK, INK, language)}"
        f'<c:crossAx val="{VALUES_AXIS}"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{VALUES_AXIS}"/>'
        f'<c:scaling><c:orientation val="minMax"/>{_limits(data, beyond)}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{frame.values}"/><c:title>{title}<c:overlay val="0"/></c:title>'
        f'{NO_MARKS}<c:tickLblPos val="none"/><c:spPr>{markup.outline(None)}</c:spPr>'
        f'<c:crossAx val="{NAMES_AXIS}"/><c:crosses val="{"max" if frame.down else "autoZero"}"/></c:valAx>'
    )


def _limits(data: Data, beyond: float) -> str:
    low, high = min(value for _, value in data.rows), max(value for _, value in data.rows)
    if low < 0:
        span = beyond / (1 - beyond) * (max(high, 0) - low)
        top = f'<c:max val="{number(max(high, 0) + (0 if data.kind == "bar" else span))}"/>'
        return f'{top}<c:min val="{number(low - span)}"/>'
    least = '<c:min val="0"/>'
    if data.parts:
        return f'<c:max val="{"1" if data.kind in SHARES else number(stacked.longest(data))}"/>{least}'
    if data.kind == "column":
        return f'<c:max val="{number((1 + beyond) * high)}"/>{least}'
    return least
