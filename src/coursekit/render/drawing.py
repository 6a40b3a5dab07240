"""Draws what a student plots, as SVG, with the standard library alone.

This file is copied whole into the notebook. It draws whatever it is given; the check judges it.
"""

import textwrap
from html import escape

WIDTH, ROW, LINE, PLOT, LETTER = 360, 38, 20, 180, 9
THOUSAND, LARGEST = 1000, 1e30


class Chart:
    """Labels with their values: a notebook shows it, and `svg` is its picture."""

    def __init__(self, form, labels, values, unit, title, start):
        self.form, self.labels, self.values = form, list(labels), list(values)
        self.unit, self.title, self.start = unit, title, start

    @property
    def svg(self):
        """Return the picture as SVG, in the colour of the text around it."""
        rows = [(str(label), number(value)) for label, value in zip(self.labels, self.values)]
        lines = textwrap.wrap(str(self.title), WIDTH // LETTER)
        head = [text(line, 0, 20 + 22 * n, "start", "600") for n, line in enumerate(lines)]
        top = 22 * len(lines) + 22
        head.append(text(self.unit, 0, top, "start"))
        draw = bars if self.form == "bar" else points
        body, height = draw(rows, number(self.start), top + 12)
        told = "; ".join(f"{label}: {written(value)} {self.unit}".strip() for label, value in rows)
        name = escape(". ".join(part for part in (str(self.title), told) if part), quote=True)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 0 {WIDTH + 2} {height:g}" width="{WIDTH}"'
            f' style="max-width:100%;height:auto" role="img" aria-label="{name}" fill="currentColor"'
            f' font-family="system-ui, sans-serif" font-size="16"><title>{escape(str(self.title))}</title>'
            f"<desc>{escape(told)}</desc>{''.join(head)}{body}</svg>"
        )

    def _repr_svg_(self):
        return self.svg

    def _repr_html_(self):
        # Notebooks show SVG as an image, which knows nothing of a dark page; HTML is part of the page.
        return self.svg


def bar_chart(labels, values, unit="", title="", start=0):
    """Draw a lying bar for each value; `start` is where the axis begins."""
    return Chart("bar", labels, values, unit, title, start)


def line_chart(labels, values, unit="", title="", start=0):
    """Draw a line from value to value; `start` is where the axis begins."""
    return Chart("line", labels, values, unit, title, start)


def bars(rows, start, top):
    """Draw each bar under its label and before its value."""
    low, high = span(rows, start)
    room = WIDTH - 20 - max([LETTER * len(written(value)) for _, value in rows], default=0)
    zero = (start - low) / (high - low) * room
    body, y = [], top
    for label, value in rows:
        end = (value - low) / (high - low) * room
        wide = max(abs(end - zero), 1)
        for line in textwrap.wrap(label, WIDTH // LETTER):
            body.append(text(line, 0, y + 18, "start"))
            y += LINE
        body.append(
            f'<rect fill="#2a7f8e" x="{min(zero, end):.1f}" y="{y + 5}" width="{wide:.1f}" height="24"/>'
        )
        body.append(text(written(value), max(zero, end) + 8, y + 23, "start", "600"))
        body.append(axis(f"M{zero:.1f} {y + 2}v30"))
        y += ROW
    return "".join(body), y


def points(rows, start, top):
    """Draw a line with a value over each point and its label under the axis."""
    low, high = span(rows, start)
    slot = WIDTH / max(len(rows), 1)
    base = top + PLOT
    spots = [
        (slot * (n + 0.5), base - (value - low) / (high - low) * (PLOT - 34))
        for n, (_, value) in enumerate(rows)
    ]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    body = [f'<path fill="none" stroke="#2a7f8e" stroke-width="3" d="M{path or "0 0"}"/>']
    deepest = 0
    crowded = any(LETTER * len(written(value)) > slot for _, value in rows)
    anchors = {0: "start", len(rows) - 1: "end"} if crowded else {}
    for n, ((label, value), (x, y)) in enumerate(zip(rows, spots)):
        body.append(f'<circle fill="#2a7f8e" cx="{x:.1f}" cy="{y:.1f}" r="5"/>')
        if not crowded or n in anchors or value == high:
            body.append(text(written(value), x, y - 12, anchors.get(n, "middle"), "600"))
        lines = textwrap.wrap(label, max(4, int(slot / LETTER)))
        deepest = max(deepest, len(lines))
        body += [text(line, x, base + 24 + LINE * row, "middle") for row, line in enumerate(lines)]
    body.append(axis(f"M0 {base}H{WIDTH}"))
    return "".join(body), base + 12 + LINE * deepest


def span(rows, start):
    """Return the lowest and the highest number there is, never the same."""
    numbers = [start, *(value for _, value in rows)]
    return (min(numbers), max(numbers)) if min(numbers) < max(numbers) else (start, start + 1)


def number(value):
    """Return a value as a number; what is none is drawn as nought."""
    try:
        found = float(value)
    except (TypeError, ValueError):
        return 0.0
    return found if abs(found) < LARGEST else 0.0


def written(value):
    """Write a number, its thousands apart."""
    return f"{round(value, 2 if abs(value) < THOUSAND else 0):,}".removesuffix(".0").replace(",", "\u202f")


def text(words, x, y, anchor, weight="400"):
    """Write words at a place."""
    where = f'x="{x:.1f}" y="{y:g}" text-anchor="{anchor}" font-weight="{weight}"'
    return f"<text {where}>{escape(str(words))}</text>"


def axis(path):
    """Draw an axis."""
    return f'<path fill="none" stroke="currentColor" stroke-width="1.5" d="{path}"/>'
