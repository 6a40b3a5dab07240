"""The commands, one function each; the only module that ends the program."""

import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

import click

from coursekit import __version__
from coursekit.problems import CourseError, Problem, as_github, as_json, counted, nearest

PROBLEMS, BUG, INTERRUPTED = 1, 3, 130
"""Exit status besides 0 (well) and 2 (usage, click's own)."""

ROOMS = ("site", "slides", "exercises")


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


@coursekit.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "long", "json", "github"]),
    help="Without it: long on a terminal, else text, a line for each problem.",
)
@click.pass_obj
def check(root: Path, form: str | None) -> None:
    """Say what is to be mended in the course, each with its line."""
    from coursekit.checks import inspect
    from coursekit.load.lines import line_reader
    from coursekit.terminal import is_terminal, say, say_at_length

    found = inspect(root)
    course, problems = found.course, found.problems
    form = form or ("long" if is_terminal() else "text")
    if form == "json":
        say([as_json(problems)])
    elif form == "github":
        say(map(as_github, problems))
    elif problems and form == "long":
        say_at_length(problems, line_reader(root))
    elif problems:
        _say_problems(problems)
    if problems:
        sys.exit(PROBLEMS)
    if course and form in ("text", "long"):
        minutes = sum(lesson.teaching + lesson.exercises_minutes for lesson in course.lessons.values())
        sums = {"lesson": len(course.lessons), "claim": len(course.facts.claims), "minute": minutes}
        say([f"Nothing to mend: {', '.join(counted(number, noun) for noun, number in sums.items())}."])


@coursekit.command()
@click.option("--only", multiple=True, type=click.Choice(ROOMS), help="Build only this; may be repeated.")
@click.option("--lang", metavar="LANGUAGE", help="Build only this language.")
@click.option("--lesson", metavar="ID", help="Build the deck and notebooks of this lesson only.")
@click.option("--force", is_flag=True, help="Replace files that were edited since; a copy is kept.")
@click.option("--why", is_flag=True, help="Give the reason for every file.")
@click.pass_obj
def build(
    root: Path, only: tuple[str, ...], lang: str | None, lesson: str | None, force: bool, why: bool
) -> None:
    """Build the site, the decks and the notebooks."""
    from coursekit.build import Choice, FindingsError
    from coursekit.build import build as run
    from coursekit.checks import inspect
    from coursekit.checks.finding import located
    from coursekit.terminal import change_lines, progress, say

    found = inspect(root)
    course = found.course
    if course is None:
        raise CourseError(found.problems)
    _known(lang, course.spec.languages, "--lang", "language")
    _known(lesson, course.lessons, "--lesson", "lesson")
    choice = Choice(frozenset(only or ROOMS), (lang,) if lang else (), lesson or "", force)
    try:
        with progress() as tell:
            changes = run(root, course, choice, tell)
    except FindingsError as error:
        raise CourseError(located(finding, found.survey) for finding in error.findings) from None
    say(change_lines(changes, why=why))


@coursekit.command()
@click.argument("claim")
@click.pass_obj
def trace(root: Path, claim: str) -> None:
    """List every place and file that rests on CLAIM."""
    from coursekit import trace as tracing
    from coursekit.build import Choice, plan
    from coursekit.checks import inspect
    from coursekit.render.prose import statement
    from coursekit.terminal import say, trace_lines
    from coursekit.wording import wording

    found = inspect(root)
    course = found.course
    if course is None:
        raise CourseError(found.problems)
    _known(claim, course.facts.claims, "CLAIM", "claim")
    words = statement(course.facts.claims[claim], course.facts, wording(course.spec.languages[0]))
    planned = (step.artifact for step in plan(course, Choice()))
    say(trace_lines(claim, words, tracing.uses(course, claim), tracing.artifacts(planned, claim)))


@coursekit.command()
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="Print the whole page, as Markdown.")
def explain(code: str | None, everything: bool) -> None:
    """Say more about a problem's CODE, with a wrong and a right sample."""
    from coursekit.explain import code_lines, explanation_lines, explanations, page_lines
    from coursekit.terminal import say, width

    known = explanations()
    _known(code, known, "CODE", "problem code")
    if everything:
        say(page_lines())
    elif code:
        say(explanation_lines(known[code], width()))
    else:
        say(code_lines(width()))


@coursekit.command()
@click.argument("kind", required=False, type=click.Choice(["seed", "lesson", "course"]))
@click.option(
    "--write", "writes", is_flag=True, help="Write all three into .coursekit/schemas/ of the course."
)
@click.pass_obj
def schema(root: Path, kind: str | None, writes: bool) -> None:
    """Give the JSON Schema of a KIND of file, so that an editor completes and underlines."""
    from coursekit.schema import editor_settings, schema_text, write
    from coursekit.terminal import say, settings_lines

    if writes:
        say(settings_lines(write(root), editor_settings(root)))
    elif kind:
        say([schema_text(kind).rstrip()])
    else:
        raise click.UsageError("Say which: seed, lesson or course; or write all with --write.")


@coursekit.command()
@click.argument("what", nargs=-1, required=True, metavar="DIR | lesson ID")
@click.option("--title", help="Its title; without it, you are asked on a terminal.")
@click.option("--yes", is_flag=True, help="Ask nothing; the title is made from the name.")
@click.pass_obj
def new(root: Path, what: tuple[str, ...], title: str | None, yes: bool) -> None:
    """Make a course in a new folder DIR, or add the lesson ID to the course."""
    from coursekit.starter import NotMadeError, new_course, new_lesson, title_for
    from coursekit.terminal import course_lines, is_terminal, lesson_lines, say

    if len(what) > 2 or (what[0] == "lesson") != (len(what) == 2):  # noqa: PLR2004 - the word and an id
        raise click.UsageError("Say `coursekit new DIR`, or `coursekit new lesson ID`.")
    proposed = title_for(Path(what[-1]).name)
    if title is None and not yes and is_terminal() and sys.stdin.isatty():
        title = click.prompt("Its title", default=proposed)
    try:
        if len(what) == 1:
            say(course_lines(what[0], new_course(root / what[0], proposed if title is None else title)))
        else:
            say(lesson_lines(new_lesson(root, what[1], proposed if title is None else title)))
    except NotMadeError as error:
        raise click.UsageError(str(error)) from None


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        coursekit(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except CourseError as error:
        _say_problems(error.problems)
        sys.exit(PROBLEMS)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted; what was finished is kept.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        click.echo(f"{error.filename or 'a file'}: {error.strerror or error}", err=True)
        sys.exit(PROBLEMS)
    except Exception:  # noqa: BLE001 - the last line of defence, which says what to report
        click.echo(f"coursekit {__version__} on Python {sys.version.split()[0]} has a fault.", err=True)
        click.echo("Please report it with these lines:", err=True)
        click.echo("".join(traceback.format_exc().splitlines(keepends=True)[-6:]), err=True)
        sys.exit(BUG)


def _say_problems(problems: tuple[Problem, ...]) -> None:
    from coursekit.terminal import problem_lines, say

    say(problem_lines(problems))


def _known(given: str | None, known: Iterable[str], option: str, noun: str) -> None:
    words = list(known)
    if given is not None and given not in words:
        raise click.BadParameter(f'there is no {noun} "{given}": {nearest(given, words)}', param_hint=option)
