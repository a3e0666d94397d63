"""The report of the experiment: Markdown whose sentences are chosen by the figures, curves and tables of numbers."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from PIL import Image

from training import published
from training.documents import folder_for, table
from training.pictures import write_png
from training.statistics import RADII_KM as CURVE_RADII_KM
from training.statistics import THRESHOLDS
from training.verdicts import Difference, listed, sentence, signed

COMMAND = "python -m training experiment --data ../shared/data --out docs/experiment"
# The methods in the figures: more lines than these can't be told apart.
DRAWN = (*published.METHODS, "+LS+LC fitted")
_DATA = ("unbalanced", "rebalanced")
_LEAST_KM2 = 10.0  # of the table of curves: smaller areas are below a pixel
_BUCKETS = ("lowest", "low", "high", "highest")
_LABELS = {"population": "LS (population density)", "land_cover": "LC (land cover)"}
# Pairs of methods, and what their difference answers.
_QUESTIONS = {
    ("+LS", "+LS urban prior"): "Is predicted density better than the urban prior?",
    ("+LS+LC", "+LS"): "Is +LS+LC better than +LS?",
    ("+LS+LC fitted", "+LS+LC"): "Are fitted powers better than the plain product?",
    ("+LS+LC", "+LS+LC not calibrated"): "Does calibrating the members first help the plain product?",
}
_SIGNS = {"gain": "+", "loss": "−", "unclear": "·"}
_SETS = ("test", "new_places", "cross_fitted")
FILES = ("README.md", "experiment.json", "curves.csv", *(f"{key}.png" for key in _SETS))


def write(found: dict[str, Any], curves: dict[str, Any], out: Path) -> None:
    """Write README.md, experiment.json, curves.csv and a figure a set into the folder `out`, whole or not at all."""
    from training.plots import draw  # matplotlib takes a second to import

    with folder_for(out, FILES) as folder:
        text = json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False)
        (folder / "experiment.json").write_text(text + "\n", encoding="utf-8")
        with (folder / "curves.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(_curve_rows(curves))
        for key, figures in curves.items():
            draw(_drawn(figures), folder)
            with Image.open(folder / "rva.png") as picture:
                write_png(picture.resize((picture.width * 2 // 3, picture.height * 2 // 3)), folder / f"{key}.png")
            for name in ("rva.svg", "rva.png"):
                (folder / name).unlink()
        (folder / "README.md").write_text(render(found), encoding="utf-8")


def _drawn(figures: dict[str, Any]) -> dict[str, Any]:
    """Figures of one set as `plots.draw` reads them, with the methods that are drawn."""
    report: dict[str, Any] = {"radii_km": list(CURVE_RADII_KM), "thresholds": THRESHOLDS}
    for data in _DATA:
        curve = figures[data]["curve"]
        chosen = {name: curve["ensembles"][name] for name in DRAWN}
        report[data] = {"curve": {"area_km2": curve["area_km2"], "ensembles": chosen}}
    return report


def _curve_rows(curves: dict[str, Any]) -> list[list[str]]:
    keys = ("recall", "low", "high", "improvement", "improvement_low", "improvement_high")
    rows = [["set", "data", "area_km2", *(f"{name} {key}" for name in DRAWN for key in keys)]]
    for which, figures in curves.items():
        for data in _DATA:
            curve = figures[data]["curve"]
            columns = [curve["ensembles"][name][key] for name in DRAWN for key in keys]
            for area, *values in zip(curve["area_km2"], *columns, strict=True):
                if area >= _LEAST_KM2:
                    rows.append([which, data, f"{area:.5g}", *(f"{v:.4g}" for v in values)])
    return rows


def difference(entry: dict[str, Any], k: int) -> Difference:
    """The value at radius number k of an entry with intervals, the one by source."""
    return Difference(entry["value"][k], entry["by_source"][0][k], entry["by_source"][1][k])


def render(found: dict[str, Any]) -> str:
    """The report (Markdown) from the figures of `training.experiment`."""
    sets = "\n\n".join(_set(found, key, found["sets"][key]) for key in _SETS)
    test = found["sets"]["test"]
    versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    return f"""# The paper's experiment at our size

