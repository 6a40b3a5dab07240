"""Makes `widths.json`: advance widths of the deck's two fonts, from free fonts of the same metrics.

Run by hand, with fontTools installed, when a font or a script is added:
`python -m coursekit.render.slides.measure_fonts heading-regular=Gelasio.ttf,NotoSerif.ttf …`.
Where several files are given for a face, each character gets its widest advance, so that a text
that fits by this table also fits where the first font is missing and the second stands in for it.
"""

import json
import sys
from pathlib import Path

RANGES = (
    (0x20, 0x7F),
    (0xA0, 0x250),
    (0x370, 0x400),
    (0x400, 0x530),
    (0x2010, 0x2040),
    (0x20A0, 0x20C0),
    (0x2190, 0x2194),
    (0x2248, 0x2266),
)
"""Latin, Greek, Cyrillic with its Kazakh letters, punctuation, currencies, arrows, comparisons."""


def advances(files: list[Path]) -> dict[int, int]:
    """Return the widest advance of each character, in thousandths of the font size."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - no dependency of ours

    widest: dict[int, int] = {}
    for file in files:
        font = TTFont(file)
        names, metrics, units = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
        for first, end in RANGES:
            for code in range(first, end):
                if code in names:
                    width = -(-metrics[names[code]][0] * 1000 // units)
                    widest[code] = max(width, widest.get(code, 0))
    return widest


def table(widths: dict[int, int]) -> dict[str, list[int]]:
    """Return runs of neighbouring characters: the first one's code, and their widths."""
    runs: dict[str, list[int]] = {}
    start = -1
    for code in sorted(widths):
        if code - 1 not in widths:
            start = code
            runs[f"{start:x}"] = []
        runs[f"{start:x}"].append(widths[code])
    return runs


def main(arguments: list[str]) -> None:
    """Write `widths.json` beside this file."""
    faces = dict(argument.split("=", 1) for argument in arguments)
    tables = {
        face: table(advances([Path(name) for name in files.split(",")])) for face, files in faces.items()
    }
    text = json.dumps(tables, separators=(",", ":"), sort_keys=True)
    Path(__file__).with_name("widths.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
