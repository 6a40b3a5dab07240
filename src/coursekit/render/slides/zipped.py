"""A zip file whose bytes depend on nothing but its content."""

import io
import zipfile
from collections.abc import Mapping

TIME = (1980, 1, 1, 0, 0, 0)
TYPES = "[Content_Types].xml"
"""The part that comes first in a file of an office suite."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return the zip file of some files, by their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in sorted(files, key=lambda name: (name != TYPES, name)):
            entry = zipfile.ZipInfo(name, TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            file.writestr(entry, files[name], compresslevel=6)
    return stream.getvalue()
