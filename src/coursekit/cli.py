"""The command line: the group of all commands."""

from pathlib import Path
from typing import Any

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
from coursekit.problems import listed

COMMANDS = (check, build, serve, variants, verify, plan, trace, explain, schema, new)


class Commands(click.Group):
    """A group that knows which of its commands an option belongs to."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Raises UsageError for an option that another command has."""
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            option, name = error.option_name, error.ctx.info_name if error.ctx else ""
            having = [f"`coursekit {one}`" for one, command in self.commands.items() if _has(command, option)]
            if _has(self, option):
                said = f"`{option}` stands before the command: coursekit {option} … {name}"
            elif having:
                said = f"`{option}` belongs to {listed(having)}."
            else:
                raise
            raise click.UsageError(said, error.ctx) from None


def _has(command: click.Command, option: str) -> bool:
    return any(option in parameter.opts for parameter in command.params)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
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
