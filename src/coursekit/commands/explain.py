"""`coursekit explain`: say more about a problem's CODE, with a wrong and a right sample."""

import click

from coursekit.options import known


@click.command()
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="Print the whole page, as Markdown.")
def explain(code: str | None, everything: bool) -> None:
    """Say more about a problem's CODE, with a wrong and a right sample."""
    from coursekit.explain import code_lines, explanation_lines, explanations, page_lines
    from coursekit.terminal import say, width

    told = explanations()
    known(code, told, "CODE", "problem code", "`coursekit explain` names all there are.")
    if everything:
        say(page_lines())
    elif code:
        say(explanation_lines(told[code], width()))
    else:
        say(code_lines(width()))
