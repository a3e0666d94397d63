"""Command line: `python -m training COMMAND`; `--help` lists the commands."""

from __future__ import annotations

import argparse
import dataclasses
import json
import signal
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
        print(f"error: {_sentence(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)  # a progress bar may stand on the line
        return 130
    return 0


def _sentence(error: Exception) -> str:
    """An error in one sentence; ours are one already, the system's are not."""
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error)
    files = " and ".join(f"'{name}'" for name in (error.filename, error.filename2) if name) or "a file"
    return f"{error.strerror} ({files}): name another file or folder, or make room."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description="Train and judge bundles.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    partition = commands.add_parser("partition", help="adaptive S2 partitions of photo coordinates")
    partition.add_argument(
        "--coordinates", type=Path, required=True, metavar="PATH",
        help="CSV or Parquet with lat and lon, or a prepared dataset, whose training photos count",
    )  # fmt: skip
    partition.add_argument("--tau-min", type=int, default=50, help="drop cells with at most this many photos (50)")
    partition.add_argument(
        "--tau-max", type=int, nargs="+", default=[5000], help="split cells with more photos than this (5000)"
    )
    partition.add_argument("--out", type=Path, required=True, metavar="PATH", help="CSV; a folder for several tau-max")
    partition.set_defaults(run=_partition)

    places = commands.add_parser("places", help="place names of the backend from administrative boundaries")
    places.add_argument("--source", type=Path, metavar="GPKG", help="QGIS's world_map.gpkg")
    places.add_argument("--out", type=Path, default=RESOURCE, metavar="DIR", help="for places.tif and places.csv")
    places.set_defaults(run=_places)

    maps = commands.add_parser("maps", help="attribute maps of a bundle from LandScan and ESA-CCI Land Cover")
    maps.add_argument("--population", type=Path, metavar="TIF", help="LandScan Global, 21600 x 43200")
    maps.add_argument("--population-unit", choices=("count", "density"), default="count", help="bucket by (count)")
    maps.add_argument("--land-cover", type=Path, metavar="TIF", help="ESA-CCI Land Cover, 64800 x 129600")
    maps.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder")
    maps.set_defaults(run=_maps)

    prepare = commands.add_parser(
        "prepare", help="a dataset to train on: photos, labels, splits that don't leak: docs/prepare.md"
    )
    prepare.add_argument("--photos", required=True, metavar="PATH", help="table, folder with EXIF, or tar shards")
    prepare.add_argument("--images", metavar="PATH", help="folder or tar shards of a table's photos")
    prepare.add_argument("--population", type=Path, metavar="TIF", help="LandScan Global, 21600 x 43200")
    prepare.add_argument("--population-unit", choices=("count", "density"), default="count", help="bucket by (count)")
    prepare.add_argument("--land-cover", type=Path, metavar="TIF", help="ESA-CCI Land Cover, 64800 x 129600")
    prepare.add_argument("--maps", type=Path, metavar="DIR", help="class maps instead: a bundle, or `maps`' output")
    prepare.add_argument("--thin-urban", type=float, default=0.125, metavar="SHARE", help="urban photos kept (0.125)")
    prepare.add_argument("--validation", type=float, metavar="SHARE", help="of the photos (the table's split, or 0.1)")
    prepare.add_argument("--test", type=float, metavar="SHARE", help="of the photos (the table's split, or 0)")
    prepare.add_argument("--test-groups", nargs="+", default=[], metavar="GROUP", help="groups that are the test")
    prepare.add_argument("--apart-km", type=float, default=25.0, help="distance between photos of two splits (25)")
    prepare.add_argument("--check-photos", action="store_true", help="decode all, drop the unreadable and dark ones")
    prepare.add_argument("--near-duplicates", action="store_true", help="read all, keep copies on one side")
    prepare.add_argument("--seed", type=int, default=0, help="of splits and thinning (0)")
    prepare.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder")
    prepare.set_defaults(run=_prepare)

    starter = commands.add_parser("starter", help="train, judge and write the starter bundle")
    starter.add_argument("--data", type=Path, default=Path("../shared/data"), metavar="DIR")
    starter.add_argument("--out", type=Path, default=STARTER, metavar="DIR")
    starter.add_argument("--cache", type=Path, metavar="DIR", help="keep features of the photos here")
    starter.set_defaults(run=_starter)

    train = commands.add_parser("train", help="train a published system, or go on with a run: docs/train.md")
    train.add_argument("--system", choices=("geoestimation", "geoclip", "attributes"), required=True)
    train.add_argument("--data", type=Path, required=True, metavar="DIR", help="a dataset made by `prepare`")
    train.add_argument("--out", type=Path, required=True, metavar="RUN", help="a new folder, or the run to go on with")
    train.add_argument("--map", metavar="NAME", help="of an attribute predictor: population or land_cover")
    train.add_argument("--trunk", metavar="NAME", help="another network of timm (open_clip for geoclip)")
    weights = train.add_mutually_exclusive_group()
    weights.add_argument("--trunk-weights", type=Path, metavar="FILE", help="safetensors, in place of the hub's")
    weights.add_argument("--from-scratch", action="store_true", help="random weights in place of the hub's")
    train.add_argument(
        "--start", choices=("published", "random"), default="published",
        help="weights that GeoCLIP's MLP and location encoder start from (published)",
    )  # fmt: skip
    train.add_argument("--partitions", type=Path, metavar="DIR", help="coarse.csv, middle.csv and fine.csv to use")
    train.add_argument("--tau-min", type=int, help="see `partition` (50)")
    train.add_argument("--tau-max", type=int, nargs="+", help="of the three partitions (5000 2000 1000); of geoclip's")
    train.add_argument("--epochs", type=int, help="at most; else the published number")
    train.add_argument("--batch-size", type=int, help="photos a step, over all devices; else the published number")
    train.add_argument("--learning-rate", type=float, help="else the published one")
    train.add_argument("--accumulate", type=int, default=1, metavar="N", help="parts to take a step's photos in (1)")
    train.add_argument("--precision", choices=("32-true", "16-mixed", "bf16-mixed"), default="32-true")
    train.add_argument("--seed", type=int, default=0)
    train.add_argument("--patience", type=int, default=5, help="stop after N epochs without a higher RvA (5)")
    train.add_argument("--devices", type=int, default=1, metavar="N", help="GPUs, or processes on the CPU (1)")
    train.add_argument("--accelerator", choices=("auto", "cpu", "gpu"), default="auto")
    train.add_argument("--workers", type=int, metavar="N", help="processes a device for photos (cores, at most 8)")
    train.add_argument("--checkpoint-minutes", type=float, default=10.0, help="between checkpoints in an epoch (10)")
    train.set_defaults(run=_train)

    export = commands.add_parser("export", help="a trained or published system as a bundle: docs/export.md")
    export.add_argument("--system", required=True, choices=("geoclip", "geoestimation", "attributes", "ensemble"))
    export.add_argument(
        "--run", dest="runs", type=Path, nargs="+", default=[], metavar="DIR", help="what `train` wrote"
    )
    export.add_argument(
        "--bundles", type=Path, nargs="+", default=[], metavar="DIR",
        help="of an ensemble: the one with the geolocation predictor, then those with the attributes",
    )  # fmt: skip
    export.add_argument("--partition", type=Path, metavar="CSV", help="S2 cells (GeoCLIP's gallery, published rule)")
    export.add_argument(
        "--check-photos", type=Path, metavar="DIR", help="photos to measure fp16 and int8 on (generated pictures)"
    )
    export.add_argument("--out", type=Path, required=True, metavar="DIR", help="the bundle")
    export.set_defaults(run=_export)

    calibrate = commands.add_parser("calibrate", help="calibrate a bundle on photos with positions: docs/export.md")
    calibrate.add_argument("--bundle", required=True, metavar="NAME|DIR", help="an installed bundle or a folder")
    calibrate.add_argument(
        "--photos", type=Path, required=True, metavar="TABLE", help="id or path, lat, lon, perhaps group; photos beside"
    )
    calibrate.add_argument("--out", type=Path, required=True, metavar="DIR", help="the calibrated bundle")
    calibrate.set_defaults(run=_calibrate)

    published = commands.add_parser("bundle-geoclip", help="download, export and install the published GeoCLIP")
    published.add_argument(
        "--attributes",
        default=STARTER.name,
        metavar="NAME|DIR",
        help="bundle whose attribute predictors join (starter)",
    )
    published.add_argument("--photos", type=Path, metavar="TABLE", help="photos with positions to calibrate on")
    published.add_argument("--check-photos", type=Path, metavar="DIR", help="photos to measure fp16 and int8 on")
    published.set_defaults(run=_bundle_geoclip)

    evaluate = commands.add_parser(
        "evaluate", help="Recall vs Area and accuracy of points, members' probabilities or a bundle: docs/evaluate.md"
    )
    evaluate.add_argument("--truth", type=Path, metavar="CSV", help="columns id, lat, lon; perhaps group")
    evaluate.add_argument("--points", type=Path, metavar="CSV", help="columns id, lat, lon; perhaps spread in km")
    evaluate.add_argument(
        "--member", action="append", nargs=3, metavar=("NAME", "PROBABILITIES", "LAYER"),
        help="a member's probabilities (CSV, Parquet, NPZ) and its partition (CSV) or map (TIF); base, LS, LC, ...",
    )  # fmt: skip
    evaluate.add_argument(
        "--validation", type=Path, metavar="CSV",
        help="photos of the same tables to fit the powers of the pool on (else cross-fitted on the truth)",
    )  # fmt: skip
    evaluate.add_argument(
        "--overlap", action="store_true", help="cells share a pixel by the part of it that each covers"
    )  # fmt: skip
    evaluate.add_argument("--photos", type=Path, metavar="PATH", help="folder of the photos, or itself their table")
    evaluate.add_argument("--bundle", type=Path, metavar="DIR", help="the bundle that judges photos (the starter)")
    evaluate.add_argument("--population", type=Path, metavar="TIF", help="map of population buckets to rebalance by")
    evaluate.add_argument("--thresholds", default="cap", metavar="cap|paper", help="areas of the printed table (cap)")
    evaluate.add_argument("--seed", type=int, default=0, help="of rebalancing, bootstrap and folds (0)")
    evaluate.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the report")
    evaluate.set_defaults(run=_evaluate)

    experiment = commands.add_parser(
        "experiment", help="the paper's experiment on held-out sources: docs/experiment/README.md"
    )
    experiment.add_argument("--data", type=Path, default=Path("../shared/data"), metavar="DIR")
    experiment.add_argument("--cache", type=Path, metavar="DIR", help="keep features of the photos here")
    experiment.add_argument("--seed", type=int, default=0, help="of rebalancing and bootstrap (0)")
    experiment.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the report")
    experiment.set_defaults(run=_experiment)

    ablation = commands.add_parser(
        "ablation", help="what each part of the starter's recipe brings: docs/ablation/README.md"
    )
    ablation.add_argument("--data", type=Path, default=Path("../shared/data"), metavar="DIR")
    ablation.add_argument("--cache", type=Path, metavar="DIR", help="keep features of the photos here")
    ablation.add_argument("--seed", type=int, default=0, help="of the bootstrap (0)")
    ablation.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the report")
    ablation.set_defaults(run=_ablation)

    study = commands.add_parser(
        "study", help="which attribute is worth training, simulated on real places: docs/study/README.md"
    )
    study.add_argument(
        "--truth", type=Path, action="append", required=True, metavar="CSV", help="columns lat and lon; may be repeated"
    )
    study.add_argument(
        "--climate", type=Path, default=Path("../shared/data/rasters/koppen_geiger_30min.txt"), metavar="TXT",
        help="Köppen-Geiger zones: latitude, longitude, code",
    )  # fmt: skip
    study.add_argument("--photos", type=int, default=2000, help="places to judge (2000)")
    study.add_argument("--seed", type=int, default=0, help="of everything that is drawn (0)")
    study.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the report")
    study.set_defaults(run=_study)
    return parser


