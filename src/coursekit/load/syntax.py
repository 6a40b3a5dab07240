"""Says where YAML goes wrong and what the person most likely meant."""

import yaml

from coursekit.load.quotes import left_open
from coursekit.problems import Problem

OPEN_QUOTE = "while scanning a quoted scalar"
NO_COLON = "while scanning a simple key"
BEGINS = (OPEN_QUOTE, NO_COLON)
"""What the parser was about when it stopped far behind the place that is to be mended."""
CURLY = "“”„«»"
CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")

ADVICE = {
    "mapping values are not allowed": 'text that contains ": " needs quotes around it.',
    "cannot start any token": "text that begins with @, ` or % needs quotes around it.",
    "unexpected character": "text that begins with @, ` or % needs quotes around it.",
    "expected alphabetic or numeric character": "text that begins with *, & or ! needs quotes around it.",
    "unknown escape": "in double quotes a backslash is written twice; in single quotes, once.",
    "did not find expected": "look at the indentation of this line and the one before, "
    "and at quotes and brackets left open; text that begins with [ or { needs quotes.",
}


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return the problem of a text that is not YAML."""
    about = getattr(error, "context", None)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opens = left_open(text, mark) if mark else None
    if opens := opens or (getattr(error, "context_mark", None) if about == OPEN_QUOTE else None):
        return _open_quote(opens, text, file)
    if about in BEGINS:
        mark = getattr(error, "context_mark", None) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    if line > len(lines):
        line, column = len(lines), 1
    said = str(getattr(error, "problem", None) or "this can't be read")
    hint = _advice(about, said, lines[:line], column)
    return Problem(file, line, column, "not-yaml", f"this is not YAML: {said}", hint)


def _open_quote(mark: yaml.Mark, text: str, file: str) -> Problem:
    quote = text.split("\n")[mark.line][mark.column]
    message = "this is not YAML: the quotation mark that opens here is not closed"
    hint = f"write another {quote} where the text ends."
    if quote == "'":
        hint = (
            "write another ' where the text ends; a text that begins with an apostrophe needs \" around it."
        )
    return Problem(file, mark.line + 1, mark.column + 1, "not-yaml", message, hint)


def _advice(about: str | None, said: str, lines: list[str], column: int) -> str:
    line, before = lines[-1], lines[-2] if len(lines) > 1 else ""
    if "\t" in line[: len(line) - len(line.lstrip()) + 1]:
        return "indent with spaces; a tab stands here."
    if any(text.startswith(CONFLICT) for text in (line, before)):
        return "two versions of the file stand here: keep one, and remove the lines <<<<<<< ======= >>>>>>>."
    if any(mark in line for mark in CURLY):
        return 'use straight quotes, ", around text that contains ": ".'
    if about == NO_COLON:
        return '": " is missing in this line, or it is indented less than the text it belongs to.'
    if "mapping values are not allowed" in said and ": " not in f"{line} "[: column - 1]:
        return "this line is indented further than the one before: move it to the left."
    if "did not find expected" in said and line.count('"') % 2:
        return 'a quotation mark, ", is missing in this line, or one too many stands in it.'
    return next(
        (advice for words, advice in ADVICE.items() if words in said),
        "look at quotes, brackets and indentation here and in the line before.",
    )
