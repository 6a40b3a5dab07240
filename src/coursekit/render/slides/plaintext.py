"""Runs as CommonMark that is also pleasant to read as it stands: nothing is escaped that needs not be."""

import re
from collections.abc import Iterable

from coursekit.render.slides.said import Line

SPECIAL = re.compile(r"[\\`*\[]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
"""Characters that mean something where they stand."""
LINE_START = re.compile(r"([#>+~=-]|\d{1,9}(?=[.)]))")
BEFORE, AFTER = " (\u202f\u00a0", " .,;:!?)\u202f\u00a0"
"""What may stand beside an emphasis, so that every reader of CommonMark takes it for one."""
WEB = ("https://", "http://", "mailto:")


def inline(line: Line, *, bold: bool = False) -> str:
    """Write runs; bold for the whole."""
    plain = ["", *(run.text for run in line), ""]
    parts = []
    for run, before, after in zip(line, plain, plain[2:], strict=False):
        core = run.text.strip()
        if not core:
            parts.append(run.text)
            continue
        left, _, right = run.text.partition(core)
        stars = "*" * (2 * (run.strong and not bold) + run.emphasis)
        free = (left or before[-1:]) in ("", *BEFORE) and (right or after[:1]) in ("", *AFTER)
        text = _code(core) if run.code else escape(core)
        text = f"{stars}{text}{stars}" if free else text
        parts.append(
            f"{left}[{text}](<{run.link}>){right}" if run.link.startswith(WEB) else left + text + right
        )
    text = "".join(parts).strip()
    return f"**{text}**" if bold and text else text


def start(text: str) -> str:
    """Write a line so that its beginning is taken as it is."""
    return LINE_START.sub(_at_start, text, count=1) if LINE_START.match(text) else text


def table(rows: Iterable[Iterable[Line]]) -> str:
    """Write a table, the first row its header."""
    written = [[inline(cell).replace("|", r"\|") for cell in row] for row in rows]
    rule = [["---"] * len(written[0])]
    return "\n".join(f"| {' | '.join(row)} |" for row in [written[0], *rule[:1], *written[1:]])


def escape(text: str) -> str:
    """Write text so that every character is taken as itself."""
    return SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _at_start(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " * (longest > 0)
    return f"{fence}{space}{text}{space}{fence}"
