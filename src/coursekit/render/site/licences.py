"""Names, addresses and short forms of licences, and who made what a site is built from."""

import re
from dataclasses import dataclass

CREATIVE_COMMONS = re.compile(r"CC (BY(?:-NC)?(?:-SA|-ND)?) (\d\.\d)")
ZERO = "CC0 1.0"


@dataclass(frozen=True)
class Licence:
    """A licence that machines know."""

    spdx: str
    address: str


@dataclass(frozen=True)
class Credit:
    """Something of others' that a site or a file carries."""

    name: str
    by: str
    licence: str
    address: str


CREDITS = (
    Credit("Material for MkDocs", "Martin Donath", "MIT", "https://squidfunk.github.io/mkdocs-material/"),
    Credit("iframe-worker", "Martin Donath", "MIT", "https://github.com/squidfunk/iframe-worker"),
    Credit("Material Design Icons", "Pictogrammers", "Apache-2.0", "https://pictogrammers.com/"),
    Credit("Lunr", "Oliver Nightingale", "MIT", "https://lunrjs.com/"),
    Credit("lunr-languages", "Mihai Valentin", "MPL-1.1", "https://github.com/MihaiValentin/lunr-languages"),
    Credit("MkDocs", "Tom Christie", "BSD-2-Clause", "https://www.mkdocs.org/"),
    Credit("Pyodide", "Pyodide contributors", "MPL-2.0", "https://pyodide.org/"),
    Credit("Python", "Python Software Foundation", "PSF-2.0", "https://www.python.org/"),
    Credit("Libertinus", "The Libertinus Project", "OFL-1.1", "https://github.com/alerque/libertinus"),
    Credit("DejaVu Sans Mono", "DejaVu Fonts", "Bitstream-Vera", "https://dejavu-fonts.github.io/"),
)
"""What pages and paper carry; the kit itself stands above it on the page."""


def licence(name: str) -> Licence | None:
    """Return what machines know of a licence by its usual name: `CC BY-SA 4.0`; None where we do not know."""
    if name == ZERO:
        return Licence("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    match = CREATIVE_COMMONS.fullmatch(name)
    if not match:
        return None
    kind, version = match.groups()
    return Licence(f"CC-{kind}-{version}", f"https://creativecommons.org/licenses/{kind.lower()}/{version}/")
