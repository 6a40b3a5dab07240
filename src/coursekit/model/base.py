"""The base of every value that a person writes in YAML, and the small types they share."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,63}"
DATE_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
LOCATOR_PATTERN = r"S(0|[1-9][0-9]?)P[1-9][0-9]{0,2}"

Id = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$")]
"""The name of a thing: small letters, digits and hyphens."""

Locator = Annotated[str, StringConstraints(pattern=f"^{LOCATOR_PATTERN}$")]
"""A paragraph of the source: `S3P4` is section 3, paragraph 4."""


def _in_calendar(iso: str) -> str:
    try:
        date.fromisoformat(f"{iso}-01-01"[:10])
    except ValueError:
        raise ValueError(f'there is no "{iso}" in the calendar') from None
    return iso


Date = Annotated[str, StringConstraints(pattern=DATE_PATTERN), AfterValidator(_in_calendar)]
"""A year, a month or a day, as ISO 8601 writes it: `2022`, `2022-01`, `2022-01-05`."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=600), "line"]
"""Inline Markdown with references, see docs/format.md."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=40_000), "text"]
"""Block Markdown with references, see docs/format.md."""

Plain = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""Words without Markdown, as in a name."""

File = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""A path from the course's folder, with `/` between its parts."""

Code = Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
"""Python source."""

Minutes = Annotated[int, Field(ge=0, le=600)]
LARGEST = 1e15
"""Beyond this a number would lose digits, and no language of ours has a word for it."""
Number = Annotated[float, Field(allow_inf_nan=False, ge=-LARGEST, le=LARGEST)]

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
"""A level of Bloom's revised taxonomy (Anderson and Krathwohl 2001)."""


class Spec(BaseModel):
    """A frozen value read from YAML, which refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
