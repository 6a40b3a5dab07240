"""A hook of MkDocs: the manual's search works from a folder too, by the script that course sites have."""

from importlib import resources

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

WORKER = "assets/iframe-worker.js"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the script, with its licence, to the manual's files."""
    for path in (WORKER, WORKER.replace(".js", ".LICENSE.txt")):
        data = (resources.files("coursekit.render.site") / path).read_bytes()
        files.append(File.generated(config, path, content=data))
    return files
