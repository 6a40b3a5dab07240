"""Unpacks a zip file of somebody else's within bounds, judged by its directory and again while reading."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

MIB = 1_048_576
MAX_ENTRIES = 500
MAX_PACKED, MAX_UNPACKED = 50 * MIB, 100 * MIB
MAX_DIRECTORY = MIB
"""Bytes of the list at the end of the file: a list of 500 names is far shorter."""
PIECE = 65_536
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END, END_TAIL = b"PK\x05\x06", 65_557
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
UNSAFE = re.compile(r"^/|\\|^[A-Za-z]:|(^|/)\.\.?(/|$)|[\x00-\x1f]|//")


class RefusedError(Exception):
    """A file that the kit does not work with; carries the reason and what to do."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


SAVE = "open it in PowerPoint or LibreOffice, and save it as a .pptx file."
TOO_MUCH = "take out pictures and slides that the layouts do not need, and save it again."


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files in a zip file by their names. Raises RefusedError."""
    if data.startswith(OLE):
        raise RefusedError(
            "it has a password, or it is a .ppt file of long ago", f"take the password out: {SAVE}"
        )
    if len(data) > MAX_PACKED:
        raise RefusedError(f"it is larger than {MAX_PACKED // MIB} MiB", TOO_MUCH)
    _judge_end(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            _judge(entries)
            return dict(_contents(file, entries))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, struct.error, NotImplementedError, OSError):
        raise RefusedError("it is damaged", SAVE) from None


def _judge_end(data: bytes) -> None:
    """Judge the end of the file, before anything is made from its directory."""
    at = data.rfind(END, max(0, len(data) - END_TAIL))
    if at < 0 or len(data) < at + 22:
        raise RefusedError("it is no PowerPoint file: it is not a zip file", SAVE)
    entries, size = struct.unpack_from("<HI", data, at + 10)
    if entries > MAX_ENTRIES or size > MAX_DIRECTORY:
        raise RefusedError(f"it holds more than {MAX_ENTRIES} files", TOO_MUCH)


def _judge(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise RefusedError(f"it holds more than {MAX_ENTRIES} files", TOO_MUCH)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise RefusedError(f"unpacked, it is larger than {MAX_UNPACKED // MIB} MiB", TOO_MUCH)
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if entry.flag_bits & ENCRYPTED:
            raise RefusedError(f'"{name}" in it is encrypted', f"take the password out: {SAVE}")
        if UNSAFE.search(name) or stat.S_ISLNK(entry.external_attr >> 16):
            raise RefusedError(f'"{name}" in it leads out of the file', "take it from who made it once more.")
        if name.casefold() in seen:
            raise RefusedError(f'"{name}" is in it twice', SAVE)
        if entry.compress_type not in METHODS:
            raise RefusedError(f'"{name}" in it is packed in an unusual way', SAVE)
        seen.add(name.casefold())


def _contents(file: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    left = MAX_UNPACKED
    for entry in entries:
        pieces = []
        with file.open(entry) as stream:
            while piece := stream.read(PIECE):
                left -= len(piece)
                if left < 0:
                    raise RefusedError(f"unpacked, it is larger than {MAX_UNPACKED // MIB} MiB", TOO_MUCH)
                pieces.append(piece)
        yield entry.filename, b"".join(pieces)
