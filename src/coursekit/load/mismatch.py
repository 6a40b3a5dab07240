"""Says in plain words why a value does not fit its field, and what to write instead."""

import re
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic_core import ErrorDetails

from coursekit.load.document import Document, Odd, where
from coursekit.load.meant import meant, number_meant
from coursekit.model.base import DATE_PATTERN, ID_PATTERN, LOCATOR_PATTERN, Spec
from coursekit.model.references import Path
from coursekit.problems import Problem, nearest

NO_BREAK = ("\u00a0", "\u202f")

PATTERNS = {
    f"^{ID_PATTERN}$": (
        "not-an-id",
        "use small letters, digits and hyphens, as in `oil-export-route`.",
    ),
    f"^{LOCATOR_PATTERN}$": ("does-not-fit", "write section and paragraph, as in `S3P4`."),
    r"^[a-z]{2,3}$": ("does-not-fit", "write the language in two or three small letters, as in `en`."),
    r"^S(0|[1-9][0-9]?)$": ("does-not-fit", "write S and the section's number, as in `S3`."),
    DATE_PATTERN: ("does-not-fit", 'write "2022", "2022-01" or "2022-01-05".'),
}
SHAPES = {
    "tuple_type": ("a list", "begin each item with `- ` on a line of its own, or write [ … ]."),
    "dict_type": ("a mapping of keys and values", "write `key: value` lines, indented under it."),
    "model_type": ("a mapping of keys and values", "write `key: value` lines, indented under it."),
    "model_attributes_type": ("a mapping of keys and values", "write `key: value` lines, indented under it."),
    "int_type": ("a whole number", "write digits only, without quotes."),
    "float_type": ("a number", "write digits with a point for decimals, without quotes."),
    "bool_type": ("true or false", "write `true` or `false`, without quotes."),
}
NUMBERS = ("int_type", "float_type")
LIMITS = {
    "too_short": "needs at least {min_length}",
    "too_long": "takes at most {max_length}",
    "greater_than_equal": "is at least {ge:,.16g}",
    "less_than_equal": "is at most {le:,.16g}",
}


def problem(detail: ErrorDetails, path: Path, model: type[Spec], document: Document) -> Problem:
    """Turn one of pydantic's errors into a problem at its place."""
    kind, context = detail["type"], detail.get("ctx") or {}
    name, key = where(path), str(path[-1]) if path else "the file"
    here, at_key = document.place(path), document.key_place(path)
    match kind:
        case "extra_forbidden":
            known = nearest(key, fields(model, detail["loc"][:-1]))
            if key.startswith(NO_BREAK):
                known = "a no-break space stands before it: type plain spaces."
            elif " " in key and document.raw.get(path) == "":
                known = "text with a comma in it needs quotes between { and }."
            return document.problem(at_key, "unknown-key", f"{name} is not a key here", known)
        case "missing":
            message = f"`{key}` is missing in {where(path[:-1])}"
            return document.problem(here, "missing-key", message, f"add a line `{key}: …`.")
        case "union_tag_invalid":
            return _unknown_kind(context, path, document)
        case "union_tag_not_found":
            field = str(context["discriminator"]).strip("'")
            message = f"`{field}` is missing in {name}"
            return document.problem(
                here, "missing-key", message, f"add a line `{field}: …`, see docs/format.md."
            )
        case "literal_error":
            known = nearest(str(detail["input"]), re.findall(r"'([^']*)'", str(context["expected"])))
            return document.problem(
                here, "unknown-word", f'{name} can\'t be "{_shown(detail["input"])}"', known
            )
        case "string_pattern_mismatch":
            code, hint = PATTERNS.get(str(context["pattern"]), ("does-not-fit", "see docs/format.md."))
            hint = meant(str(detail["input"]), str(context["pattern"])) or hint
            return document.problem(here, code, f'{name} can\'t be "{_shown(detail["input"])}"', hint)
        case "string_type":
            return _not_text(path, document)
    return document.problem(here, "does-not-fit", *_does_not_fit(detail, name))


