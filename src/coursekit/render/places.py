"""Where outputs stand in the course's folder, so that rooms can point at each other's files.

Page paths are from the docs folder of a language, `build/pages/<language>`.
"""

from coursekit.model.course import LessonView
from coursekit.model.picture import ReadPicture


def pages(language: str) -> str:
    """Return the docs folder of a language."""
    return f"build/pages/{language}"


def deck(view: LessonView, language: str) -> str:
    """Return the path of a lesson's deck."""
    return f"slides/{language}/{view.name}.pptx"


def twin(view: LessonView, language: str) -> str:
    """Return the path of a deck's twin in plain text."""
    return f"slides/{language}/{view.name}.md"


def notebook(view: LessonView, language: str) -> str:
    """Return the path of a lesson's student notebook."""
    return f"exercises/{language}/{view.name}.ipynb"


def solution(view: LessonView, language: str) -> str:
    """Return the path of a lesson's solution notebook."""
    return f"exercises/{language}/solutions/{view.name}.ipynb"


def worksheet(view: LessonView, language: str) -> str:
    """Return the path of a lesson's worksheet."""
    return f"exercises/{language}/worksheets/{view.name}.pdf"


def run_sheet(view: LessonView, language: str) -> str:
    """Return the path of a lesson's run sheet."""
    return f"slides/{language}/run-sheets/{view.name}.pdf"


def lesson_page(name: str) -> str:
    """Return the page of a lesson; `name` is the view's name."""
    return f"course/{name}.md"


def notebook_page(name: str) -> str:
    """Return the page that shows a student notebook."""
    return f"exercises/{name}.md"


def teaching_page(name: str) -> str:
    """Return the instructor's page of a lesson."""
    return f"teaching/{name}.md"


def solution_page(name: str) -> str:
    """Return the page that shows a solution notebook."""
    return f"teaching/solutions/{name}.md"


def deck_download(name: str) -> str:
    """Return where the site keeps a deck for download."""
    return f"downloads/slides/{name}.pptx"


def twin_download(name: str) -> str:
    """Return where the site keeps a deck's twin, which must not be taken for a page."""
    return f"downloads/slides/{name}.txt"


def notebook_download(name: str) -> str:
    """Return where the site keeps a student notebook for download."""
    return f"downloads/exercises/{name}.ipynb"


def solution_download(name: str) -> str:
    """Return where the site keeps a solution notebook for download."""
    return f"downloads/solutions/{name}.ipynb"


def worksheet_download(name: str) -> str:
    """Return where the site keeps a worksheet for download."""
    return f"downloads/worksheets/{name}.pdf"


def run_sheet_download(name: str) -> str:
    """Return where the site keeps a run sheet for download."""
    return f"downloads/run-sheets/{name}.pdf"


def picture(shown: ReadPicture) -> str:
    """Return where the site keeps a picture: its own file's name may tell more than it should."""
    return f"pictures/{shown.id}.{shown.ending}"


PAPER = ("run-sheets", "worksheets")
"""Folders beside decks and notebooks that hold paper."""

EVIDENCE = "reference/evidence.md"
TIMELINE = "reference/timeline.md"
GLOSSARY = "reference/glossary.md"
ABOUT = "reference/about.md"
OBJECTIVES = "reference/objectives.md"
CREDITS = "reference/credits.md"
WHOLE = "course/all.md"
CITATION = "CITATION.cff"
HOME = "index.md"


def claim_anchor(claim: str) -> str:
    """Return the anchor of a claim on the evidence page."""
    return f"claim-{claim}"


def term_anchor(term: str) -> str:
    """Return the anchor of a term on the glossary page."""
    return f"term-{term}"
