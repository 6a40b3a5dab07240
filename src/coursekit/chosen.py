"""The course or the variant that a command is to work on."""

from pathlib import Path

from coursekit.checks import Inspection, inspect, inspect_variant
from coursekit.options import known
from coursekit.variants import Bases, overlaid, variant_names


def inspected(root: Path, variant: str | None) -> Inspection:
    """Read and check the course in a folder, or a variant of it. Raises BadParameter."""
    known(variant, variant_names(root), "--variant", "variant")
    return inspect_variant(overlaid(root, variant, Bases(root))) if variant else inspect(root)