# torch takes seconds to import: each command imports what it needs.
def _partition(arguments: argparse.Namespace) -> None:
    from training.partitions import make

    for name, cells in make(arguments.coordinates, arguments.tau_min, arguments.tau_max, arguments.out).items():
        photos = f"{int(cells.photos.sum()):,} photos, {cells.photos.min():,} to {cells.photos.max():,} each"
        print(f"{name}: {len(cells):,} cells hold {photos}")
    print(f"Written: {arguments.out}")


def _places(arguments: argparse.Namespace) -> None:
    from training.places import WORLD_MAP, make

    make(arguments.source or WORLD_MAP, arguments.out)


def _maps(arguments: argparse.Namespace) -> None:
    from training.downloads import make, table

    if arguments.population is None and arguments.land_cover is None:
        raise ValueError("Name --population, --land-cover or both.")
    print(table(make(arguments.out, arguments.population, arguments.land_cover, arguments.population_unit)))
    print(f"Attribute maps written: {arguments.out}")


def _prepare(arguments: argparse.Namespace) -> None:
    from training.prepare import Settings, prepare, summary

    settings = Settings(
        thin_urban=arguments.thin_urban,
        validation=arguments.validation,
        test=arguments.test,
        test_groups=tuple(arguments.test_groups),
        apart_km=arguments.apart_km,
        check_photos=arguments.check_photos,
        near_duplicates=arguments.near_duplicates,
        seed=arguments.seed,
    )
    facts = prepare(
        arguments.out,
        arguments.photos,
        images=arguments.images,
        population=arguments.population,
        population_unit=arguments.population_unit,
        land_cover=arguments.land_cover,
        maps=arguments.maps,
        settings=settings,
    )
    print(summary(facts))
    print(f"Dataset written: {arguments.out}")


