"""What a rule found in a finished deck."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that somebody would stumble over."""

    slide: int
    """From 1; 0 where it is the whole file."""
    shape: int
    """Its place in the reading order, from 1; 0 where it is the whole slide."""
    code: str
    """The rule's name."""
    message: str
    hint: str
    """What to do, in one sentence."""
