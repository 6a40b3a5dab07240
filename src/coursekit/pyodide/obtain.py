"""Gets Pyodide's files through a package client, checks them, and keeps them in the person's cache."""

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from platformdirs import user_cache_path

from coursekit.artifact import digest
from coursekit.publish import Tell, digest_of, write_whole

VERSION = "314.0.7"
PARTS: Mapping[str, tuple[int, str]] = {
    "pyodide.js": (18_912, "3141b814715a72e59b51b1b18b9ceae5bf19f7c852417e431bb0a34feadf825c"),
    "pyodide.asm.mjs": (1_250_344, "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635"),
    "pyodide.asm.wasm": (9_598_218, "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6"),
    "python_stdlib.zip": (2_545_637, "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a"),
}
"""The files that are used, with their sizes in bytes and their SHA-256."""
SECONDS = 600
"""Most time for a client: 27 MB come through a slow line in that."""


class NotHadError(Exception):
    """Pyodide can't be had; carries what each client said."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {reason}" for name, reason in reasons.items()))


@dataclass(frozen=True)
class Client:
    """A package client, and the package of its registry that carries Pyodide."""

    name: str
    command: tuple[str, ...]
    """Puts the package's archive into the folder it is run in."""
    archive: str
    inside: str
    """The folder of the archive in which the files are."""


CLIENTS = (
    Client("npm", ("npm", "pack", f"pyodide@{VERSION}", "--fetch-retries=1"), "pyodide-*.tgz", "package"),
    # Bigger, but there is always a pip. It carries the same files, byte for byte.
    Client(
        "pip",
        (sys.executable, "-m", "pip", "download", "--no-deps", "--retries=1", "flet-web==1.0.5"),
        "flet_web-*.whl",
        "flet_web/web/pyodide",
    ),
)


def cache() -> Path:
    """Return the folder in which the files are kept for all courses."""
    return user_cache_path("coursekit", appauthor=False) / f"pyodide-{VERSION}"


def is_had(folder: Path) -> bool:
    """Tell whether a folder holds all the files, unharmed."""
    return all(digest_of(folder / name) == known for name, (_, known) in PARTS.items())


def ready(folder: Path, tell: Tell) -> str:
    """See that a folder holds all the files; return why it does not, or nothing."""
    if is_had(folder):
        return ""
    tell(0, 1, "Python for the pages")
    try:
        obtain(folder)
    except (NotHadError, OSError) as error:
        return str(error)
    return ""


def obtain(folder: Path) -> None:
    """Get the files into a folder, by the first client that can. Raises NotHadError if none can."""
    reasons: dict[str, str] = {}
    for client in CLIENTS:
        try:
            files = _through(client)
        except (OSError, subprocess.SubprocessError, tarfile.TarError, zipfile.BadZipFile, KeyError) as error:
            reasons[client.name] = _reason(error)
            continue
        wrong = [name for name, data in files.items() if digest(data) != PARTS[name][1]]
        if wrong:
            reasons[client.name] = f"{', '.join(wrong)} is not the file it should be"
            continue
        for name, data in files.items():
            write_whole(folder / name, data)
        return
    raise NotHadError(reasons)


def _through(client: Client) -> dict[str, bytes]:
    program = shutil.which(client.command[0])
    if program is None:
        raise FileNotFoundError("is not installed")
    with tempfile.TemporaryDirectory(prefix="coursekit-") as folder:
        subprocess.run(  # noqa: S603 - a literal command
            (program, *client.command[1:]),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=SECONDS,
        )
        archive = next(Path(folder).glob(client.archive), None)
        if archive is None:
            raise FileNotFoundError("brought no package")
        return _unpacked(archive, client.inside)


def _unpacked(archive: Path, inside: str) -> dict[str, bytes]:
    """Read the files we know out of an archive, and of each no more than it should have."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as box:
            return _read(inside, box.open)
    with tarfile.open(archive) as box:
        return _read(inside, box.extractfile)


def _read(inside: str, opened: Callable[[str], IO[bytes] | None]) -> dict[str, bytes]:
    found = {}
    for name, (size, _) in PARTS.items():
        stream = opened(f"{inside}/{name}")
        if stream is None:
            raise KeyError(name)
        with stream:
            found[name] = stream.read(size + 1)
    return found


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"did not come to its end in {SECONDS} seconds"
    if isinstance(error, subprocess.CalledProcessError):
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        return said[-1][:200] if said else f"ended with status {error.returncode}"
    return str(error)
