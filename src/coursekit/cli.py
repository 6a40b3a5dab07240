"""The commands, one function each."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from coursekit import __version__
from coursekit.exits import PROBLEMS, NotInstalledError, to_its_end
from coursekit.options import known
from coursekit.problems import CourseError, counted

THERE = click.Path(exists=True, path_type=Path)
Typed = str | None  # after an option, if it was given
ROOMS = ("site", "slides", "exercises", "paper")


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
@click.option("--deck", "decks", multiple=True, type=THERE, help="Look at this deck, or folder of decks.")
@click.pass_obj
def check(root: Path, form: str | None, decks: tuple[Path, ...]) -> None:
    """Say what is to be mended in the course, each with its line, or in finished decks."""
    if decks:
        from coursekit.decks import look_at

        sys.exit(PROBLEMS if look_at(decks, form or "text") else 0)
    from coursekit.build import measure
    from coursekit.checks import inspect
    from coursekit.checks.finding import located
    from coursekit.load.lines import line_reader
    from coursekit.terminal import is_terminal, report, say, say_at_length

    found = inspect(root)
    course, problems = found.course, found.problems
    if course:
        problems = tuple(dict.fromkeys(located(finding, found.survey) for finding in measure(course)))
    form = form or ("long" if is_terminal() else "text")
    if problems and form == "long":
        say_at_length(problems, line_reader(root))
    else:
        report(problems, form)
    if problems:
        sys.exit(PROBLEMS)
    if course and form in ("text", "long"):
        minutes = sum(lesson.teaching + lesson.exercises_minutes for lesson in course.lessons.values())
        sums = {"lesson": len(course.lessons), "claim": len(course.facts.claims), "minute": minutes}
        say([f"Nothing to mend: {', '.join(counted(number, noun) for noun, number in sums.items())}."])


@coursekit.command()
@click.option("--only", multiple=True, type=click.Choice(ROOMS), help="Build only this; may be repeated.")
@click.option("--lang", metavar="LANGUAGE", help="Build only this language.")
@click.option("--lesson", metavar="ID", help="Build deck, notebooks and paper of this lesson only.")
@click.option("--start", metavar="HH:MM", help="Run sheets show clock times for a session that begins then.")
@click.option("--force", is_flag=True, help="Replace files that were edited since; a copy is kept.")
@click.option("--zip", "zip_", is_flag=True, help="Put the site into site.zip too, to hand it on.")
@click.option("--why", is_flag=True, help="Give the reason for every file.")
@click.pass_obj
def build(  # noqa: PLR0913 - click passes each option by its name
    root: Path,
    *,
    only: tuple[str, ...],
    lang: Typed,
    lesson: Typed,
    start: Typed,
    force: bool,
    zip_: bool,
    why: bool,
) -> None:
    """Build the site, the decks, the notebooks and the paper."""
    from coursekit.build import Choice, FindingsError
    from coursekit.build import build as run
    from coursekit.checks import inspect
    from coursekit.checks.finding import located
    from coursekit.options import start_of
    from coursekit.pyodide import obtain
    from coursekit.terminal import change_lines, lacking_lines, progress, say

    found = inspect(root)
    course = found.course
    if course is None:
        raise CourseError(found.problems)
    known(lang, course.spec.languages, "--lang", "language")
    known(lesson, course.lessons, "--lesson", "lesson")
    wanted = frozenset(only or ROOMS)
    choice = Choice(wanted, (lang,) if lang else (), lesson or "", force, start_of(start, wanted), zip_)
    try:
        with progress() as tell:
            lacking = obtain.ready(obtain.cache(), tell) if choice.needs_python(course) else ""
            changes = run(root, course, replace(choice, python=None if lacking else obtain.cache()), tell)
    except FindingsError as error:
        raise CourseError(located(finding, found.survey) for finding in error.findings) from None
    say(change_lines(changes, why=why))
    if lacking:
        say(lacking_lines(lacking))


@coursekit.command()
@click.option("--lesson", metavar="ID", help="Prove the exercises of this lesson only.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--no-notebooks", is_flag=True, help="Do not run the notebooks; needs no Jupyter.")
@click.option("--force", is_flag=True, help="Prove again what is remembered as proven.")
@click.option(
    "--seconds", type=click.IntRange(1, 600), help="Of work that an answer may take; without it, 5."
)
@click.pass_obj
def verify(
    root: Path, lesson: str | None, form: str, no_notebooks: bool, force: bool, seconds: int | None
) -> None:
    """Prove every exercise, each check by itself, and run the notebooks."""
    from coursekit.checks import inspect
    from coursekit.checks.finding import located
    from coursekit.prooftable import proof_json, proof_lines
    from coursekit.terminal import progress, report, say
    from coursekit.verify import Choice
    from coursekit.verify import verify as run
    from coursekit.verify.memory import Memory
    from coursekit.verify.notebooks import missing
    from coursekit.verify.programs import Limits

    found = inspect(root)
    course = found.course
    if course is None:
        report(found.problems, form)
        sys.exit(PROBLEMS)
    known(lesson, course.lessons, "--lesson", "lesson")
    if not no_notebooks and (lacking := missing()):
        raise NotInstalledError(lacking)
    lessons = (lesson,) if lesson else tuple(course.lessons)
    choice = Choice(lessons, not no_notebooks, Limits(seconds) if seconds else Limits())
    with progress() as tell:
        proof = run(course, choice, Memory(root, again=force), tell)
    problems = tuple(sorted({located(finding, found.survey) for finding in proof.findings}))
    if form == "json":
        say([proof_json(proof, problems)])
    else:
        report(problems, form)
    if form == "text":
        say(proof_lines(proof))
    if problems:
        sys.exit(PROBLEMS)


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
    known(claim, course.facts.claims, "CLAIM", "claim")
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

    told = explanations()
    known(code, told, "CODE", "problem code")
    if everything:
        say(page_lines())
    elif code:
        say(explanation_lines(told[code], width()))
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
    to_its_end(lambda: coursekit(standalone_mode=False))