Written by `{COMMAND}`; every sentence with a figure in it was chosen by the figures.

- {found["photos"]:,} photos of {found["sources"]} sources (public repositories). Tested on {test["photos"]} photos of
  {test["sources"]} sources that no choice has seen: {", ".join(found["test_sources"])}.
- Models: the recipe of the starter bundle (`training/starter.py`), {found["cells"]:,} cells; LS is population density
  ({found["classes"]["population"]} buckets, GPW at 0.5 degree in place of LandScan), LC land cover
  ({found["classes"]["land_cover"]} classes, MODIS at 0.1 degree in place of ESA-CCI). {found["zones"]:,} zones.
- Seed {found["seed"]}; {found["resamples"]:,} resamples; {found["folds"]} folds. {versions}.
- Intervals are 95 % and *by source*: whole sources are drawn, since photos of one source are alike. Intervals *by
  photo* stand beside them; they are too narrow for photos of other sources.
- The paper's models learn from 4.2 million photos, these from {found["photos"] - test["photos"]:,}. What can be
  compared is the pattern of gains, not the level.

## In short

{_in_short(found)}

{_paper(found)}

{sets}

## How it was done

- *Test*: heads fitted on all other sources; temperatures and powers fitted on those, cross-fitted in {found["folds"]}
  folds of sources.
- *Test, new places*: the same, but heads fitted on all photos outside a circle of 25 km around every test photo (and
  not on the test photos): what is left when a place was never seen.
- *Cross-fitted*: for each fold, heads fitted on the other folds. Its temperatures and powers are fitted on photos of
  the other folds, as judged by heads that saw neither those photos' fold nor the fold in question.
- *base* is the geolocation predictor alone. *+LS*, *+LC*, *+LS+LC* multiply it with the attribute predictors (equation
  2, powers 1), every member at its fitted temperature; *not calibrated*: at temperature 1, as the paper multiplies.
  *urban prior*: no prediction, only the two densest buckets are possible. *fitted*: each member to a power of its own
  (`training/pooling.py`).
- Rebalanced: as many photos of each population bucket as the smallest has, drawn once by the seed.
- `experiment.json` has every figure, `curves.csv` the curves.
"""


def _in_short(found: dict[str, Any]) -> str:
    radii = found["radii_km"]
    columns = [(key, data) for key in _SETS for data in _DATA]
    verdicts = {
        (name, key, data): [difference(entry["improvement"]["cap"], k).verdict for k in range(len(radii))]
        for key, data in columns
        for name, entry in found["sets"][key][data]["ensembles"].items()
        if name != "base"
    }
    names = dict.fromkeys(name for name, _, _ in verdicts)
    rows = [
        [name, *(" ".join(_SIGNS[v] for v in verdicts[name, key, data]) for key, data in columns)] for name in names
    ]
    head = ["above the base", *(f"{found['sets'][key]['title']}, {data}" for key, data in columns)]
    lines = []
    for k, radius in enumerate(radii):
        at = [found[k] for (name, _, _), found in verdicts.items() if not name.endswith("urban prior")]
        lines.append(
            f"At the {radius:,} km cap, {at.count('gain')} of {len(at)} comparisons with predicted attributes gain over"
            f" the base beyond doubt and {at.count('loss')} lose."
        )
    for (name, over), question in _QUESTIONS.items():
        answers = [
            f"{found['sets'][key]['title'].lower()}: {_at_radii(found, _paired(found['sets'][key], name, over))}"
            for key in _SETS
        ]
        lines.append(f"{question} (rebalanced) {'; '.join(answers)}.")
    bullets = "\n".join(f"- {line}" for line in lines)
    caps = listed([f"{r:,}" for r in radii])
    gain, loss, unclear = _SIGNS.values()
    return f"""Recall above the base at the caps of {caps} km: {gain} gain, {loss} loss, {unclear} can't be told
(intervals by source).

{table(head, rows)}

