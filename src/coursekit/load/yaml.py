"""Reads YAML within bounds, by its events: values with their places, or every problem found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from coursekit.kept import kept
from coursekit.load.document import Document, Odd, Place
from coursekit.load.syntax import syntax_problem
from coursekit.load.text import CONTROL, decode
from coursekit.model.references import Path
from coursekit.problems import Problem

MAX_DEPTH = 32
MAX_NODES = 50_000

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]+([eE][-+]?[0-9]{1,3})?")
TRUE, FALSE = ("true", "True", "TRUE"), ("false", "False", "FALSE")
NULL = ("", "~", "null", "Null", "NULL")
REMARK = re.compile(r"[ \t]+(#[^\s#]\S*)")
"""A remark whose `#` has no space behind it: more often meant as text."""


Events = Iterator[yaml.Event]


class _RefusedError(Exception):
    """Carries the problem after which reading this file makes no sense."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass
class _Reading:
    file: str
    lines: list[str]
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    raw: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0

    def refuse(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(*self.place(event), code, message, hint))

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file, 1, 1)


@kept
def read(data: bytes, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read a file's bytes; the document is None where nothing could be read."""
    text = decode(data, file)
    if isinstance(text, Problem):
        return None, (text,)
    reading = _Reading(file, text.split("\n"))
    try:
        value = _document(yaml.parse(text, Loader=yaml.CSafeLoader), reading)
    except _RefusedError as refused:
        return None, (*reading.problems, refused.problem)
    except yaml.YAMLError as error:
        return None, (*reading.problems, syntax_problem(error, text, file))
    document = Document(file, text, value, reading.places, reading.keys, reading.raw)
    return document, tuple(reading.problems)


def _document(events: Events, reading: _Reading) -> Any:
    for event in events:
        if isinstance(event, yaml.StreamEndEvent):
            raise _RefusedError(
                Problem(
                    reading.file,
                    1,
                    1,
                    "empty-file",
                    "there is nothing in this file",
                    "write the course here.",
                )
            )
        if isinstance(event, yaml.DocumentStartEvent):
            break
    value = _node(next(events), events, (), reading)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            reading.refuse(
                event, "second-document", "a second document begins here", "remove the line `---`."
            )
            break
    return value


def _node(event: yaml.Event, events: Events, path: Path, reading: _Reading) -> Any:
    reading.nodes += 1
    place = reading.place(event)
    if reading.nodes > MAX_NODES:
        message = f"the file has more than {MAX_NODES:,} values"
        raise _RefusedError(Problem(*place, "too-many-values", message, "split the file."))
    if len(path) >= MAX_DEPTH:
        message = f"values are nested more than {MAX_DEPTH} deep here"
        raise _RefusedError(Problem(*place, "too-deep", message, "check the indentation and the brackets."))
    reading.places[path] = place
    _refuse_extras(event, reading)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(events, path, reading)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, path, reading)
    if isinstance(event, yaml.ScalarEvent):
        reading.raw[path] = event.value
        _refuse_control(event, reading)
        _refuse_remark(event, reading)
        return _scalar(event)
    return None


def _refuse_extras(event: yaml.Event, reading: _Reading) -> None:
    if isinstance(event, yaml.AliasEvent):
        hint = "write the text out again, or give it an id in seeds/."
        reading.refuse(
            event, "alias", f"`*{event.anchor}` repeats another place; that is not read here", hint
        )
    elif event_anchor := getattr(event, "anchor", None):
        hint = "remove it; text that begins with & needs quotes."
        reading.refuse(event, "anchor", f"`&{event_anchor}` names a place; that is not read here", hint)
    if event_tag := getattr(event, "tag", None):
        hint = "remove it; text that begins with ! needs quotes."
        reading.refuse(event, "tag", f"the tag `{event_tag}` is not read here", hint)


def _refuse_control(event: yaml.ScalarEvent, reading: _Reading) -> None:
    # Quoted text can spell them out, as in "\0".
    if match := CONTROL.search(event.value):
        message = f"this text spells out a control character (U+{ord(match[0]):04X})"
        reading.refuse(event, "control-character", message, "leave it out; a backslash is written `\\\\`.")


def _refuse_remark(event: yaml.ScalarEvent, reading: _Reading) -> None:
    if event.style or not event.implicit[0] or not isinstance(_scalar(event), str | None):
        return
    mark = event.end_mark
    if mark is None or mark.line >= len(reading.lines):
        return
    if match := REMARK.match(reading.lines[mark.line], mark.column):
        hash_place = Place(reading.file, mark.line + 1, match.start(1) + 1)
        place = hash_place if event.value else reading.place(event)
        message = f"`{match[1]}` is read as a remark, so the text ends before it"
        hint = "put quotes around the whole text; a remark has a space after its #."
        reading.problems.append(Problem(*place, "text-cut-off", message, hint))


def _sequence(events: Events, path: Path, reading: _Reading) -> tuple[Any, ...]:
    items: list[Any] = []
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        items.append(_node(event, events, (*path, len(items)), reading))
    return tuple(items)


def _mapping(events: Events, path: Path, reading: _Reading) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = _key(event, events, path, reading)
        if key is None:
            _node(next(events), events, (*path, "?"), reading)
        elif key in values:
            first = reading.keys[*path, key].line
            message = f'"{key}" stands here again; its first place is line {first}'
            reading.refuse(event, "repeated-key", message, "keep one of the two.")
            _node(next(events), events, (*path, f"{key}?"), reading)
        else:
            reading.keys[*path, key] = reading.place(event)
            values[key] = _node(next(events), events, (*path, key), reading)
    return values


def _key(event: yaml.Event, events: Events, path: Path, reading: _Reading) -> str | None:
    if isinstance(event, yaml.ScalarEvent):
        _refuse_extras(event, reading)
        _refuse_control(event, reading)
        if isinstance(key := _scalar(event), str):
            return key
        message = f"the key `{event.value}` is read as a number, a date or a yes/no"
        reading.refuse(event, "key-not-text", message, f'put it in quotes: "{event.value}".')
        return None
    reading.refuse(event, "key-not-text", "a list or a mapping can't be a key", "put the text in quotes.")
    _node(event, events, (*path, "?"), reading)
    return None


def _scalar(event: yaml.ScalarEvent) -> Any:
    text = event.value
    if not event.implicit[0] or event.style:
        return text
    if INTEGER.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return float(text)
    if text in TRUE or text in FALSE:
        return text in TRUE
    if text in NULL:
        return None
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return text if tag in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge") else Odd(text)


_RESOLVER = yaml.resolver.Resolver()
