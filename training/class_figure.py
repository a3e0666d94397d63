"""How the photos of a dataset spread over the classes of its maps: a table and bars."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from training.figure_style import COLOURS, SETTINGS

_BEFORE, _AFTER = "#B0B0B0", COLOURS[1]


def write(classes: dict[str, Any], maps: list[dict[str, Any]], folder: Path) -> None:
    """Write classes.csv, classes.png and classes.svg; the same counts give the same bytes.

    classes: by map and split, {"before": [...], "after": [...]}: photos of each class, and last those of none.
    """
    with (folder / "classes.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["map", "split", "class", "label", "before_thinning", "after_thinning", "share_after"])
        for entry in maps:
            named = [*((c["name"], c.get("label", c["name"])) for c in entry["classes"]), ("", "no class")]
            for split, counts in classes[entry["name"]].items():
                known = max(sum(counts["after"][:-1]), 1)
                for (name, label), before, after in zip(named, counts["before"], counts["after"], strict=True):
                    share = f"{after / known:.6f}" if name else ""
                    writer.writerow([entry["name"], split, name, label, before, after, share])
    with mpl.rc_context(SETTINGS):
        figure = _figure(classes, maps)
        FigureCanvasAgg(figure).print_png(folder / "classes.png", metadata={"Software": None})
        FigureCanvasSVG(figure).print_svg(folder / "classes.svg", metadata={"Date": None, "Creator": None})


def _figure(classes: dict[str, Any], maps: list[dict[str, Any]]) -> Figure:
    splits = list(next(iter(classes.values())))
    heights = [0.9 + 0.3 * len(entry["classes"]) for entry in maps]
    width, height = 2.2 + 2.6 * len(splits), sum(heights) + 0.5
    figure = Figure(figsize=(width, height), dpi=200)
    grid = figure.subplots(len(maps), len(splits), squeeze=False, gridspec_kw={"height_ratios": heights})
    figure.subplots_adjust(
        left=2.0 / width, right=1 - 0.25 / width, bottom=0.75 / height, top=1 - 0.4 / height, hspace=0.4, wspace=0.12
    )
    for entry, row in zip(maps, grid, strict=True):
        labels = [c.get("label", c["name"]).replace(" (", "\n(") for c in entry["classes"]]
        shares = {
            split: {when: _shares(counts[when]) for when in ("before", "after")}
            for split, counts in classes[entry["name"]].items()
        }
        most = max(max(s) for both in shares.values() for s in both.values())
        for split, axes in zip(splits, row, strict=True):
            place = range(len(labels))
            thinned = shares[split]["before"] != shares[split]["after"]
            if thinned:
                axes.barh([k - 0.2 for k in place], shares[split]["before"], 0.38, color=_BEFORE)
            offset, thickness = (0.2, 0.38) if thinned else (0.0, 0.6)
            axes.barh([k + offset for k in place], shares[split]["after"], thickness, color=_AFTER)
            for k in place:
                share = shares[split]["after"][k]
                axes.annotate(
                    f"{share:.3g} %", (share, k + offset), (2, 0), textcoords="offset points", va="center", fontsize=6
                )
            photos = sum(classes[entry["name"]][split]["after"][:-1])
            axes.set_title(f"{entry.get('label', entry['name'])}, {split} ({photos:,} photos)", fontsize=8, loc="left")
            axes.set_xlim(0, 1.18 * most)
            axes.set_ylim(len(labels) - 0.4, -0.6)
            axes.set_yticks(list(place), labels if axes is row[0] else [""] * len(labels), fontsize=7)
            axes.xaxis.set_major_formatter(PercentFormatter(decimals=0))
    bars = [mpl.patches.Patch(color=_BEFORE), mpl.patches.Patch(color=_AFTER)]
    figure.legend(bars, ["before thinning", "in the dataset"], loc="lower center", ncols=2)
    return figure


def _shares(counts: list[int]) -> list[float]:
    """Percent of the photos that have a class."""
    known = max(sum(counts[:-1]), 1)
    return [100.0 * count / known for count in counts[:-1]]
