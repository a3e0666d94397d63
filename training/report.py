"""The files of an evaluation, written whole or not at all."""

from __future__ import annotations

import csv
import json
import shutil
import uuid
from pathlib import Path
from typing import Any

import numpy as np

from training.coverage import NOMINAL
from training.statistics import RADII_KM, Outcome
from training.tables import Positions

FILES = ("report.json", "rva.csv", "rva.json", "table.csv", "table.md", "photos.csv", "rva.png", "rva.svg")
_SETS = ("unbalanced", "rebalanced")


def check_folder(out: Path) -> None:
    """ValueError when a report can't go to `out`: it is a file, or a folder that holds anything but a report."""
    if out.exists() and not out.is_dir():
        raise ValueError(f"'{out.name}' is a file: name a folder for the report.")
    foreign = sorted(p.name for p in out.iterdir() if p.name not in FILES) if out.is_dir() else []
    if foreign:
        raise ValueError(f"The folder '{out.name}' holds '{foreign[0]}', which is no report: name a new folder.")


def write(report: dict[str, Any], truth: Positions, outcome: Outcome, bucket: np.ndarray, out: Path) -> None:
    """Write all files into a folder beside `out`, then put it there in place of an older report."""
    from training.plots import draw  # matplotlib takes a second to import

    check_folder(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    making = out.parent / f".{out.name}-{uuid.uuid4().hex}"
    making.mkdir()
    try:
        _dump(report, making / "report.json")
        _dump({name: report[name]["curve"] for name in _SETS if report[name]}, making / "rva.json")
        _rows(making / "rva.csv", _curve_rows(report))
        _rows(making / "table.csv", table_rows(report))
        (making / "table.md").write_text(table_text(report) + "\n", encoding="utf-8")
        _rows(making / "photos.csv", _photo_rows(truth, outcome, bucket))
        draw(report, making)
        if out.exists():
            older = out.parent / f".{out.name}-{uuid.uuid4().hex}"
            out.rename(older)
            making.rename(out)
            shutil.rmtree(older)
        else:
            making.rename(out)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def table_rows(report: dict[str, Any]) -> list[list[str]]:
    """The row of Table 1: recall in percent at the caps' areas, a method a line; 1 km is below the grid's pixel."""
    which = report["table_thresholds"]
    rows = [["data", "method", *(f"{r} km" for r in RADII_KM)]]
    for data in _SETS:
        if not report[data]:
            continue
        for name, entry in report[data]["ensembles"].items():
            recall = entry["recall"]["pessimistic"][which]["recall"]
            rows.append([data, name, "", *(f"{100 * v:.2f}" for v in recall[1:])])
        accuracy = report[data]["great_circle"]["accuracy"]
        rows.append([data, "great-circle accuracy", *(f"{100 * v:.2f}" for v in accuracy)])
    return rows


def table_text(report: dict[str, Any]) -> str:
    """`table_rows` in Markdown, columns aligned."""
    return _aligned(table_rows(report))


def _aligned(rows: list[list[str]]) -> str:
    """Rows as a Markdown table whose first two columns are texts."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]

    def line(row: list[str]) -> str:
        cells = (v.ljust(w) if k < 2 else v.rjust(w) for k, (v, w) in enumerate(zip(row, widths, strict=True)))
        return f"| {' | '.join(cells)} |"

    rule = "|".join("-" * (w + 1) + ("-" if k < 2 else ":") for k, w in enumerate(widths))
    return "\n".join([line(rows[0]), f"|{rule}|", *map(line, rows[1:])])


def summary(report: dict[str, Any]) -> str:
    """What is printed: the table, distances, and the measured recall of regions that promise one."""
    whole = report["unbalanced"]
    circle, balanced = whole["great_circle"], report["rebalanced"]
    lines = [
        f"{report['photos']:,} photos" + (f", {balanced['photos']:,} of them rebalanced" if balanced else ""),
        "",
        f"Recall (%) within the areas of caps ({report['table_thresholds']}); 1 km is below the grid's pixel.",
        table_text(report),
        "",
        f"Best point: median {_with_interval(circle['median_km'])} km, mean {_with_interval(circle['mean_km'])} km,"
        f" GeoGuessr score {_with_interval(circle['geoguessr_score'])}",
    ]
    agreement = report.get("recall_is_accuracy")
    if agreement:
        differ = sum(len(r["photos_that_differ"]) for r in agreement["radii"] if not r["below_a_pixel"])
        lines.append(
            f"Recall at a cap and accuracy at its radius differ by at most"
            f" {100 * agreement['largest_difference_from_25_km']:.2f} points from 25 km on ({differ} photos)"
        )
        below = agreement["radii"][0]
        lines.append(
            f"At {below['radius_km']} km, below a pixel, recall is {100 * below['recall_at_cap']:.2f} and accuracy"
            f" {100 * below['accuracy']:.2f}"
        )
    for name, entry in whole["ensembles"].items():
        if entry["uncovered"]["value"]:
            lines.append(f"{name}: {100 * entry['uncovered']['value']:.2f} % of the truths are ruled out")
    if report.get("pooling"):
        lines.append(_pool(report["pooling"]))
    lines += ["", "Measured recall (%, 95 % interval) of regions that promise one, set on other photos"]
    lines.append(_aligned(_coverage_rows(report["calibration"])))
    return "\n".join(lines)


def _pool(pooling: dict[str, Any]) -> str:
    powers = ", ".join(f"{name} {power:g}" for name, power in pooling["exponents"].items())
    return (
        f"{pooling['ensemble']}: powers {powers} (1: the paper), temperature {pooling['temperature']:g};"
        f" {pooling['fitted_on']} ({pooling['photos']:,})"
    )


def _coverage_rows(calibration: dict[str, Any]) -> list[list[str]]:
    titles = {"bundle": "the bundle's promise", "spread": "the claimed spread"}
    tried = calibration["ensembles"] | {title: calibration[k] for k, title in titles.items() if k in calibration}
    rows = [["regions", "by", *(f"{q:.0%}" for q in NOMINAL)]]
    for name, ways in tried.items():
        for way, entries in ways.items():
            rows.append(
                [
                    name,
                    way,
                    *(
                        "no promise"
                        if e["measured"] is None
                        else f"{100 * e['measured']:.1f} ({100 * e['low']:.0f}-{100 * e['high']:.0f})"
                        for e in entries
                    ),
                ]
            )
    return rows


def _with_interval(figure: dict[str, float]) -> str:
    return f"{figure['value']:,.0f} ({figure['low']:,.0f}-{figure['high']:,.0f})"


def _curve_rows(report: dict[str, Any]) -> list[list[Any]]:
    names = list(report["unbalanced"]["curve"]["ensembles"])
    rows = [["data", "area_km2", *(f"{name} {key}" for name in names for key in ("recall", "low", "high"))]]
    for data in _SETS:
        if report[data]:
            curve = report[data]["curve"]
            columns = [curve["ensembles"][name][key] for name in names for key in ("recall", "low", "high")]
            rows += [[data, f"{a:.8g}", *values] for a, *values in zip(curve["area_km2"], *columns, strict=True)]
    return rows


def _photo_rows(truth: Positions, outcome: Outcome, bucket: np.ndarray) -> list[list[Any]]:
    rows = [["id", "lat", "lon", "bucket", "error_km", *(f"area_km2 {name}" for name in outcome.names)]]
    for k, identity in enumerate(truth.id):
        rows.append(
            [
                identity,
                repr(float(truth.latitude[k])),
                repr(float(truth.longitude[k])),
                int(bucket[k]) or "",
                f"{outcome.error_km[k]:.4f}",
                *(f"{a:.8g}" for a in outcome.area_km2[k]),
            ]
        )
    return rows


def _dump(content: dict[str, Any], path: Path) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def _rows(path: Path, rows: list[list[Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
