"""Puts the boxes of a flow diagram into layers, so that arrows mostly point one way."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

Pair = tuple[str, str]


def layers(nodes: Sequence[str], arrows: Iterable[Pair]) -> list[list[str]]:
    """Return the layers in order; arrows that close a circle are left out of the reckoning."""
    forward = _without_circles(nodes, list(arrows))
    depth = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for start, end in forward:
            depth[end] = max(depth[end], depth[start] + 1)
    found: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for node in nodes:
        found[depth[node]].append(node)
    return _ordered(found, forward)


def _without_circles(nodes: Sequence[str], arrows: Sequence[Pair]) -> list[Pair]:
    targets = {end for _, end in arrows}
    first = [node for node in nodes if node not in targets] + [node for node in nodes if node in targets]
    kept: list[Pair] = []
    open_nodes: set[str] = set()
    done: set[str] = set()

    def visit(node: str) -> None:
        open_nodes.add(node)
        for arrow in arrows:
            if arrow[0] == node and arrow[1] not in open_nodes:
                kept.append(arrow)
                if arrow[1] not in done:
                    visit(arrow[1])
        open_nodes.discard(node)
        done.add(node)

    for node in first:
        if node not in done:
            visit(node)
    return kept


def _ordered(found: list[list[str]], forward: Sequence[Pair]) -> list[list[str]]:
    """Order each layer by where its arrows come from, so that few cross."""
    for before, layer in pairwise(found):
        place = {node: n / max(1, len(before) - 1) for n, node in enumerate(before)}
        weights = {
            node: [place[start] for start, end in forward if end == node and start in place] for node in layer
        }
        layer.sort(key=lambda node: sum(weights[node]) / len(weights[node]) if weights[node] else 0.5)
    return found