{bullets}"""


def _radii(found: dict[str, Any], differences: list[Difference], verdict: str) -> str:
    """The caps at which the differences have a verdict, "" where none has."""
    at = [f"{r:,}" for r, d in zip(found["radii_km"], differences, strict=True) if d.verdict == verdict]
    return f"{listed(at)} km" if at else ""


def _paired(one: dict[str, Any], name: str, over: str) -> list[Difference]:
    return [Difference(*values) for values in one["rebalanced"]["differences"][f"{name} over {over}"]]


def _at_radii(found: dict[str, Any], differences: list[Difference]) -> str:
    """Where a difference is a gain or a loss, in words, with the largest of each cap."""
    words = {"gain": "better at", "loss": "worse at", "unclear": "can't be told at"}
    return ", ".join(f"{word} {at}" for v, word in words.items() if (at := _radii(found, differences, v)))


def _paper(found: dict[str, Any]) -> str:
    """Table 1's improvements beside ours, and how often they agree in direction."""
    ours = {key: found["sets"][key]["rebalanced"]["ensembles"] for key in _SETS}
    rows = []
    alike = {
        kind: dict.fromkeys(("the same way", "the other way", "unclear"), 0)
        for kind in ("predictions", "the urban prior")
    }
    signs = {name: [0, 0] for name in published.TABLE_1}
    for name in published.METHODS[1:]:
        kind = "the urban prior" if name.endswith("urban prior") else "predictions"
        for k, radius in enumerate(published.RADII_KM):
            paper = published.improvements(name, radius)
            here = [difference(ours[key][name]["improvement"]["paper"], k) for key in _SETS]
            rows.append([f"{name}, {radius:,} km", *(signed(v) for v in paper), *map(str, here)])
            for one in here:
                if len({v > 0 for v in paper}) == 1:
                    same = "unclear" if one.verdict == "unclear" else _way((one.value > 0) == (paper[0] > 0))
                    alike[kind][same] += 1
                if one.verdict != "unclear" and kind == "predictions":
                    for column, v in zip(signs.values(), paper, strict=True):
                        column[0] += (v > 0) == (one.value > 0)
                        column[1] += 1
    notes = [
        f"With {kind}, where all four of the paper's tables move one way ({sum(counts.values())} comparisons with our"
        f" three sets), ours move the same way beyond doubt in {counts['the same way']}, the other way in"
        f" {counts['the other way']}, and can't tell in {counts['unclear']}."
        for kind, counts in alike.items()
    ]
    resembled = [f"{name} in {same} of {of}" for name, (same, of) in signs.items()]
    notes.append(
        f"What is beyond doubt here (predictions) has the sign that it has in the paper's {listed(resembled)}."
    )
    head = ["improvement (points)", *published.TABLE_1, *(found["sets"][key]["title"] for key in _SETS)]
    return f"""## What the paper found, and what is found here

Improvement over the base in points of recall, rebalanced, at the paper's thresholds: the four tables of seed 000
(Table 1) and ours with intervals by source.

{table(head, rows)}

{" ".join(notes)}"""


def _way(same: bool) -> str:
    return "the same way" if same else "the other way"


def _set(found: dict[str, Any], key: str, one: dict[str, Any]) -> str:
    best = max(
        (
            (name, k, difference(entry["improvement"]["cap"], k))
            for name, entry in one["rebalanced"]["ensembles"].items()
            if name != "base"
            for k in range(len(found["radii_km"]))
        ),
        key=lambda cell: cell[2].value,
    )
    largest = sentence(
        f"The largest improvement, {best[0]} at {found['radii_km'][best[1]]:,} km (rebalanced),", best[2], "the base"
    )
    recall = "\n\n".join(_recall(found, one, which) for which in ("paper", "cap"))
    return f"""## {one["title"]}

{one["photos"]:,} photos of {one["sources"]} sources; median error of the best point {one["median_error_km"]:,} km.
Photos in each population bucket, least dense first: {listed([str(n) for n in one["buckets"]])}. {largest}

![Recall vs Area, rebalanced, and improvement over the base]({key}.png)

{recall}

Improvement over the base in points, at the caps' areas, with intervals by source and, in brackets, by photo:

{_improvement(found, one)}

Differences between methods (rebalanced, points, by source):

{_pairs(found, one)}

Who gains: improvement by population bucket (points, by source).

{_buckets(found, one)}

Attribute predictors on these photos:

{_attributes(one)}

{_combined(one)}"""


