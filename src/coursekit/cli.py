"""The command line: the group of all commands."""

from pathlib import Path

import click

from coursekit import __version__
from coursekit.commands.build import build
from coursekit.commands.check import check
from coursekit.commands.explain import explain
from coursekit.commands.new import new
from coursekit.commands.plan import plan
from coursekit.commands.schema import schema
from coursekit.commands.serve import serve
from coursekit.commands.trace import trace
from coursekit.commands.variants import variants
from coursekit.commands.verify import verify
from coursekit.exits import to_its_end

COMMANDS = (check, build, serve, variants, verify, plan, trace, explain, schema, new)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The course's folder; without it, the folder you are in.",
)
@click.version_option(__version__, package_name="coursekit-generator", prog_name="coursekit")
@click.pass_context
def coursekit(context: click.Context, root: Path) -> None:
    """Turn YAML lessons into a course site, slide decks and notebooks."""
    context.obj = root


for command in COMMANDS:
    coursekit.add_command(command)


def main() -> None:
    """Run the command line and exit with its status."""
    to_its_end(lambda: coursekit(standalone_mode=False))
