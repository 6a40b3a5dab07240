"""A document as a tree whose every value knows where it stands, so that it can be changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from coursekit.load.document import Document, Odd, Place
from coursekit.model.references import Path


@dataclass(frozen=True)
class Node:
    """One value of a document."""

    value: Any
    """A mapping of names to nodes, a tuple of nodes, or a scalar as in `Document.value`."""
    place: Place
    key: Place | None = None
    """Where its key begins, if it has one."""
    raw: str | None = None
    """A scalar as it was typed."""

    def at(self, *path: str | int) -> "Node | None":
        """Return what stands at a path from here; None where there is nothing."""
        node: Node | None = self
        for step in path:
            inside = node.value if node else None
            if isinstance(inside, dict) and isinstance(step, str):
                node = inside.get(step)
            elif isinstance(inside, tuple) and isinstance(step, int) and 0 <= step < len(inside):
                node = inside[step]
            else:
                return None
        return node

    def items(self, *path: str | int) -> "tuple[Node, ...]":
        """Return the items of the list at a path; none where there is no list."""
        node = self.at(*path)
        return node.value if node and isinstance(node.value, tuple) else ()

    def text(self, *path: str | int) -> str:
        """Return the text at a path; an empty one where there is none."""
        node = self.at(*path)
        return node.value if node and isinstance(node.value, str) else ""

    def number(self, *path: str | int) -> int:
        """Return the whole number at a path; nought where there is none."""
        node = self.at(*path)
        return node.value if node and type(node.value) is int else 0

    def texts(self, *path: str | int) -> tuple[str, ...]:
        """Return the texts of the list at a path."""
        return tuple(item.value for item in self.items(*path) if isinstance(item.value, str))

    def put(self, path: Path, node: "Node") -> "Node":
        """Return the tree with a node at a path, in place of what was there or as a new key."""
        if not path:
            return replace(node, key=self.key if node.key is None else node.key)
        step, *rest = path
        inside = self.at(step)
        new = inside.put(tuple(rest), node) if inside else node
        if isinstance(self.value, dict):
            return replace(self, value={**self.value, step: new})
        return replace(self, value=tuple(new if n == step else item for n, item in enumerate(self.value)))

    def with_items(self, name: str, items: "tuple[Node, ...]") -> "Node":
        """Return a mapping with another list under one of its keys; a key it has not gets none."""
        there = self.at(name)
        return self.put((name,), replace(there, value=items)) if there else self

    def changed(self, change: "Callable[[str, Node], str]") -> "Node":
        """Return the tree with each text changed, by a function that gets the text and its node."""
        if isinstance(self.value, dict):
            inside = {name: node.changed(change) for name, node in self.value.items()}
            return self if all(inside[n] is self.value[n] for n in inside) else replace(self, value=inside)
        if isinstance(self.value, tuple):
            items = tuple(node.changed(change) for node in self.value)
            return self if all(map(_same, items, self.value)) else replace(self, value=items)
        if isinstance(self.value, str) and (text := change(self.value, self)) != self.value:
            return replace(self, value=text, raw=text)
        return self

    @property
    def plain(self) -> Any:
        """The value without its places, as JSON has it."""
        if isinstance(self.value, dict):
            return {name: node.plain for name, node in self.value.items()}
        if isinstance(self.value, tuple):
            return [node.plain for node in self.value]
        return self.value.text if isinstance(self.value, Odd) else self.value


def plant(document: Document) -> Node:
    """Return a document as a tree."""
    return _plant(document.value, (), document)


@dataclass
class _Flat:
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    raw: dict[Path, str] = field(default_factory=dict)


def flatten(node: Node, origin: Document, texts: Mapping[str, str]) -> Document:
    """Return a tree as a document again; `texts` are those of the files that its nodes come from."""
    flat = _Flat()
    value = _flatten(node, (), flat)
    return Document(origin.file, origin.text, value, flat.places, flat.keys, flat.raw, texts)


def scalar(value: str | int, like: Node) -> Node:
    """Return a scalar that stands where another node stands."""
    return Node(value, like.place, like.key, str(value))


def _plant(value: Any, path: Path, document: Document) -> Node:
    held: Any = value
    if isinstance(value, dict):
        held = {name: _plant(item, (*path, name), document) for name, item in value.items()}
    elif isinstance(value, tuple):
        held = tuple(_plant(item, (*path, index), document) for index, item in enumerate(value))
    return Node(held, document.place(path), document.keys.get(path), document.raw.get(path))


def _flatten(node: Node, path: Path, flat: _Flat) -> Any:
    flat.places[path] = node.place
    if node.key:
        flat.keys[path] = node.key
    if node.raw is not None:
        flat.raw[path] = node.raw
    if isinstance(node.value, dict):
        return {name: _flatten(item, (*path, name), flat) for name, item in node.value.items()}
    if isinstance(node.value, tuple):
        return tuple(_flatten(item, (*path, index), flat) for index, item in enumerate(node.value))
    return node.value


def _same(one: Node, other: Node) -> bool:
    return one is other
