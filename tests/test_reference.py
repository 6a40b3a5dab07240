"""The reference is what the model and the commands say today, and none of it is written by hand."""

import importlib.util
import re

import click
import pytest

from coursekit.cli import coursekit
from coursekit.fields import fields, specs
from coursekit.schema import MODELS
from test_cli import ROOT

FOLDER = ROOT / "docs" / "reference"


@pytest.fixture(scope="module")
def pages():
    found = importlib.util.spec_from_file_location("pages", FOLDER / "pages.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.pages()


def test_the_pages_are_what_is_made(pages):
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert there == pages, "write them anew: make reference"


def test_every_field_with_its_limits_and_its_example_stands_there(pages):
    text = "".join(pages.values())
    for spec in dict.fromkeys(spec for model in MODELS.values() for spec in specs(model)):
        for field in fields(spec):
            if field.tag:
                assert f"`{field.key}: {field.tag}`" in text
            else:
                assert f"- **`{field.key}`**: {field.about.partition(chr(10))[0]}" in text, field.key
                assert field.rule in text


def test_every_command_and_option_stands_there(pages):
    for name, command in coursekit.commands.items():
        section = re.split(rf"^## coursekit {name}\b", pages["commands.md"], flags=re.MULTILINE)[1]
        section = section.partition("\n## ")[0]
        assert command.help in section
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help is None or f"**: {option.help}" in section
                assert option.opts[0] in section


def test_links_of_the_pages_lead_somewhere(pages):
    for name, text in pages.items():
        heads = {f"#{head.replace(' ', '-')}" for head in re.findall(r"^## (.*)$", text, re.MULTILINE)}
        for target in re.findall(r"\]\(([^)]+)\)", re.sub("`[^`]*`", "", text)):
            if target.startswith("#"):
                assert target in heads, f"{name}: {target}"
            else:
                assert (FOLDER / target).is_file(), f"{name}: {target}"
