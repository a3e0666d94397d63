"""Command line: `python -m training partition | places | starter | evaluate`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from backend.bundle import STARTER
from backend.errors import GeolocatorError
from backend.places import RESOURCE


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did what was asked."""
    arguments = _parser().parse_args(argv)
    try:
        arguments.run(arguments)
    except (GeolocatorError, ValueError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description="Train and judge bundles.")
    commands = parser.add_subparsers(required=True, metavar="partition | places | starter | evaluate")

    partition = commands.add_parser("partition", help="adaptive S2 partition of photo coordinates")
    partition.add_argument("--coordinates", type=Path, required=True, metavar="CSV", help="columns lat and lon")
    partition.add_argument("--tau-min", type=int, default=50, help="drop cells with at most this many photos (50)")
    partition.add_argument("--tau-max", type=int, default=5000, help="split cells with more photos than this (5000)")
    partition.add_argument("--out", type=Path, required=True, metavar="CSV")
    partition.set_defaults(run=_partition)

    places = commands.add_parser("places", help="place names of the backend from administrative boundaries")
    places.add_argument("--source", type=Path, metavar="GPKG", help="QGIS's world_map.gpkg")
    places.add_argument("--out", type=Path, default=RESOURCE, metavar="DIR", help="for places.tif and places.csv")
    places.set_defaults(run=_places)

    starter = commands.add_parser("starter", help="train, judge and write the starter bundle")
    starter.add_argument("--data", type=Path, default=Path("../shared/data"), metavar="DIR")
    starter.add_argument("--out", type=Path, default=STARTER, metavar="DIR")
    starter.add_argument("--cache", type=Path, metavar="DIR", help="keep features of the photos here")
    starter.set_defaults(run=_starter)

    evaluate = commands.add_parser("evaluate", help="accuracy of a bundle on photos with true coordinates")
    evaluate.add_argument("--photos", type=Path, required=True, metavar="CSV", help="columns path (or id), lat, lon")
    evaluate.add_argument("--bundle", type=Path, default=STARTER, metavar="DIR")
    evaluate.add_argument("--out", type=Path, metavar="JSON", help="also write the report here")
    evaluate.set_defaults(run=_evaluate)
    return parser


# torch takes seconds to import: each command imports what it needs.
def _partition(arguments: argparse.Namespace) -> None:
    from backend.partition import write_partition
    from training.partitions import build, read_coordinates

    partition = build(*read_coordinates(arguments.coordinates), arguments.tau_min, arguments.tau_max)
    write_partition(partition, arguments.out)
    print(f"{len(partition)} cells hold {int(partition.photos.sum())} photos: {arguments.out}")


def _places(arguments: argparse.Namespace) -> None:
    from training.places import WORLD_MAP, make

    make(arguments.source or WORLD_MAP, arguments.out)


def _starter(arguments: argparse.Namespace) -> None:
    from training.starter import make

    figures = make(arguments.data, arguments.out, arguments.cache)
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    print(f"Starter bundle written: {arguments.out}")


def _evaluate(arguments: argparse.Namespace) -> None:
    from training.evaluate import evaluate, write_report

    write_report(evaluate(arguments.photos, arguments.bundle), arguments.out)


if __name__ == "__main__":
    sys.exit(main())
