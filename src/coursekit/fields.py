"""What the model says of each field: what it takes, whether it is needed, and its docstring, in words."""

import ast
import inspect
import sys
import textwrap
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from coursekit.model.base import DATE_PATTERN, ID_PATTERN, LARGEST, LOCATOR_PATTERN, Spec
from coursekit.model.references import FIELDS

PATTERNS = {
    f"^{LOCATOR_PATTERN}$": "a paragraph, as `S3P4`",
    DATE_PATTERN: 'a date in quotes, as `"2022-01"`',
    r"^[a-z]{2,3}$": "a language, as `en`",
    r"^S(0|[1-9][0-9]?)$": "a section, as `S3`",
    r"^[a-z_][a-z0-9_]{0,40}$": "a name in Python",
}
"""What a text of this pattern is called."""
UNIT = "a unit, as `percent`"
LIMITS = ("min_length", "max_length", "ge", "le", "pattern")


@dataclass(frozen=True)
class Field:
    """A field as somebody who writes it must know it."""

    key: str
    """As it stands in the file."""
    wants: str
    """What it takes: `a line of at most 90 characters`."""
    needed: bool
    without: Any
    """What holds where it is left out."""
    about: str
    """Its docstring, a paragraph of Markdown and perhaps a sample; empty for a tag."""
    inside: tuple[type[Spec], ...]
    """The mappings that it holds."""
    tag: str = ""
    """The one word that can stand here, where the word tells a layout or kind from others."""

    @property
    def rule(self) -> str:
        """What it takes and whether it is needed, as a sentence."""
        if self.needed:
            return f"Needed: {self.wants}."
        rule = f"May be left out: {self.wants}."
        if self.without is None or isinstance(self.without, tuple | Spec):
            return rule
        default = f"{self.without:g}" if isinstance(self.without, float) else str(self.without)
        return f"{rule} Without it, `{default.lower() if self.without is False else default}`."


@cache
def fields(spec: type[Spec]) -> tuple[Field, ...]:
    """Return the fields of a class in their order."""
    hints = get_type_hints(spec, include_extras=True)
    texts = _docstrings(spec)
    return tuple(
        Field(
            info.alias or name,
            _wants(hints[name], name),
            info.is_required(),
            info.default,
            texts.get(name, ""),
            tuple(dict.fromkeys(_inside(hints[name]))),
            _tag(info),
        )
        for name, info in spec.model_fields.items()
    )


def tag(spec: type[Spec]) -> tuple[str, str]:
    """Return the key and word that tell this class from its like, or nothing twice."""
    return next(((field.key, field.tag) for field in fields(spec) if field.tag), ("", ""))


def specs(model: type[Spec]) -> list[type[Spec]]:
    """Return a model and every one that its fields lead to, each once, the nearest first."""
    found = [model]
    for spec in found:
        found += [inner for field in fields(spec) for inner in field.inside if inner not in found]
    return found


def name_of(spec: type[Spec]) -> str:
    """Name a class in plain words: `wrong number`, `big-number slide`, `calculate exercise`."""
    _, word = tag(spec)
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in spec.__name__).strip()
    if not word:
        return words.removesuffix(" spec")
    base = spec.__mro__[1].__name__.removesuffix("Base").lower()
    return f"{word} {base}"


def _tag(info: FieldInfo) -> str:
    words = get_args(info.annotation) if get_origin(info.annotation) is Literal else ()
    return str(words[0]) if len(words) == 1 else ""


def _inside(hint: Any) -> Iterator[type[Spec]]:
    if isinstance(hint, type) and issubclass(hint, Spec):
        yield hint
    for argument in get_args(hint):
        yield from _inside(argument)


