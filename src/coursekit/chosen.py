"""The course or the variant that a command is to work on."""

from pathlib import Path

from coursekit.checks import Inspection, inspect, inspect_variant
from coursekit.options import known
from coursekit.variants import Bases, overlaid, variant_names


def inspected(root: Path, variant: str | None) -> Inspection:
    """Read and check the course in a folder, or a variant of it. Raises BadParameter."""
    return with_start(root, variant)[0]


def with_start(root: Path, variant: str | None) -> tuple[Inspection, str | None]:
    """Return the course or variant, and when the variant says that it begins. Raises BadParameter."""
    known(variant, variant_names(root), "--variant", "variant")
    if variant is None:
        return inspect(root), None
    found = overlaid(root, variant, Bases(root))
    return inspect_variant(found), found.spec.start if found.spec else None
