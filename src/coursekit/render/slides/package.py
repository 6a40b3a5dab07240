"""Writes a deck so that the same slides give the same bytes."""

import io
import re
import zipfile
from datetime import UTC, datetime

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.presentation import Presentation

from coursekit.render.slides import markup

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
FIRST = "[Content_Types].xml"
DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def save(deck: Presentation, title: str, language: str) -> bytes:
    """Return the file's bytes; `language` is a BCP 47 tag."""
    core = deck.core_properties
    core.title, core.language = title, language
    core.author, core.last_modified_by = "", ""
    core.created = core.modified = EPOCH.replace(tzinfo=None)
    core.revision = 1
    _list_notes_master(deck)
    stream = io.BytesIO()
    deck.save(stream)
    return packed(stream.getvalue())


def packed(data: bytes) -> bytes:
    """Write a zip file again with fixed dates and order, and workbooks inside it too."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != FIRST, name)):
            content = old.read(name)
            if name.endswith(".xlsx"):
                content = packed(content)
            elif name.endswith("core.xml"):
                content = DATES.sub(rb"\g<1>" + EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            new.writestr(entry, content, compresslevel=6)
    return stream.getvalue()


def _list_notes_master(deck: Presentation) -> None:
    """Name the notes master, which python-pptx forgets and Keynote asks for."""
    found = [
        number for number, part in deck.part.rels.items() if part.reltype == RELATIONSHIP_TYPE.NOTES_MASTER
    ]
    if found:
        masters = deck.part._element.find(".//{*}sldMasterIdLst")  # noqa: SLF001 - python-pptx has no way to do it
        masters.addnext(
            parse_xml(
                f"<p:notesMasterIdLst {markup.NAMESPACES}>"
                f'<p:notesMasterId r:id="{found[0]}"/></p:notesMasterIdLst>'
            )
        )