def _starter(arguments: argparse.Namespace) -> None:
    from training.starter import make

    figures = make(arguments.data, arguments.out, arguments.cache)
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    print(f"Starter bundle written: {arguments.out}")


def _train(arguments: argparse.Namespace) -> None:
    from training.train import Options, train

    names = ("tau_min", "tau_max", "epochs", "batch_size", "learning_rate")
    recipe = {name: getattr(arguments, name) for name in names if getattr(arguments, name) is not None}
    options = {f.name: getattr(arguments, f.name) for f in dataclasses.fields(Options) if f.name != "recipe"}
    run = train(Options(**options, recipe=recipe))
    if run.settings["finished"]:  # of several devices' processes the first alone knows
        print(f"Trained: {run.folder}")


def _export(arguments: argparse.Namespace) -> None:
    from training.exporter import export

    export(
        arguments.system,
        arguments.out,
        runs=arguments.runs,
        bundles=arguments.bundles,
        partition=arguments.partition,
        check_photos=arguments.check_photos,
    )


def _calibrate(arguments: argparse.Namespace) -> None:
    from backend.installed import find_bundle
    from training.recalibrate import recalibrate

    found = recalibrate(find_bundle(arguments.bundle), arguments.photos, arguments.out)
    print(json.dumps(found, indent=1, ensure_ascii=False))
    print(f"Calibrated bundle written: {arguments.out}")


