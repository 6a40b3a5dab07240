"""Reads the files that decks are made with, logo and template, or says at its line what is wrong with one."""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path as FilePath

from coursekit.load.archive import MAX_PACKED, MIB, RefusedError
from coursekit.load.named import named_file, problem_at
from coursekit.load.shape import Fitted
from coursekit.load.template import read_template
from coursekit.model.course import CourseSpec
from coursekit.model.deck import DeckFiles, LayoutKey, Logo, LogoSpec, SlidesSpec, Template
from coursekit.model.references import Path
from coursekit.problems import Problem

MAX_LOGO = 2 * MIB
MAX_PIXELS = 4_000
KEYS: tuple[LayoutKey, ...] = ("title", "section", "content")
SMALLER = f"save it with fewer pixels, at most {MAX_PIXELS:,} on a side; 1,000 are plenty."


def read(spec: Fitted[CourseSpec], root: FilePath, problems: list[Problem]) -> DeckFiles:
    """Return what decks are made with; what is wrong with it is added to the problems."""
    if spec.value is None:
        return DeckFiles()
    wanted = spec.value.slides
    logo = _logo(wanted.logo, spec, root, problems) if wanted.logo else None
    template = _template(wanted, spec, root, problems) if wanted.template else None
    if not wanted.template:
        hint = "add a line `template: …` with the file, or take `layouts` out."
        problems += [
            problem_at(
                spec, ("slides", "layouts", key), "unknown-layout", "a layout is named, but no template", hint
            )
            for key in KEYS
            if getattr(wanted.layouts, key)
        ]
    return DeckFiles(logo, template)


def _logo(wanted: LogoSpec, spec: Fitted[CourseSpec], root: FilePath, problems: list[Problem]) -> Logo | None:
    path: Path = ("slides", "logo", "file")
    data = named_file(wanted.file, path, spec, root, MAX_LOGO)
    if isinstance(data, Problem):
        problems.append(data)
        return None
    try:
        width, height = _measured(data)
    except RefusedError as error:
        problems.append(
            problem_at(
                spec, path, "logo-refused", f"{wanted.file} can't be the logo: {error.reason}", error.hint
            )
        )
        return None
    return Logo(data, sha256(data).hexdigest(), width, height, wanted.alt, wanted.place)


def _measured(data: bytes) -> tuple[int, int]:
    """Return a picture's width and height. Raises RefusedError where it is none that every program shows."""
    from PIL import Image  # noqa: PLC0415 - slow to import, and most courses have no logo

    save = "save it as a PNG or JPEG picture."
    if len(data) > MAX_LOGO:
        raise RefusedError(f"it is larger than {MAX_LOGO // MIB} MiB", SMALLER)
    if b"<svg" in data[:2_000]:
        raise RefusedError(
            "it is an SVG drawing, which some programs do not show", "export it as a PNG picture."
        )
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            if max(image.size) > MAX_PIXELS:
                raise RefusedError(f"it is {image.width:,} by {image.height:,} pixels large", SMALLER)
            if image.format not in ("PNG", "JPEG"):
                raise RefusedError("it is not one picture but several", save)
            image.load()
            return image.size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise RefusedError("it is no PNG or JPEG picture, or it is damaged", save) from None


def _template(
    wanted: SlidesSpec, spec: Fitted[CourseSpec], root: FilePath, problems: list[Problem]
) -> Template | None:
    path: Path = ("slides", "template")
    file = wanted.template or ""
    data = named_file(file, path, spec, root, MAX_PACKED)
    if isinstance(data, Problem):
        problems.append(data)
        return None
    try:
        template = read_template(data, wanted.layouts)
    except RefusedError as error:
        message = f"{file} can't be the template: {error.reason}"
        problems.append(problem_at(spec, path, "template-refused", message, error.hint))
        return None
    missing = [key for key in KEYS if not template.candidates(key)]
    problems += [_missing(key, wanted, template.layouts, spec) for key in missing]
    return None if missing else template


def _missing(key: LayoutKey, wanted: SlidesSpec, layouts: Sequence[str], spec: Fitted[CourseSpec]) -> Problem:
    named: str | None = getattr(wanted.layouts, key)
    there = f"its layouts are: {', '.join(layouts)}."
    if named:
        message = f'{wanted.template} has no layout "{named}"'
        return problem_at(spec, ("slides", "layouts", key), "unknown-layout", message, there)
    message = f"{wanted.template} has no layout with a usual name for {USE[key]}"
    hint = f"name the one to use: `layouts: {{{key}: …}}`; {there}"
    return problem_at(spec, ("slides", "template"), "unknown-layout", message, hint)


USE = {
    "title": "the slide that opens a deck",
    "section": "the slide that opens a part",
    "content": "slides with a headline and room under it",
}
