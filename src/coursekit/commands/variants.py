"""`coursekit variants`: list the variants of the course, show one, or accept what the course says now."""

import sys
from pathlib import Path

import click

from coursekit.exits import PROBLEMS
from coursekit.options import known

ACCEPT = "accept"


@click.command()
@click.argument("what", nargs=-1, metavar="[accept] [NAME]")
@click.pass_obj
def variants(root: Path, what: tuple[str, ...]) -> None:
    """List the variants, show what NAME leaves out, or accept what the course says now where they differ."""
    from coursekit.problems import CourseError
    from coursekit.publish import write_whole
    from coursekit.terminal import say
    from coursekit.variants import FOLDER, Bases, overlaid, variant_names
    from coursekit.variants.accepted import lock_path
    from coursekit.varianttable import accepted_line

    accepting = what[:1] == (ACCEPT,)
    names = what[1:] if accepting else what
    if len(names) > 1:
        raise click.UsageError("Say `coursekit variants`, `… NAME`, `… accept` or `… accept NAME`.")
    there = variant_names(root)
    known(names[0] if names else None, there, "NAME", "variant")
    if not accepting:
        _list(root, names[0] if names else "")
        return
    bases = Bases(root)
    for name in names or there:
        variant = overlaid(root, name, bases)
        if variant.spec is None or variant.survey.problems:
            raise CourseError(variant.survey.problems)
        path = lock_path(root / FOLDER, name)
        if variant.spec.set:
            write_whole(path, variant.lock)
        else:
            path.unlink(missing_ok=True)
        say([accepted_line(name, len(variant.spec.set), path.name)])


def _list(root: Path, name: str) -> None:
    from coursekit.judging import judged_variants
    from coursekit.terminal import say
    from coursekit.varianttable import list_lines, one_lines

    found = [one for one in judged_variants(root, ()) if name in ("", one.variant.name)]
    say(one_lines(found[0]) if name else list_lines(found))
    if any(one.problems for one in found):
        sys.exit(PROBLEMS)
