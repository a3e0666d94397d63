"""The partition of a bundle that brings none of its own."""

from __future__ import annotations

from pathlib import Path

from backend.partition import Partition, read_partition
from training.models.geoclip import gallery_coordinates
from training.partitions import build

# As many photos a cell, of all the gallery's, as the published fine partition has of MP-16's: 50 and 1,000 of 4.7
# million are 1 and 21 of 100,000. None is dropped: the gallery is thin.
TAU_MIN, TAU_MAX = 0, 21


def partition_from(csv: Path | None) -> tuple[Partition, str]:
    """A partition and where it comes from: a CSV, or else the published rule on GeoCLIP's gallery of MP-16 places.

    Raises BundleError, naming the row, when the CSV is no partition.
    """
    if csv is not None:
        partition = read_partition(csv)
        return partition, f"{len(partition):,} S2 cells of `{csv.name}`"
    partition = build(*gallery_coordinates(), TAU_MIN, TAU_MAX)
    return partition, (
        f"{len(partition):,} S2 cells, the published rule (tau_min {TAU_MIN}, tau_max {TAU_MAX}) on the 100,000 MP-16"
        " coordinates of the package `geoclip` 1.3.0, MIT"
    )
