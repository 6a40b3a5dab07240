"""The files of a new course or lesson, in a language, with answers put into them."""

import json
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

EDITOR = ("settings.json", "extensions.json")
RENAMED = {"gitignore": ".gitignore", **{f"vscode/{name}": f".vscode/{name}" for name in EDITOR}}
"""Files of the package whose name would mean something where they lie."""
PICTURE = ".png"
"""How files end that have no words to be put into."""
GAP = re.compile(r'(")?@([a-z-]+)@(?(1)"|)')
MARKS = re.compile(r"([{\[\]])|[\\`*<]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
"""What has a power in a line of a spec's Markdown, or of a page's; brackets also behind a \\."""
ANGLES = str.maketrans("<>", "‹›")


def course_files(language: str) -> dict[str, Traversable]:
    """Return the files of a new course by their path in it: the language's own, else English."""
    own = _data() / language / "course"
    found = dict(_files(_data() / "course", ""))
    if own.is_dir():
        found |= _files(own, "")
    return {RENAMED.get(name, name): entry for name, entry in sorted(found.items())}


def lesson_text(language: str) -> str:
    """Return the text of a new lesson."""
    own = _data() / language / "lesson.yml"
    return (own if own.is_file() else _data() / "lesson.yml").read_text(encoding="utf-8")


def editor_file(name: str) -> str:
    """Return one of VS Code's files."""
    return (_data() / "course/vscode" / name).read_text(encoding="utf-8")


def filled(text: str, answers: Mapping[str, str]) -> str:
    """Put answers into a text: as YAML quotes them where the gap is in quotation marks, else as they are."""

    def put(gap: re.Match[str]) -> str:
        if gap[2] not in answers:
            return gap[0]
        return json.dumps(answers[gap[2]], ensure_ascii=False) if gap[1] else answers[gap[2]]

    return GAP.sub(put, text)


def marked(words: str) -> str:
    """Write words so that Markdown takes every character as itself."""
    return MARKS.sub(lambda mark: f"&#{ord(mark[0])};" if mark[1] else f"\\{mark[0]}", words)


def unmarked(words: str) -> str:
    """Write words for a theme that puts them into its pages as HTML."""
    return words.translate(ANGLES)


def _data() -> Traversable:
    return resources.files("coursekit") / "starter"


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _files(entry, f"{name}/")
        else:
            yield name, entry
