"""Writes the reference: the fields of every file from the model, the commands from their own help.

`make reference` runs it; a test says when the pages are not what it writes.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from coursekit.cli import coursekit
from coursekit.fields import Field, fields, name_of, specs, tag
from coursekit.model.base import Spec
from coursekit.model.course import CourseSpec
from coursekit.model.exercise import ExerciseBase
from coursekit.model.lesson import ActivityBase, Lesson
from coursekit.model.log import Log
from coursekit.model.seed import Seed
from coursekit.model.slide import SlideBase
from coursekit.model.variant import Variant

HERE = Path(__file__).parent
MADE = "*Made from the kit itself by `make reference`; [format.md](../format.md) tells the same as a story.*"
PAGES: dict[str, tuple[str, type[Spec]]] = {
    "course.md": ("The course: `lessons/course.yml`", CourseSpec),
    "seed.md": ("A source record: `seeds/<id>.yml`", Seed),
    "lesson.md": ("A lesson: `lessons/<id>.yml`", Lesson),
    "slides.md": ("Slides: `slides:` of a part", SlideBase),
    "exercises.md": ("Exercises: `exercises:` of a lesson", ExerciseBase),
    "activities.md": ("Activities: `activities:` of a lesson", ActivityBase),
    "variant.md": ("A variant: `lessons/variants/<name>.yml`", Variant),
    "log.md": ("The teaching log: `lessons/log.yml`", Log),
}
"""Each page of fields, and the class that it begins with."""
SHARED = {SlideBase: "slides.md", ExerciseBase: "exercises.md", ActivityBase: "activities.md"}
"""Classes that others are made from, with the page on which all these stand."""


def pages() -> dict[str, str]:
    """Return every page by its name."""
    made = {name: "\n".join(_fields_page(title, spec)) for name, (title, spec) in PAGES.items()}
    made["commands.md"] = "\n".join(_commands_page())
    made["README.md"] = "\n".join(_contents())
    return {name: f"{text.rstrip()}\n" for name, text in made.items()}


def _contents() -> Iterator[str]:
    yield from ("# Reference", "", MADE, "")
    for name, (title, _) in PAGES.items():
        yield f"- [{title.replace('`', '')}]({name})"
    yield "- [The commands](commands.md)"
    yield "- [Problems, and what to do about them](../problems.md)"
    yield "- [Slide layouts, each with a picture and a sample](../layouts.md)"


def _fields_page(title: str, first: type[Spec]) -> Iterator[str]:
    yield from (f"# {title}", "", MADE, "")
    shared = fields(first) if first in SHARED else ()
    if shared:
        word = first.__name__.removesuffix("Base").lower()
        yield from (f"Every {word} has these fields, and those of its {_key(first)}.", "")
        yield from _entries(shared)
    for spec in _on(first):
        if spec is not first or not shared:
            yield from _section(spec, {field.key: field for field in shared})


def _section(spec: type[Spec], shared: dict[str, Field]) -> Iterator[str]:
    about = inspect.cleandoc(spec.__doc__ or "")
    own = [field for field in fields(spec) if shared.get(field.key) != field and not field.tag]
    if not tag(spec)[1]:
        own = list(fields(spec))
    yield from ("", f"## {name_of(spec)}", "", about, "")
    if tag(spec)[1]:
        yield from (f"`{tag(spec)[0]}: {tag(spec)[1]}`", "")
    yield from _entries(own)


def _entries(found: tuple[Field, ...] | list[Field]) -> Iterator[str]:
    for field in found:
        first, *sample = field.about.split("\n\n")
        inside = [spec for spec in field.inside if not tag(spec)[1]]
        links = ", ".join(f"[{name_of(spec)}](#{name_of(spec).replace(' ', '-')})" for spec in inside)
        page = next((SHARED[base] for spec in field.inside for base in spec.__mro__ if base in SHARED), "")
        links = links or (f"[its own page]({page})" if page else "")
        yield f"- **`{field.key}`**: {first}"
        for block in sample:
            yield from ("", *(f"    {line}".rstrip() for line in block.splitlines()), "")
        yield f"  <br>{field.rule}{f' See {links}.' if links else ''}"


def _key(first: type[Spec]) -> str:
    member = next(spec for spec in first.__subclasses__() if tag(spec)[1])
    return f"`{tag(member)[0]}`"


def _on(first: type[Spec]) -> list[type[Spec]]:
    """Return the classes of a page: those that its first one leads to, without what has a page of its own."""
    if first in SHARED:
        return list(dict.fromkeys(spec for kind in first.__subclasses__() for spec in specs(kind)))
    elsewhere = {spec for base in SHARED for spec in _on(base)}
    return [spec for spec in specs(first) if spec not in elsewhere]


def _commands_page() -> Iterator[str]:
    yield from ("# The commands", "", f"{MADE.partition('; ')[0]}.*", "")
    yield "Before a command stand these options; each command says its own with `--help` too."
    yield from ("", *_options(coursekit))
    for name, command in coursekit.commands.items():
        arguments = [
            _shown(param) if param.required else f"[{_shown(param)}]"
            for param in command.params
            if isinstance(param, click.Argument)
        ]
        yield from ("", f"## {' '.join(['coursekit', name, *arguments])}", "", command.help or "", "")
        yield from _options(command)


def _options(command: click.Command) -> Iterator[str]:
    for option in command.params:
        if isinstance(option, click.Option):
            value = "" if option.is_flag else f" {_shown(option)}"
            yield f"- **`{', '.join(option.opts)}{value}`**: {option.help or 'What is printed.'}"


def _shown(param: click.Parameter) -> str:
    """Write what stands in a parameter's place, the same with every version of click."""
    if isinstance(param.type, click.Choice):
        return "|".join(map(str, param.type.choices))
    kinds = {"directory": "DIR", "path": "PATH", "integer range": "N"}
    return param.metavar or kinds.get(param.type.name) or (param.name or "").upper()


if __name__ == "__main__":
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
