"""How the program ends: an exit status for every end, and no traceback for a person."""

import errno
import sys
import traceback
from collections.abc import Callable

import click

from coursekit import __version__
from coursekit.problems import CourseError

PROBLEMS, USAGE, BUG, INTERRUPTED = 1, 2, 3, 130
"""Exit status besides 0 (well)."""

DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


class NotInstalledError(click.ClickException):
    """What a command needs is an extra of ours that is not installed."""

    exit_code = USAGE

    def __init__(self, lacking: list[str]) -> None:
        names = " and ".join(lacking)
        hint = "install the extra `verify`, or give --no-notebooks."
        super().__init__(f"notebooks can't be run without {names}: {hint}")


def to_its_end(run: Callable[[], object]) -> None:
    """Run a command and exit with its status, whatever happens."""
    try:
        run()
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except CourseError as error:
        from coursekit.terminal import problem_lines, say  # noqa: PLC0415 - most commands end well

        say(problem_lines(error.problems))
        sys.exit(PROBLEMS)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted; what was finished is kept.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        click.echo(f"{error.filename or 'a file'}: {error.strerror or error}", err=True)
        if error.errno in DENIED:
            click.echo("The kit writes in the course folder, and may not here: copy it elsewhere.", err=True)
        sys.exit(PROBLEMS)
    except Exception:  # noqa: BLE001 - the last line of defence, which says what to report
        click.echo(f"coursekit {__version__} on Python {sys.version.split()[0]} has a fault.", err=True)
        click.echo("Please report it with these lines:", err=True)
        click.echo("".join(traceback.format_exc().splitlines(keepends=True)[-6:]), err=True)
        sys.exit(BUG)
