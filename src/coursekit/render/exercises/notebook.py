"""Cells written as a notebook file, and a notebook as a page of the site (nbconvert)."""

from importlib import resources
from typing import Any

import nbformat
from nbconvert.exporters import MarkdownExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from coursekit.render import markdown
from coursekit.render.exercises.sheet import Cell


def notebook(cells: tuple[Cell, ...], title: str) -> Any:
    """Make a notebook of format 4.5. Raises nbformat's ValidationError if it is not valid."""
    made = [_cell(cell) for cell in cells]
    metadata = {
        "title": title,
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    book = new_notebook(cells=made, metadata=metadata)
    nbformat.validate(book)
    return book


def notebook_bytes(cells: tuple[Cell, ...], title: str) -> bytes:
    """Write a notebook file."""
    return f"{nbformat.writes(notebook(cells, title))}\n".encode()


def page_bytes(cells: tuple[Cell, ...], title: str, about: str, hint: str) -> bytes:
    """Write a notebook as a page that is read without Jupyter; `about` is Markdown under the title."""
    template = (resources.files("coursekit") / "render/exercises/page.md.j2").read_text(encoding="utf-8")
    # The exercises are found in their lesson, and their solutions should not be found at all.
    front = markdown.front_matter({"title": title}, "search: {exclude: true}")
    exporter = MarkdownExporter(raw_template=template)
    body, _ = exporter.from_notebook_node(
        notebook(cells, title),
        resources={"front": front, "about": about, "hint": hint},
    )
    return (str(body).strip() + "\n").encode()


def _cell(cell: Cell) -> Any:
    mark: dict[str, Any] = {"role": cell.role, "to_read": cell.to_read}
    if cell.hints:
        mark["hints"] = list(cell.hints)
    metadata: dict[str, Any] = {"coursekit": mark}
    if cell.role == "setup":
        metadata["jupyter"] = {"source_hidden": True}
    make = new_code_cell if cell.kind == "code" else new_markdown_cell
    return make(cell.source, id=cell.id, metadata=metadata)
