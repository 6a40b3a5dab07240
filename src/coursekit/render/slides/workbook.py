"""The workbook inside a chart: labels and numbers, which a person opens with "Edit data" in PowerPoint.

Every text is written as text: a label that begins with `=` is no formula.
"""

from collections.abc import Iterator

from coursekit.render.slides import markup
from coursekit.render.slides.chartdata import Data
from coursekit.render.slides.zipped import packed

SHEET = "Sheet1"
COLUMNS = "BCDE"
"""Where the numbers of each series stand."""
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FORMAT = 164
"""The first number of a format of one's own."""
PLAIN = "General"
STYLES = (
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
)


def workbook(data: Data) -> bytes:
    """Return a workbook with the labels in its first column and the numbers in those after it."""
    texts = [*(one.name for one in data.series), *data.bars]
    rows = [_row(1, *(_text(f"{COLUMNS[n]}1", n) for n in range(len(data.series))))]
    rows += [
        _row(n + 2, _text(f"A{n + 2}", n + len(data.series)), *_numbers(data, n))
        for n in range(len(data.bars))
    ]
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{SPACE}" xmlns:r="{OFFICE}"><sheets>'
            f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{SPACE}"><cols><col min="1" max="1" width="30" customWidth="1"/></cols>'
            f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
        ),
        "xl/sharedStrings.xml": (
            f'<sst xmlns="{SPACE}" count="{len(texts)}" uniqueCount="{len(texts)}">'
            + "".join(f'<si><t xml:space="preserve">{markup.safe(text)}</t></si>' for text in texts)
            + "</sst>"
        ),
        "xl/styles.xml": _styles(data.form or PLAIN),
    }
    return packed({name: f"{markup.HEAD}{content}".encode() for name, content in files.items()})


def _numbers(data: Data, bar: int) -> Iterator[str]:
    for column, one in zip(COLUMNS, data.series, strict=False):
        cell = one.cells[bar]
        if cell is not None:
            yield f'<c r="{column}{bar + 2}" s="1"><v>{number(data.rows[cell][1])}</v></c>'


def number(value: float) -> str:
    """Write a number as files do: `98`, `0.25`."""
    return repr(float(value)).removesuffix(".0")


def _row(place: int, *cells: str) -> str:
    return f'<row r="{place}">{"".join(cells)}</row>'


def _text(place: str, index: int) -> str:
    return f'<c r="{place}" t="s"><v>{index}</v></c>'


def _types() -> str:
    parts = {
        "workbook": "sheet.main",
        "worksheets/sheet1": "worksheet",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
    }
    rows = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{KIND}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _styles(form: str) -> str:
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    own = f'<xf numFmtId="{FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    return (
        f'<styleSheet xmlns="{SPACE}"><numFmts count="1">'
        f'<numFmt numFmtId="{FORMAT}" formatCode={markup.attribute(form)}/></numFmts>{STYLES}'
        f'<cellXfs count="2">{plain}{own}</cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
