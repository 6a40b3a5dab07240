"""`coursekit new`: make a course in a new folder DIR, or add the lesson ID to the course."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coursekit.exits import INTERRUPTED

if TYPE_CHECKING:
    from coursekit.starter import Answers

LESSON = "lesson"


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="DIR | lesson ID")
@click.option("--title", help="What it is called; proposed is its folder's or file's name.")
@click.option("--language", help="Of a course: `en` or `fr`, for its pages and its sample lesson.")
@click.option("--group", help="Of a course: who runs it, as it is to be cited.")
@click.option("--minutes", help="Of a course: how long its first session is; proposed are 90.")
@click.option("--start", help="Of a course: when its first session begins; proposed is 18:30.")
@click.option("--yes", is_flag=True, help="Ask nothing, and take what is proposed.")
@click.pass_obj
def new(root: Path, /, what: tuple[str, ...], yes: bool, **said: str | None) -> None:
    """Make a course in a new folder DIR, or add the lesson ID to the course.

    On a terminal it asks for what no option says.
    """
    from coursekit.starter import NotMadeError

    if len(what) > 2 or (what[0] == LESSON) != (len(what) == 2):  # noqa: PLR2004 - the word and an id
        raise click.UsageError("Say `coursekit new DIR`, or `coursekit new lesson ID`.")
    try:
        if len(what) == 1:
            _course(root, what[0], said, yes=yes)
        else:
            _lesson(root, what[1], said, yes=yes)
    except NotMadeError as error:
        raise click.UsageError(str(error)) from None
    except click.Abort:
        click.echo("\nNothing was made.", err=True)
        sys.exit(INTERRUPTED)


def _course(root: Path, folder: str, said: dict[str, str | None], *, yes: bool) -> None:
    from coursekit.load.course import survey
    from coursekit.schema import refresh
    from coursekit.starter import free, new_course
    from coursekit.terminal import course_lines, say

    course = root / folder
    free(course)
    answers = _answers(course, folder, said, yes=yes)
    made = new_course(course, answers)
    refresh(course, survey(course).course, begin=True)
    say(course_lines(folder, made, answers.minutes, answers.start))


def _answers(course: Path, folder: str, said: dict[str, str | None], *, yes: bool) -> "Answers":
    from coursekit.asking import Asking, given
    from coursekit.starter import Answers, title_for
    from coursekit.starter import answers as may

    for option, typed in said.items():  # before anything is asked
        if typed is not None:
            given(option, typed, may.READ[option])
    enter = "Enter takes what stands in brackets. Ctrl-C ends it, and nothing is made."
    head = f"A new course, in {folder}.\n{enter}\n"
    ask = Asking(said, yes=yes, head=head)
    title = ask("title", "What is it called?", title_for(course.resolve().name), may.a_title)
    language = ask("language", "In which language, en or fr?", Answers.language, may.a_language)
    return Answers(
        title,
        language,
        ask("group", "Who runs it?", may.default_group(language), may.a_group),
        ask("minutes", "How many minutes has its first session?", str(Answers.minutes), may.some_minutes),
        ask("start", "When does that begin?", Answers.start, may.a_start),
    )


def _lesson(root: Path, name: str, said: dict[str, str | None], *, yes: bool) -> None:
    from coursekit.asking import Asking
    from coursekit.load.course import survey
    from coursekit.schema import refresh
    from coursekit.starter import free_lesson, new_lesson, title_for
    from coursekit.starter.answers import a_title
    from coursekit.terminal import lesson_lines, say

    for option, typed in said.items():
        if typed is not None and option != "title":
            raise click.UsageError(f"--{option} is for a new course; a lesson has a title alone.")
    free_lesson(root, name)
    title = Asking(said, yes=yes)("title", "What is it called?", title_for(name), a_title)
    say(lesson_lines(new_lesson(root, name, title)))
    refresh(root, survey(root).course, begin=True)
