"""A picture of the record that has been read and made ready."""

from typing import Annotated, Literal

from pydantic import Field

from coursekit.model.seed import Picture

Ending = Literal["png", "jpg"]


class ReadPicture(Picture):
    """A picture that has been read and made ready."""

    digest: str
    ending: Ending
    width: int
    height: int
    """In pixels."""
    data: Annotated[bytes, Field(exclude=True, repr=False)]
    """Left out of fingerprints, which have the digest."""
