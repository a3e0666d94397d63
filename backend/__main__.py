"""Command line: `python -m backend serve | geolocate | info | bundles`."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import __version__
from .errors import GeolocatorError
from .shipped import STARTER

_PROGRAM = "python -m backend"


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 when everything asked for was done."""
    arguments = _parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    # Pillow's warnings about damaged photos name its own files; what is wrong, the error says in a sentence.
    warnings.filterwarnings("ignore", module="PIL")
    for stream in (sys.stdout, sys.stderr):
        # A console in another encoding must not turn a place's name into a failure.
        stream.reconfigure(errors="replace")
    try:
        return arguments.run(arguments)
    except GeolocatorError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        detail = (
            f"This Python lacks the module '{error.name}', which the backend needs: in QGIS, empty Python in the"
            " plugin's options and choose “Set up” or “Repair” there; elsewhere, install backend/requirements.txt"
            " into it."
        )
        if arguments.run is _serve:  # the plugin reads this, as it reads `serve`'s own words
            print(json.dumps({"event": "failed", "code": "module_missing", "detail": detail}), flush=True)
        print(f"error: {detail}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough; the files are written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=_PROGRAM, description="Where was this photo taken? A local backend.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="serve | geolocate | info | bundles")

    _add_serve(commands.add_parser("serve", help="serve the HTTP API; the token is read from stdin"))

    geolocate = commands.add_parser("geolocate", help="geolocate photos and write heatmap, search areas and JSON")
    geolocate.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    geolocate.add_argument("--out", required=True, type=Path, metavar="DIR", help="several photos: a folder each")
    geolocate.add_argument(
        "--area-km2", nargs="+", type=float, action="extend", default=[], metavar="N",
        help="area budgets; default: the areas of caps of 25, 200, 750 and 2500 km",
    )  # fmt: skip
    geolocate.add_argument(
        "--recall", nargs="+", type=float, action="extend", default=[], metavar="R",
        help="wanted recalls between 0 and 1",
    )  # fmt: skip
    geolocate.add_argument(
        "--recall-by", choices=("photo", "curve"), default="photo",
        help="reach it with an area of this photo's own size (default), or with one size for every photo, read off the"
        " bundle's Recall vs Area curve",
    )  # fmt: skip
    geolocate.add_argument("--json", action="store_true", help="print the results as JSON")
    _add_bundle(geolocate)
    geolocate.set_defaults(run=_geolocate)

    info = commands.add_parser("info", help="verify the bundle and say what runs it")
    info.add_argument("--json", action="store_true")
    _add_bundle(info)
    _add_provider(info)
    info.set_defaults(run=_info)

    _add_bundles(commands.add_parser("bundles", help="list, install, verify or remove bundles"))
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=0, help="0 (default): any free port")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS",
        help="default: 127.0.0.1, this computer alone; any other one needs a certificate or --insecure",
    )  # fmt: skip
    parser.add_argument("--tls-certificate", type=Path, metavar="FILE", help="PEM, with the chain that clients need")
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="PEM, without a password")
    parser.add_argument("--insecure", action="store_true", help="photos and token may travel unencrypted")
    parser.add_argument(
        "--name", action="append", default=[], metavar="HOSTNAME",
        help="what others call this computer, once for each name; requests to other names are refused",
    )  # fmt: skip
    parser.add_argument("--stay", action="store_true", help="do not end with the process that started it")
    parser.add_argument("--parent", type=int, metavar="PROCESS", help="the number of the process to end with instead")
    _add_bundle(parser)
    _add_provider(parser)
    parser.set_defaults(run=_serve)


def _add_bundles(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="list | install | verify | remove")
    listing = verbs.add_parser("list", help="the installed bundles; their files are not compared")
    listing.set_defaults(run=_list_bundles)
    install = verbs.add_parser("install", help="install a zip file or a folder, once every file of it is verified")
    install.add_argument("source", type=Path, metavar="FILE.zip|FOLDER")
    install.add_argument("--sha256", metavar="HEX", help="of the zip file; another one is refused unread")
    install.set_defaults(run=_install_bundle)
    verify = verbs.add_parser("verify", help="compare every file of a bundle with its SHA-256")
    verify.add_argument("bundle", metavar="NAME|DIR")
    verify.set_defaults(run=_verify_bundle)
    remove = verbs.add_parser("remove", help="delete an installed bundle; the starter stays")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=_remove_bundle)
    for verb in (listing, install, verify, remove):
        verb.add_argument("--json", action="store_true")


def _add_bundle(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--bundle", default=STARTER.name, metavar="NAME|DIR",
        help="an installed bundle's name, or a folder; default: the starter bundle",
    )  # fmt: skip


def _add_provider(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--provider", choices=("auto", "cpu", "cuda"), default="auto",
        help="where networks run; auto (default): CUDA where it works, else the CPU",
    )  # fmt: skip


def _serve(arguments: argparse.Namespace) -> int:
    from .listening import Listening
    from .serve import serve

    listening = Listening(
        arguments.host,
        arguments.port,
        tuple(arguments.name),
        arguments.tls_certificate,
        arguments.tls_key,
        arguments.insecure,
    )
    return serve(arguments.bundle, listening, arguments.provider, stay=arguments.stay, parent=arguments.parent)


