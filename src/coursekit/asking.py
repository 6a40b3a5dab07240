"""Questions on a terminal: Enter takes what is proposed, and what can't be taken is asked again."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import click

from coursekit.starter import NotUnderstoodError

Answer = TypeVar("Answer")
NOT_UTF8 = "Error: The terminal sends letters that are not UTF-8. Type it again without them."


@dataclass
class Asking:
    """Finds answers: as an option says, else as somebody says who sits at a terminal, else as is proposed."""

    said: Mapping[str, str | None]
    """What the options say, by their names."""
    yes: bool
    """Whether nothing is to be asked."""
    head: str = ""
    """What is told before the first question."""
    asked: bool = field(default=False, init=False)

    def __call__(self, option: str, question: str, proposed: str, read: Callable[[str], Answer]) -> Answer:
        """Return an answer. Raises click.BadParameter, and click.Abort for Ctrl-C and Ctrl-D."""
        typed = self.said[option]
        if typed is None and not self.yes and sys.stdin.isatty() and sys.stdout.isatty():
            if self.head and not self.asked:
                click.echo(self.head)
            self.asked = True
            return _asked(question, proposed, read)
        return given(option, proposed if typed is None else typed, read)


def given(option: str, typed: str, read: Callable[[str], Answer]) -> Answer:
    """Return what an option says. Raises click.BadParameter."""
    try:
        return read(typed)
    except NotUnderstoodError as error:
        raise click.BadParameter(str(error), param_hint=f"--{option}") from None


def _asked(question: str, proposed: str, read: Callable[[str], Answer]) -> Answer:
    def understood(typed: str) -> Answer:
        try:
            return read(typed)
        except NotUnderstoodError as error:
            raise click.UsageError(str(error)) from None

    while True:
        try:
            answer: Answer = click.prompt(question, default=proposed, value_proc=understood)
        except UnicodeDecodeError:
            click.echo(NOT_UTF8)
        else:
            return answer
