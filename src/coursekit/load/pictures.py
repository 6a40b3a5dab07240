"""Reads pictures of the record and makes them ready: upright, of a bounded size, and without what they tell.

A photograph carries where and when it was taken, with what, and often by whom. Nothing of a file is
kept but its pixels, drawn anew.
"""

from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from coursekit.kept import first_of_its_kind, kept
from coursekit.load.archive import MIB, RefusedError
from coursekit.load.named import Home, named_file, problem_at
from coursekit.load.shape import Fitted
from coursekit.model.picture import Ending, ReadPicture
from coursekit.model.references import Path
from coursekit.model.seed import Picture, Seed
from coursekit.problems import Problem

if TYPE_CHECKING:
    from PIL import Image

MAX_FILE = 20 * MIB
MAX_AREA = 25_000_000
"""Pixels of the file: 6,000 by 4,000 are a large photograph."""
MAX_MADE = 300_000
"""Bytes of the picture that is made: what a page, a deck and a sheet each carry."""
SIDES = (1600, 1200, 800, 500)
"""How long the longer side may be, from what a projector shows down to what still can be seen."""
QUALITY = 82
FORMATS = ("PNG", "JPEG")
"""Of a JPEG with a second picture behind it, as many telephones write, the first is taken."""
PLAIN_MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr")
SAVE = "save it as a PNG or JPEG picture."


def read(seeds: Iterable[Fitted[Seed]], home: Home, problems: list[Problem]) -> dict[str, ReadPicture]:
    """Return the pictures of the record by their ids; what is wrong with one is added to the problems."""
    found: dict[str, ReadPicture] = {}
    for seed in seeds:
        for number, picture in enumerate(seed.value.pictures if seed.value else ()):
            made = _read(picture, ("pictures", number), seed, home)
            if isinstance(made, Problem):
                problems.append(made)
            else:
                found[picture.id] = made
    return found


def _read(picture: Picture, path: Path, seed: Fitted[Seed], home: Home) -> ReadPicture | Problem:
    if bool(picture.alt) == picture.decorative:
        message = f'the picture "{picture.id}" says neither what it shows nor that it only decorates'
        if picture.alt:
            message = f'the picture "{picture.id}" says what it shows, and that it only decorates'
        hint = "add `alt: …`, what it shows, for who can't see it; or `decorative: true`, but not both."
        return problem_at(seed, path, "picture-without-alt", message, hint)
    at = (*path, "file")
    data = named_file(picture.file, at, seed, home, MAX_FILE)
    if isinstance(data, Problem):
        return data
    try:
        # A photograph takes half a second: not again because a line of its record has changed.
        return _ready(first_of_its_kind(picture), data)
    except RefusedError as error:
        return problem_at(
            seed, at, "picture-refused", f"{picture.file} can't be shown: {error.reason}", error.hint
        )


@kept
def _ready(picture: Picture, data: bytes) -> ReadPicture:
    made, ending, size = prepared(data)
    given: dict[str, Any] = dict(picture)
    return ReadPicture(
        **given, digest=sha256(made).hexdigest(), ending=ending, width=size[0], height=size[1], data=made
    )


def prepared(data: bytes) -> tuple[bytes, Ending, tuple[int, int]]:
    """Return a picture drawn anew, its kind and its size. Raises RefusedError where there is none."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - slow to import, and most courses have none

    if len(data) > MAX_FILE:
        raise RefusedError(f"it is larger than {MAX_FILE // MIB} MiB", "save it with fewer pixels.")
    if b"<svg" in data[:2_000]:
        reason = "it is an SVG drawing, which can hold scripts and which some programs do not show"
        raise RefusedError(reason, "export it as a PNG picture, 1,600 pixels wide.")
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_AREA:
                reason = f"it is {image.width:,} by {image.height:,} pixels large"
                raise RefusedError(reason, "save it with fewer pixels; 1,600 on the longer side are plenty.")
            if image.format == "PNG" and getattr(image, "n_frames", 1) > 1:
                raise RefusedError("it moves", "save one picture of it as a PNG.")
            if image.mode not in PLAIN_MODES:
                raise RefusedError(f"its colours are kept in an unusual way ({image.mode})", SAVE)
            photograph = image.format != "PNG"
            image.draft("RGB", (SIDES[0], SIDES[0]))
            return _smallest(_pixels(image), photograph=photograph)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise RefusedError("it is no PNG or JPEG picture, or it is damaged", SAVE) from None


def _pixels(image: "Image.Image") -> "Image.Image":
    """Return the pixels alone: upright, in plain colours, and nothing that is written beside them."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - as above

    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    clear = upright.mode in ("LA", "PA", "RGBA") or "transparency" in upright.info
    plain = _in_srgb(upright, profile).convert("RGBA" if clear else "RGB")
    if clear and plain.getextrema()[-1] == (255, 255):
        plain = plain.convert("RGB")
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _in_srgb(image: "Image.Image", profile: bytes | None) -> "Image.Image":
    """Return the colours that a picture's own profile means; the profile itself is left behind."""
    from PIL import ImageCms  # noqa: PLC0415 - as above

    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        shown = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return shown or image


def _smallest(image: "Image.Image", *, photograph: bool) -> tuple[bytes, Ending, tuple[int, int]]:
    """Return the largest size whose bytes are few enough: as PNG where it came as one, else as JPEG."""
    from PIL import Image  # noqa: PLC0415 - as above

    kinds: list[Ending] = ["jpg"] if photograph else ["png"] if image.mode == "RGBA" else ["png", "jpg"]
    for side in SIDES:
        scale = min(1.0, side / max(image.size))
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        small = image if scale == 1 else image.resize(size, Image.Resampling.LANCZOS)
        for kind in kinds:
            data = _encoded(small, kind)
            if len(data) <= MAX_MADE:
                return data, kind, size
    reason = f"it takes more than {MAX_MADE // 1000} kB even at {SIDES[-1]} pixels"
    raise RefusedError(reason, "save it as a JPEG picture, without transparency.")


def _encoded(image: "Image.Image", kind: Ending) -> bytes:
    stream = BytesIO()
    if kind == "png":
        image.save(stream, "PNG", optimize=True)
    else:
        image.save(stream, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return stream.getvalue()
