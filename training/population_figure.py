"""The seed's figure 6: how the photos of a dataset spread over population, with the edges of the buckets."""

from __future__ import annotations

import csv
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from training.figure_style import COLOURS, SETTINGS

_POINTS = 241  # of a curve, evenly in log10


def write(splits: dict[str, np.ndarray], edges: tuple[float, ...], names: list[str], unit: str, folder: Path) -> None:
    """Write population.csv, population.png and population.svg; the same values give the same bytes.

    splits: population (n,) at the photos of each split, NaN where there is none; edges between the buckets `names`.
    """
    known = {split: np.sort(values[~np.isnan(values)]) for split, values in splits.items()}
    most = max([float(edges[-1]) * 10.0, *(float(v[-1]) for v in known.values() if len(v))])
    points = np.geomspace(min(1.0, edges[0] / 10.0), most, _POINTS)
    shares = {split: np.searchsorted(v, points, side="right") / max(len(v), 1) for split, v in known.items()}
    with (folder / "population.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([unit, *(f"share of {split} at or below" for split in shares)])
        writer.writerows([f"{x:.6g}", *(f"{s[k]:.6f}" for s in shares.values())] for k, x in enumerate(points))
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=(4.6, 3.2), dpi=200)
        axes = figure.add_axes((0.15, 0.15, 0.81, 0.75))
        for (split, share), colour in zip(shares.items(), COLOURS[1:], strict=False):
            axes.plot(points, 100 * share, color=colour, label=f"{split} ({len(known[split]):,} photos)")
        bounds = [points[0], *edges, points[-1]]
        for edge in edges:
            axes.axvline(edge, color="black", linestyle=(0, (4, 3)), linewidth=0.7)
        for name, low, high in zip(names, bounds[:-1], bounds[1:], strict=True):
            axes.annotate(
                name, (np.sqrt(low * high), 1.0), (0, 3), xycoords=("data", "axes fraction"),
                textcoords="offset points", ha="center", fontsize=7,
            )  # fmt: skip
        axes.set_xscale("log")
        axes.set_xlim(points[0], points[-1])
        axes.set_ylim(0, 100)
        axes.set_xlabel(unit[0].upper() + unit[1:])
        axes.set_ylabel("Photos at or below")
        axes.yaxis.set_major_formatter(PercentFormatter(decimals=0))
        axes.legend(loc="upper left", frameon=True, framealpha=1.0, edgecolor="none")
        FigureCanvasAgg(figure).print_png(folder / "population.png", metadata={"Software": None})
        FigureCanvasSVG(figure).print_svg(folder / "population.svg", metadata={"Date": None, "Creator": None})
