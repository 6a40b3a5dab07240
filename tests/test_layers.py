"""Imports point one way through the house, and format lore stays in its room."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "coursekit"

LAYERS = (
    {"kept", "problems"},
    {"model"},
    {"load", "wording", "fit"},
    {"artifact"},
    {"variants"},
    {"checks", "render", "ledger", "publish", "pyodide"},
    {"fields", "ids"},
    {"bundle", "sites", "build", "trace", "verify", "explain", "report", "schema", "schedule", "starter"},
    {"judging"},
    {"serve", "terminal", "prooftable", "varianttable"},
    {"asking", "decks", "exits", "options"},
    {"chosen"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
"""From the ground up: a module imports from its own layer or from below."""

ONLY = {
    "pptx": "render/slides/",
    "nbformat": ("render/exercises/", "verify/kernel.py"),
    "nbclient": "verify/kernel.py",
    "nbconvert": "render/exercises/",
    "mkdocs": "render/site/",
    "typst": "render/paper/",
    "yaml": "load/",
    "pydantic_core": ("load/", "artifact.py", "render/"),
}
"""Who may know a library."""


def modules():
    return sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))


def imports(module):
    """Yield the dotted names that a module imports, wherever in it."""
    package = ["coursekit", *Path(module).parent.parts]
    for node in ast.walk(ast.parse((SOURCE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = [*base, *(node.module or "").split(".")] if node.module else base
            yield from (".".join([*base, name.name]) for name in node.names)


def part(module):
    """Return the layer's name that a module or a dotted import belongs to."""
    return module.replace("/", ".").removesuffix(".py").removeprefix("coursekit.").split(".")[0]


def level(name):
    return next((place for place, layer in enumerate(LAYERS) if name in layer), None)


@pytest.mark.parametrize("module", [m for m in modules() if m != "__init__.py"])
def test_imports_point_down(module):
    own = level(part(module))
    assert own is not None, f"{module} is in no layer: add it to LAYERS"
    for name in imports(module):
        if not name.startswith("coursekit.") or name == "coursekit.__version__":
            continue
        assert level(part(name)) <= own, f"{module} imports {name}, which is above it"


@pytest.mark.parametrize("module", modules())
def test_rooms_and_checks_do_not_know_each_other(module):
    room = module.split("/")[1] if module.startswith("render/") and module.count("/") > 1 else None
    for name in imports(module):
        if module.startswith("checks/"):
            assert not name.startswith("coursekit.render"), f"{module} imports {name}"
        if module.startswith("render/"):
            assert not name.startswith("coursekit.checks"), f"{module} imports {name}"
        if room:
            others = {"site", "slides", "exercises", "paper"} - {room}
            assert not any(name.startswith(f"coursekit.render.{other}") for other in others), (
                f"{module} imports {name}"
            )


@pytest.mark.parametrize("module", modules())
def test_libraries_stay_in_their_room(module):
    for name in imports(module):
        allowed = ONLY.get(name.split(".")[0])
        if allowed:
            assert module.startswith(allowed), f"{module} imports {name}"


def test_only_the_command_line_exits_and_prints():
    for module in modules():
        tree = ast.parse((SOURCE / module).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and not module.startswith(
                ("commands/", "exits.py", "terminal.py", "render/checker.py")
            ):
                called = ast.unparse(node.func)
                assert called not in ("print", "sys.exit", "exit", "quit"), f"{module}: {called}"


def test_modules_are_small():
    for module in modules():
        lines = len((SOURCE / module).read_text(encoding="utf-8").splitlines())
        assert lines <= 250, f"{module} has {lines} lines; does it have one subject?"