def fields(model: type[Spec], location: tuple[int | str, ...]) -> tuple[str, ...]:
    """Return the keys that the model takes at pydantic's location."""
    found: Any = model
    for step in location:
        found = _inside(found, step)
    spec = next(iter(_specs(found)), None)
    if spec is None:
        return ()
    return tuple(field.alias or name for name, field in spec.model_fields.items())


def tags(model: type[Spec], location: tuple[int | str, ...]) -> frozenset[int]:
    """Return which steps of pydantic's location name a member of a union, not a place in the file."""
    found: Any = model
    places = set()
    for place, step in enumerate(location):
        if isinstance(step, str) and len(_specs(found)) > 1:
            places.add(place)
        found = _inside(found, step)
    return frozenset(places)


def _inside(hint: Any, step: int | str) -> Any:
    if isinstance(step, int):
        return _unwrapped(hint, tuple)
    specs = _specs(hint)
    tagged = [spec for spec in specs if step in _tags(spec)]
    if tagged and len(specs) > 1:
        return tagged[0]
    for spec in specs:
        for name, field in spec.model_fields.items():
            if step in (name, field.alias):
                return field.annotation
    return None


def _unwrapped(hint: Any, container: type) -> Any:
    if get_origin(hint) is container:
        return get_args(hint)[0]
    return next((found for arg in get_args(hint) if (found := _unwrapped(arg, container))), None)


def _specs(hint: Any) -> list[type[Spec]]:
    if isinstance(hint, type) and issubclass(hint, Spec):
        return [hint]
    origin = get_origin(hint)
    if origin is Annotated:
        return _specs(get_args(hint)[0])
    if origin is Union or str(origin) == "<class 'types.UnionType'>":
        return [spec for arg in get_args(hint) for spec in _specs(arg)]
    return []


def _tags(spec: type[Spec]) -> tuple[str, ...]:
    found = [spec.model_fields[name] for name in ("layout", "kind") if name in spec.model_fields]
    return tuple(str(tag) for field in found for tag in get_args(field.annotation))


def _unknown_kind(context: dict[str, Any], path: Path, document: Document) -> Problem:
    field = str(context["discriminator"]).strip("'")
    known = nearest(str(context["tag"]), re.findall(r"'([^']*)'", str(context["expected_tags"])))
    message = f'{where((*path, field))} can\'t be "{context["tag"]}"'
    return document.problem(document.place((*path, field)), "unknown-kind", message, known)


def _not_text(path: Path, document: Document) -> Problem:
    raw = document.raw.get(path)
    name = where(path)
    if raw is None:
        hint = 'text that contains ": ", or that begins with [ or {, needs quotes around it.'
        message = f"{name} takes text; a list or a mapping stands here"
        return document.problem(document.place(path), "does-not-fit", message, hint)
    if raw in ("", "~"):
        return document.problem(document.place(path), "does-not-fit", f"{name} is empty", "write text here.")
    message = f"YAML reads {name} as a number, a date or a yes/no, not as text"
    return document.problem(document.place(path), "ambiguous-text", message, f'put it in quotes: "{raw}".')


def _does_not_fit(detail: ErrorDetails, name: str) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx") or {}
    if kind in SHAPES:
        wanted, hint = SHAPES[kind]
        if kind in NUMBERS:
            hint = number_meant(str(detail["input"])) or hint
        return f"{name} takes {wanted}", hint
    if kind == "string_too_long":
        length = len(str(detail["input"]))
        return f"{name} has {length} characters; at most {context['max_length']} fit", "shorten it."
    if kind == "string_too_short":
        return f"{name} is empty", "write text here."
    if kind == "value_error":
        return f"{name}: {context['error']}", "see docs/format.md."
    if kind in LIMITS:
        return f"{name} {LIMITS[kind].format(**context)}", "see docs/format.md."
    return f"{name} does not fit: {detail['msg']}", "see docs/format.md."


def _shown(value: Any) -> str:
    return value.text if isinstance(value, Odd) else str(value)[:60]
