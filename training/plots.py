"""The paper's figures 4 and 5 of an evaluation: Recall vs Area, rebalanced, and the improvement over the base."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, PercentFormatter

from training.figure_style import COLOURS, SETTINGS
from training.statistics import RADII_KM

# Widths and dashes differ too, for print without colour.
_DASHES = ("-", (0, (6, 1.5)), (0, (4, 1.5, 1, 1.5)), (0, (3, 1)))
_FIRST_KM2 = 10.0  # smaller areas are below a pixel


def draw(report: dict[str, Any], folder: Path) -> None:
    """Write rva.png and rva.svg; the same report gives the same bytes."""
    names = list(report["unbalanced"]["curve"]["ensembles"])
    panels = [("Recall vs Area", "unbalanced", False)]
    if report["rebalanced"]:
        panels.append(("Recall vs Area (rebalanced)", "rebalanced", False))
    if len(names) > 1:
        which = panels[-1][1]
        panels.append(("Absolute improvement" + (" (rebalanced)" if which == "rebalanced" else ""), which, True))
    with mpl.rc_context(SETTINGS):
        width, height = 3.3 * len(panels), 3.4
        figure = Figure(figsize=(width, height), dpi=300)
        # Margins by hand, in inches: matplotlib's own layouts take as long as drawing.
        left, right, bottom, top, gap = 0.62, 0.1, 0.78, 0.4, 0.74
        panel = (width - left - right + gap) / len(panels) - gap
        figure.subplots_adjust(
            left=left / width, right=1 - right / width, bottom=bottom / height, top=1 - top / height, wspace=gap / panel
        )  # fmt: skip
        for k, ((title, which, improvement), axes) in enumerate(
            zip(panels, figure.subplots(1, len(panels), squeeze=False)[0], strict=True)
        ):
            _panel(axes, report, report[which], improvement)
            axes.set_title(f"({'abc'[k]}) {title}", fontsize=9, loc="left", pad=16)
        handles, labels = figure.axes[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="lower center", ncols=min(len(labels), 7), handlelength=2.6)
        FigureCanvasAgg(figure).print_png(folder / "rva.png", metadata={"Software": None})
        FigureCanvasSVG(figure).print_svg(folder / "rva.svg", metadata={"Date": None, "Creator": None})


def _panel(axes: Axes, report: dict[str, Any], figures: dict[str, Any], improvement: bool) -> None:
    areas = figures["curve"]["area_km2"][:-1]  # the last is the whole Earth, which finds even what is ruled out
    curves = figures["curve"]["ensembles"]
    seen = next(k for k, a in enumerate(areas) if a >= _FIRST_KM2)
    key, prefix = ("improvement", "improvement_") if improvement else ("recall", "")
    for style, (name, curve) in zip(_styles(list(curves)), curves.items(), strict=True):
        x = areas[seen:]
        y, low, high = ([100 * v for v in curve[k][seen:-1]] for k in (key, f"{prefix}low", f"{prefix}high"))
        axes.plot(x, y, label=name, zorder=3, **style)
        if not (improvement and name == next(iter(curves))):
            axes.fill_between(x, low, high, color=style["color"], alpha=0.12, linewidth=0)
    for radius, cap in zip(report["radii_km"], report["thresholds"]["cap"], strict=True):
        if cap >= _FIRST_KM2:
            axes.axvline(cap, color="black", linestyle=(0, (4, 3)), linewidth=0.7, zorder=1)
            axes.annotate(
                f"{radius}" + " km" * (radius == RADII_KM[-1]), (cap, 1.0), (0, 2),
                xycoords=("data", "axes fraction"), textcoords="offset points", ha="center", va="bottom", fontsize=7,
            )  # fmt: skip
    if not improvement and list(curves) == ["points"]:
        circle = figures["great_circle"]
        axes.plot(
            report["thresholds"]["cap"][1:], [100 * v for v in circle["accuracy"][1:]], "o", color=COLOURS[2],
            markersize=4, markerfacecolor="none", zorder=4, label="accuracy within the radius",
        )  # fmt: skip
    axes.set_xscale("log")
    axes.set_xlim(_FIRST_KM2, areas[-1])
    axes.xaxis.set_major_locator(LogLocator(numticks=10))
    axes.set_xlabel("Area (km²)")
    axes.yaxis.set_major_formatter(PercentFormatter(decimals=0))
    axes.grid(axis="y", color="#dddddd", linewidth=0.5, zorder=0)
    if improvement:
        axes.set_ylabel("Recall above the base (points)")
        axes.yaxis.set_major_formatter(lambda x, _: f"{x:+g}" if x else "0")
    else:
        axes.set_ylabel("Recall")
        axes.set_ylim(0, 100)


def _styles(names: list[str]) -> list[dict[str, Any]]:
    """Line styles: the base black, an urban prior dotted in the colour of the ensemble that it stands against."""
    styles: list[dict[str, Any]] = []
    used = 0
    for name in names:
        if name.endswith("urban prior") and styles:
            styles.append({"color": styles[-1]["color"], "linestyle": (0, (1, 1.5)), "linewidth": 1.4})
            continue
        dashes = _DASHES[used % len(_DASHES)]
        styles.append({"color": COLOURS[used % len(COLOURS)], "linestyle": dashes, "linewidth": 1.3})
        used += 1
    return styles