def _recall(found: dict[str, Any], one: dict[str, Any], which: str) -> str:
    title = {"paper": "Table 1's areas", "cap": "areas of spherical caps"}[which]
    areas = ", ".join(f"{a:.3g}" for a in found["thresholds"][which])
    rows = []
    for data in _DATA:
        for name, entry in one[data]["ensembles"].items():
            values = entry["recall"][which]
            cells = [
                f"{100 * v:.2f} ({100 * low:.0f}–{100 * high:.0f})"
                for v, low, high in zip(values["value"], *values["by_source"], strict=True)
            ]
            rows.append(
                [f"{data}, {name}", *cells, f"{entry['median_area_km2']:.2e}", f"{100 * entry['uncovered']:.1f}"]
            )
    head = [f"recall (%), {title}", *(f"{r:,} km" for r in found["radii_km"]), "median area (km²)", "ruled out (%)"]
    return f"Recall within {title} ({areas} km²), intervals by source:\n\n{table(head, rows)}"


def _improvement(found: dict[str, Any], one: dict[str, Any]) -> str:
    rows = []
    for data in _DATA:
        for name, entry in one[data]["ensembles"].items():
            if name == "base":
                continue
            values = entry["improvement"]["cap"]
            cells = [
                f"{difference(values, k)} [{signed(100 * low)} to {signed(100 * high)}]"
                for k, (low, high) in enumerate(zip(*values["by_photo"], strict=True))
            ]
            rows.append([f"{data}, {name}", *cells])
    return table(["improvement", *(f"{r:,} km" for r in found["radii_km"])], rows)


def _pairs(found: dict[str, Any], one: dict[str, Any]) -> str:
    rows = [
        [name, *(str(Difference(*values)) for values in cells)]
        for name, cells in one["rebalanced"]["differences"].items()
    ]
    return table(["", *(f"{r:,} km" for r in found["radii_km"])], rows)


def _buckets(found: dict[str, Any], one: dict[str, Any]) -> str:
    rows = []
    for entry in one["buckets_gain"]:
        label = f"{_BUCKETS[entry['bucket'] - 1]} ({entry['photos']} photos)"
        rows.append([f"{label}: recall of the base", *(f"{100 * v:.1f}" for v in entry["base"])])
        rows += [
            [f"{label}: {name}", *(str(Difference(*values)) for values in cells)]
            for name, cells in entry["gains"].items()
        ]
    return table(["population density", *(f"{r:,} km" for r in found["radii_km"])], rows)


def _attributes(one: dict[str, Any]) -> str:
    rows = [
        [
            _LABELS[name],
            *(f"{entry[key]:g} %" for key in ("balanced_accuracy", "chance", "accuracy", "commonest_class")),
            f"{entry['photos']:,}",
        ]
        for name, entry in one["attributes"].items()
    ]
    head = ["attribute", "balanced accuracy", "chance", "accuracy", "commonest class alone", "photos"]
    return table(head, rows)


def _combined(one: dict[str, Any]) -> str:
    rows = []
    for k, entry in enumerate(one["combined"]):
        label = f"fold {k + 1}" if len(one["combined"]) > 1 else "all"
        temperatures = ", ".join(f"{name} {t:.2f}" for name, t in entry["temperatures"].items())
        powers = "; ".join(
            f"{name.removesuffix(' fitted')}: {', '.join(f'{p:.2f}' for p in values[1:] if p or len(values) == 3)}"
            for name, values in entry["powers"].items()
        )
        rows.append([label, temperatures, powers])
    return table(["fitted", "temperatures", "powers of LS, LC relative to the base's"], rows)
