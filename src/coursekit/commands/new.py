"""`coursekit new`: make a course in a new folder DIR, or add the lesson ID to the course."""

import sys
from pathlib import Path

import click


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="DIR | lesson ID")
@click.option("--title", help="Its title; without it, you are asked on a terminal.")
@click.option("--yes", is_flag=True, help="Ask nothing; the title is made from the name.")
@click.pass_obj
def new(root: Path, what: tuple[str, ...], title: str | None, yes: bool) -> None:
    """Make a course in a new folder DIR, or add the lesson ID to the course."""
    from coursekit.load.course import survey
    from coursekit.schema import refresh
    from coursekit.starter import NotMadeError, new_course, new_lesson, title_for
    from coursekit.terminal import course_lines, is_terminal, lesson_lines, say

    if len(what) > 2 or (what[0] == "lesson") != (len(what) == 2):  # noqa: PLR2004 - the word and an id
        raise click.UsageError("Say `coursekit new DIR`, or `coursekit new lesson ID`.")
    proposed = title_for(Path(what[-1]).name)
    if title is None and not yes and is_terminal() and sys.stdin.isatty():
        title = click.prompt("Its title", default=proposed)
    course = root / what[0] if len(what) == 1 else root
    try:
        if len(what) == 1:
            say(course_lines(what[0], new_course(course, proposed if title is None else title)))
        else:
            say(lesson_lines(new_lesson(course, what[1], proposed if title is None else title)))
    except NotMadeError as error:
        raise click.UsageError(str(error)) from None
    refresh(course, survey(course).course, begin=True)
