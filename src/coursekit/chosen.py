"""The course or the variant that a command is to work on."""

from pathlib import Path

from coursekit.checks import Inspection, inspect, inspect_variant
from coursekit.model.variant import Variant
from coursekit.options import known
from coursekit.schedule import Breaks
from coursekit.variants import Bases, overlaid, variant_names


def inspected(root: Path, variant: str | None) -> Inspection:
    """Read and check the course in a folder, or a variant of it. Raises BadParameter."""
    return with_spec(root, variant)[0]


def with_spec(root: Path, variant: str | None) -> tuple[Inspection, Variant | None]:
    """Return the course or variant, and what the variant says of itself. Raises BadParameter."""
    known(variant, variant_names(root), "--variant", "variant")
    if variant is None:
        return inspect(root), None
    found = overlaid(root, variant, Bases(root))
    return inspect_variant(found), found.spec


def breaks_of(spec: Variant | None) -> Breaks:
    """Return the breaks that a variant has."""
    pauses = spec.breaks if spec else None
    return Breaks(pauses.every, pauses.minutes, pauses.lunch or 0) if pauses else Breaks()