def _wants(hint: Any, name: str) -> str:
    base, limits, mark = _unwrapped(hint)
    origin, arguments = get_origin(base), get_args(base)
    if origin in (Union, types.UnionType):
        known = [argument for argument in arguments if argument is not type(None)]
        if len(known) == 1:
            return _wants(known[0], name)
        return f"a mapping, told apart by `{tag(next(_inside(base)))[0]}`"
    if origin is Literal:
        return _one_of(f"`{word}`" for word in arguments)
    if origin is tuple:
        return f"a list{_span(limits, 'min_length', 'max_length')}, each {_wants(arguments[0], name)}"
    if origin is dict:
        return f"a mapping: {_wants(arguments[0], name)}, and for each {_wants(arguments[1], name)}"
    if isinstance(base, type) and issubclass(base, Spec):
        keys = {field.alias or key: field.is_required() for key, field in base.model_fields.items()}
        needed = [f"`{key}`" for key, is_needed in keys.items() if is_needed]
        any_of = [f"`{key}`" for key in keys]
        return f"a mapping with {_one_of(needed, 'and')}" if needed else f"a mapping with {_one_of(any_of)}"
    if base is str:
        return _text(limits, mark, name)
    if base is bool:
        return "`true` or `false`"
    if base in (int, float):
        return (
            f"a {'whole ' if base is int else ''}number{_span(limits, 'ge', 'le').replace(' of ', ' from ')}"
        )
    return "numbers, text, `true` or `false`, lists and mappings of these"


def _text(limits: Mapping[str, Any], mark: str, name: str) -> str:
    pattern = limits.get("pattern")
    if pattern == f"^{ID_PATTERN}$":
        kind = {"quiz": "question"}.get(name) or FIELDS.get(name)
        return f"the id of {_a(kind)}" if kind else UNIT if name == "unit" else "an id"
    if pattern in PATTERNS:
        return PATTERNS[pattern]
    most = f" of at most {limits['max_length']:,} characters" if "max_length" in limits else ""
    return f"{ {'line': 'a line', 'text': 'text'}.get(mark, 'words') }{most}"


def _unwrapped(hint: Any) -> tuple[Any, dict[str, Any], str]:
    """Return a type without its marks, its limits, and whether it is a line or a text."""
    limits: dict[str, Any] = {}
    mark = ""
    if get_origin(hint) is Annotated:
        for extra in hint.__metadata__:
            if isinstance(extra, str):
                mark = extra
            for part in extra.metadata if isinstance(extra, FieldInfo) else (extra,):
                limits |= {
                    name: getattr(part, name) for name in LIMITS if getattr(part, name, None) is not None
                }
        return get_args(hint)[0], limits, mark
    return hint, limits, mark


def _span(limits: Mapping[str, Any], least: str, most: str, word: str = " of") -> str:
    low, high = limits.get(least, 0), limits.get(most)
    if high is not None and high < LARGEST:
        return f"{word} {low} to {high}"
    return f" of {low} or more" if low > -LARGEST and least in limits else ""


def _one_of(words: Iterable[str], joint: str = "or") -> str:
    *others, last = words
    return f"{', '.join(others)} {joint} {last}" if others else last


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _docstrings(spec: type[Spec]) -> dict[str, str]:
    """Return the texts that stand under the fields of a class and of those it is made from.

    pydantic's `use_attribute_docstrings` would read them each time that any command starts.
    """
    found: dict[str, str] = {}
    for owner in reversed(spec.__mro__):
        if issubclass(owner, Spec) and owner is not Spec:
            found |= dict.fromkeys(owner.__annotations__, "") | _in_module(owner.__module__)[owner.__name__]
    return {name: text for name, text in found.items() if text}


@cache
def _in_module(module: str) -> dict[str, dict[str, str]]:
    """Return the docstrings of every class's fields in a module."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: dict(_in_class(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _in_class(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(node.body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                yield name, _reflowed(textwrap.dedent(f"    {words}").strip())


def _reflowed(text: str) -> str:
    """Join the lines of each paragraph; a sample, which is indented, stays as it is."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(p if p.startswith("    ") else " ".join(p.split()) for p in paragraphs)
