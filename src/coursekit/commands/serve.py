"""`coursekit serve`: show the course in the browser, and every saved change at once."""

from pathlib import Path

import click

USUAL = 8000


@click.command()
@click.option("--port", type=click.IntRange(0, 65_535), help=f"Without it, {USUAL} or the next that is free.")
@click.option("--open", "opens", is_flag=True, help="Open the page in your browser.")
@click.pass_obj
def serve(root: Path, port: int | None, opens: bool) -> None:
    """Show the course in the browser, and every saved change at once; Ctrl-C ends it."""
    import signal
    import tempfile
    import threading
    import webbrowser
    from contextlib import suppress
    from time import sleep

    from coursekit.load.course import survey
    from coursekit.load.folder import has_nothing
    from coursekit.problems import CourseError, Problem
    from coursekit.pyodide import obtain
    from coursekit.serve.preview import Preview
    from coursekit.serve.server import HERE, PortTakenError, bind
    from coursekit.serve.sites import Sites
    from coursekit.terminal import lacking_lines, problem_lines, progress, say

    def tell(problems: tuple[Problem, ...]) -> None:
        say(problem_lines(problems) if problems else ["Nothing to mend."])

    if has_nothing(root):
        raise CourseError(survey(root).problems)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with progress() as step:
        lacking = obtain.ready(obtain.cache(), step)
    if lacking:
        say(lacking_lines(lacking))
    with tempfile.TemporaryDirectory(prefix="coursekit-") as empty, suppress(KeyboardInterrupt):
        preview = Preview(Sites(root.resolve(), Path(empty), None if lacking else obtain.cache()), tell)
        try:
            try:
                server = bind(preview, USUAL if port is None else port)
            except PortTakenError as error:
                if port is not None:
                    raise click.ClickException(f"{error}.") from None
                server = bind(preview, error.free)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://{HERE}:{server.server_address[1]}/"
            with preview.current():
                say([f"The course is at {address} and follows what you save. Ctrl-C ends it."])
            if opens:
                webbrowser.open(address)
            while True:
                sleep(preview.pause)
                with preview.current():
                    pass
        finally:
            preview.close()
