"""The site as one file to hand on: it works wherever it is unpacked."""

import io
import zipfile
from pathlib import Path

from coursekit.artifact import digest
from coursekit.publish import Change, Publisher, digest_of

ZIP = "site.zip"
DAY = (2020, 1, 1, 0, 0, 0)
"""When every file in it was made: any day will do, if it is always the same."""
UNIX, READABLE = 3, 0o644 << 16


def bundle(root: Path, publisher: Publisher, folder: str, *, wanted: bool) -> list[Change]:
    """Put what the kit made of the site into a zip, which then keeps up with it until it is deleted."""
    if not wanted and not (ZIP in publisher.entries and (root / ZIP).exists()):
        publisher.entries.pop(ZIP, None)
        return []
    files = {
        path: there
        for path in sorted(publisher.entries)
        if path.startswith(f"{folder}/") and (there := digest_of(root / path))
    }
    fingerprint = digest("\n".join(f"{path}={there}" for path, there in files.items()).encode())
    return publisher.put((ZIP,), fingerprint, lambda: _packed(root, list(files)))


def _packed(root: Path, paths: list[str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in paths:
            entry = zipfile.ZipInfo(path, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE
            archive.writestr(entry, (root / path).read_bytes())
    return data.getvalue()
