"""The documentation names everything there is, and nothing that is not."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest
import yaml
from PIL import Image
from pydantic import TypeAdapter

from coursekit.checks import CHECKS
from coursekit.cli import coursekit
from coursekit.model import deck, exercise, lesson, seed, slide, variant
from coursekit.model.base import Spec
from coursekit.model.course import CourseSpec
from coursekit.model.lesson import Lesson
from coursekit.model.log import Log, Taught
from coursekit.model.references import Kind
from coursekit.model.seed import Seed
from coursekit.render.slides.inspect import RULES
from coursekit.render.slides.layouts import LAYOUTS

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "coursekit"
DOCS = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/format.md",
        "docs/layouts.md",
        "docs/problems.md",
    )
}
CODE = re.compile(r'"([a-z]+(?:-[a-z0-9]+)+|alias|anchor|tag)"')


def raised_codes():
    """Return the problem codes that stand in the code, found by how problems are made there."""
    # A check that looks at the record as another does at lessons shares its code.
    names = {rule.__name__.removesuffix("_in_record") for rule in (*CHECKS, *RULES)}
    codes = {name.replace("_", "-") for name in names}
    places = [
        *(SOURCE / "load").glob("*.py"),
        *(SOURCE / "variants").glob("*.py"),
        SOURCE / "build.py",
        SOURCE / "decks.py",
    ]
    for path in places:
        text = path.read_text(encoding="utf-8")
        for call in re.finditer(r"(?:Problem|\.problem|at_key|refuse)\((?:[^()]|\([^()]*\))*?\)", text):
            codes |= {code for code in CODE.findall(call[0]) if not code.endswith("-yml")}
    return codes | {f"unknown-{kind}" for kind in get_args(Kind)} | {"not-an-id", "does-not-fit", "not-utf-8"}


def documented_codes():
    return {
        code
        for heading in re.findall(r"^### (.*)$", DOCS["docs/problems.md"], re.MULTILINE)
        for code in re.findall(r"`([a-z0-9-]+)`", heading)
    }


def test_every_problem_is_documented():
    codes = raised_codes()
    assert len(codes) > 45
    assert codes - documented_codes() == set()


def test_no_documented_problem_is_made_up():
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    for code in documented_codes():
        assert f'"{code}"' in text or code.replace("-", "_") in text or code.startswith("unknown-"), code


def test_every_problem_has_a_sample():
    sections = re.split(r"^### ", DOCS["docs/problems.md"], flags=re.MULTILINE)[1:]
    for section in sections:
        heading = section.splitlines()[0]
        assert "\n    " in section, f"{heading} has no sample"


def test_every_layout_is_shown_with_a_sample_that_the_kit_takes():
    sections = re.split(r"^## ", DOCS["docs/layouts.md"], flags=re.MULTILINE)[1:]
    assert [section.split("\n")[0] for section in sections] == list(LAYOUTS)
    reader = TypeAdapter(slide.Slide)
    for section in sections:
        sample = yaml.safe_load(re.search(r"```yaml\n(.*?)```", section, re.DOTALL)[1])
        assert reader.validate_json(json.dumps(sample)).layout == section.split("\n")[0]


def test_the_sheet_of_layouts_is_small_enough_to_keep():
    picture = ROOT / "docs" / "pictures" / "layouts.png"
    assert picture.stat().st_size < 600_000
    with Image.open(picture) as image:
        assert image.width > 1000
        colours = len(image.convert("RGB").resize((200, 200)).getcolors(40_000))
    assert colours > 50, "the picture shows nothing"


@pytest.mark.parametrize("union", [slide.Slide, exercise.Exercise])
def test_every_layout_and_kind_is_documented(union):
    for member in get_args(get_args(union)[0]):
        field = member.model_fields.get("layout") or member.model_fields["kind"]
        (tag,) = get_args(field.annotation)
        # A layout and a kind may share their name; each table has its own row.
        rows = re.findall(rf"^\| `{tag}` \|(.*)$", DOCS["docs/format.md"], re.MULTILINE)
        assert rows, f"docs/format.md has no row for `{tag}`"
        common = {*slide.SlideBase.model_fields, *exercise.ExerciseBase.model_fields, "layout", "kind"}
        lacking = [sorted(set(member.model_fields) - common - set(re.findall(r"\w+", row))) for row in rows]
        assert [] in lacking, f"docs/format.md does not name {min(lacking, key=len)} of `{tag}`"


def specs():
    modules = (seed, lesson, slide, exercise, deck)
    found = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    return sorted((s for s in found if issubclass(s, Spec)), key=lambda s: s.__name__)


def variant_specs():
    return [value for value in vars(variant).values() if isinstance(value, type) and issubclass(value, Spec)]


@pytest.mark.parametrize("spec", [Seed, Lesson, CourseSpec, Log, Taught, *specs(), *variant_specs()])
def test_every_field_is_documented(spec):
    for name, field in spec.model_fields.items():
        key = field.alias or name
        assert re.search(rf"(?<![a-z_]){key}(?![a-z_])", DOCS["docs/format.md"]), f"{spec.__name__}.{key}"


def test_every_word_of_a_fixed_choice_is_documented():
    for choice in (seed.ClaimKind, seed.ChartKind, seed.Qualifier):
        for word in get_args(choice):
            assert word in DOCS["docs/format.md"]


def test_every_command_and_option_is_documented():
    for name, command in coursekit.commands.items():
        assert f"coursekit {name}" in DOCS["README.md"], name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[0] in DOCS["README.md"], f"{name} {parameter.opts[0]}"


def test_links_lead_somewhere():
    for name, text in DOCS.items():
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
            if "://" in target or ":" in target:
                continue
            assert ((ROOT / name).parent / target).exists(), f"{name} links to {target}"


def test_the_readme_never_sends_anybody_to_the_other_coursekit():
    assert "pip install coursekit" not in "".join(DOCS.values())


def test_the_package_runs_without_what_tests_need():
    code = (
        "import sys, coursekit.cli, coursekit.checks;"
        "print(sorted({'pytest', 'nbclient', 'playwright'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_command_that_does_nothing_imports_next_to_nothing():
    code = (
        "import sys; from coursekit.cli import coursekit; coursekit(['--version'], standalone_mode=False);"
        "print({'pptx', 'nbformat', 'mkdocs', 'pydantic', 'rich', 'yaml', 'jinja2'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