def _bundle_geoclip(arguments: argparse.Namespace) -> None:
    from backend.installed import find_bundle
    from training.bundle_geoclip import bundle_geoclip

    bundle_geoclip(find_bundle(arguments.attributes), arguments.photos, arguments.check_photos)


def _evaluate(arguments: argparse.Namespace) -> None:
    from training.evaluate import MemberFiles, evaluate

    evaluate(
        out=arguments.out,
        truth=arguments.truth,
        points=arguments.points,
        members=[MemberFiles(name, Path(table), Path(layer)) for name, table, layer in arguments.member or []],
        photos=arguments.photos,
        bundle=arguments.bundle,
        validation=arguments.validation,
        overlap=arguments.overlap,
        population=arguments.population,
        thresholds=arguments.thresholds,
        seed=arguments.seed,
    )


def _experiment(arguments: argparse.Namespace) -> None:
    from training.experiment import experiment

    experiment(arguments.data, arguments.out, arguments.cache, arguments.seed)
    print(f"Experiment written: {arguments.out}")


def _ablation(arguments: argparse.Namespace) -> None:
    from training.ablation import ablation

    ablation(arguments.data, arguments.out, arguments.cache, arguments.seed)
    print(f"Ablation written: {arguments.out}")


def _study(arguments: argparse.Namespace) -> None:
    from training.study import study
    from training.study_cases import Design

    if arguments.photos < 1:
        raise ValueError("--photos must be at least 1.")
    study(arguments.truth, arguments.climate, arguments.out, Design(photos=arguments.photos), arguments.seed)
    print(f"Study written: {arguments.out}")


if __name__ == "__main__":
    # What is half-written goes when a scheduler ends the command, as it does on Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