def _list_bundles(arguments: argparse.Namespace) -> int:
    from .installation import list_bundles

    found = list_bundles()
    if arguments.json:
        print(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        for bundle in found:
            print(_bundle_line(bundle))
    return 0


def _install_bundle(arguments: argparse.Namespace) -> int:
    from .installation import install_bundle

    return _print_bundle(arguments, install_bundle(arguments.source, arguments.sha256), "installed")


def _verify_bundle(arguments: argparse.Namespace) -> int:
    from .installation import verify_bundle

    return _print_bundle(arguments, verify_bundle(arguments.bundle), "verified")


def _remove_bundle(arguments: argparse.Namespace) -> int:
    from .installation import remove_bundle

    name = remove_bundle(arguments.name)
    print(json.dumps({"name": name}) if arguments.json else f"{name}: removed")
    return 0


def _print_bundle(arguments: argparse.Namespace, bundle: dict[str, Any], done: str) -> int:
    text = json.dumps(bundle, indent=1, ensure_ascii=False) if arguments.json else f"{_bundle_line(bundle)}; {done}"
    print(text)
    return 0


def _bundle_line(bundle: dict[str, Any]) -> str:
    if bundle["problem"]:
        return f"{bundle['name']}: {bundle['problem']}"
    size = f"{bundle['size_bytes'] / 1e6:,.1f} MB"
    return f"{bundle['name']}: {bundle['title']} {bundle['version']}, {size}, {bundle['license']}"


def _info(arguments: argparse.Namespace) -> int:
    from . import info
    from .bundle import load_bundle
    from .geolocator import Geolocator
    from .installed import find_bundle
    from .result import NOT_CALIBRATED

    described = info.describe(Geolocator(load_bundle(find_bundle(arguments.bundle)), wanted=arguments.provider))
    if arguments.json:
        print(json.dumps(described, indent=1, ensure_ascii=False))
        return 0
    print(f"{described['title']} ({described['name']} {described['version']}), verified")
    for member in described["members"]:
        print(f"  {member['name']}: {member['label']}, {member['classes']} classes, exponent {member['exponent']:g}")
    for network in described["networks"]:
        print(f"  {network['name']}: {network['file']} ({network['precision']}) on {network['provider']}")
    if described["highest_recall"] is None:
        print(NOT_CALIBRATED)
    note = f" ({described['provider_note']})" if described["provider_note"] else ""
    print(f"runs on {described['provider']}{note}")
    print(", ".join(f"{name} {version}" for name, version in described["versions"].items()))
    return 0


def _geolocate(arguments: argparse.Namespace) -> int:
    from .bundle import load_bundle
    from .geolocator import Clock, Geolocator
    from .installed import find_bundle
    from .photo import load_photo
    from .result import write_result
    from .search_area import area_target, presets

    geolocator = Geolocator(load_bundle(find_bundle(arguments.bundle)))
    targets = [area_target(a) for a in arguments.area_km2]
    targets += [geolocator.calibration.recall_target(r, arguments.recall_by) for r in arguments.recall]
    targets = targets or presets()

    answers: list[dict[str, Any]] = []
    for photo_path, folder in zip(arguments.photos, _folders(arguments.photos, arguments.out), strict=True):
        try:
            clock = Clock()
            with clock.stage("decode"), _quiet():
                photo = load_photo(photo_path)
            found = geolocator.geolocate(photo, targets, _no_progress, clock)
            result = write_result(geolocator, found, folder, _no_progress, lasting=True)
        except GeolocatorError as error:
            print(f"error: {error}", file=sys.stderr)
            answers.append({"photo": photo_path.name, "error": {"code": error.code, "detail": str(error)}})
            continue
        answers.append(result)
        if not arguments.json:
            _print_table(result)
    if arguments.json:
        print(json.dumps(answers[0] if len(answers) == 1 else answers, indent=1, ensure_ascii=False))
    return 1 if any("error" in answer for answer in answers) else 0


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing on the standard error: libtiff prints there what it makes of a damaged photo."""
    sys.stderr.flush()
    kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


def _no_progress(_stage: str, _share: float) -> None:
    pass


def _folders(photos: list[Path], out: Path) -> list[Path]:
    """Where each photo's files go: `out` for one photo, a folder of its own name for each of several."""
    if len(photos) == 1:
        return [out]
    folders: list[Path] = []
    for photo in photos:
        # Two photos of one name, in other folders or formats, must not overwrite each other.
        stem = photo.stem.strip(". ") or "photo"
        name, number = stem, 2
        while out / name in folders:
            name, number = f"{stem}-{number}", number + 1
        folders.append(out / name)
    return folders


def _print_table(result: dict[str, Any]) -> None:
    best = result["best_point"]
    sure = {True: ", unsure", False: ", fairly sure", None: ""}[result["unsure"]]
    print(f"{result['photo']['name']}: {best['place']} ({best['lat']:.3f}, {best['lon']:.3f}){sure}")
    print(f"  {result['confidence_note']}")
    for area in result["search_areas"]:
        print(
            f"  {area['label']}: {area['area_km2']:,.0f} km2 in {area['region_count']} regions,"
            f" probability {area['probability']:.1%}{_expected(area)}"
        )
    for region in result["search_areas"][-1]["regions"][:5]:
        print(f"    {region['rank']}. {region['place']}: {region['area_km2']:,.0f} km2, {region['probability']:.1%}")


def _expected(area: dict[str, Any]) -> str:
    share = area["expected_recall"]
    return "" if share is None else f"; areas of this size held the truth of {share:.0%} of the validation photos"


if __name__ == "__main__":
    sys.exit(main())
