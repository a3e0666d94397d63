"""Heat maps of the study without pictures: gains of SIMULATED attribute predictors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

from training.pictures import write_png
from training.verdicts import Difference, signed

_SETTINGS = {"font.family": "DejaVu Sans", "font.size": 8, "axes.linewidth": 0.5}
_COLOURS = "RdBu"  # blue gains, red loses; readable by the colour-blind
_LEAST = 5.0  # points at the ends of the colours, at least
_PALE = 0.3  # opacity of what can't be told from nothing


def heat_maps(
    path: Path,
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    x: tuple[str, Callable[[int], Sequence[str]]],
    y: tuple[str, Sequence[str]],
    cell: Callable[[int, int, int, int], Difference],
) -> None:
    """Write a PNG with a heat map for every row and column; the same figures give the same bytes.

    x: label and, by row, the ticks; y: label and ticks; cell: the difference at (row, column, x, y). Numbers are points
    of recall; pale ones can't be told from nothing.
    """
    ticks = [x[1](r) for r in range(len(rows))]
    cells = {
        (r, c): [[cell(r, c, i, j) for i in range(len(ticks[r]))] for j in range(len(y[1]))]
        for r in range(len(rows))
        for c in range(len(columns))
    }
    largest = max(_LEAST, *(abs(100.0 * one.value) for part in cells.values() for line in part for one in line))
    norm = Normalize(-largest, largest)
    with mpl.rc_context(_SETTINGS):
        width = 1.75 + len(columns) * (0.44 * max(map(len, ticks)) + 0.15)
        height = 1.25 + len(rows) * (0.27 * len(y[1]) + 0.36)
        figure = Figure(figsize=(width, height), dpi=110)
        axes = figure.subplots(len(rows), len(columns), squeeze=False)
        figure.subplots_adjust(
            left=0.95 / width, right=1 - 0.75 / width, bottom=0.5 / height, top=1 - 0.6 / height,
            wspace=0.07, hspace=0.4,
        )  # fmt: skip
        for (r, c), part in cells.items():
            _map(axes[r, c], part, norm)
            axes[r, c].set_xticks(range(len(ticks[r])), ticks[r])
            axes[r, c].set_yticks(range(len(y[1])), [] if c else y[1])
            if not r:
                axes[r, c].set_title(columns[c], fontsize=9)
            if not c:
                axes[r, c].set_ylabel(rows[r], weight="bold", labelpad=12)
        bar = figure.add_axes((1 - 0.6 / width, 0.5 / height, 0.12 / width, 1 - 1.1 / height))
        figure.colorbar(ScalarMappable(norm, _COLOURS), cax=bar).set_label("points of recall", labelpad=1)
        figure.text(0.5, 0.1 / height, f"across: {x[0]}; down: {y[0]}", ha="center", fontsize=9)
        figure.text(0.1 / width, 1 - 0.1 / height, f"SIMULATED. {title}", fontsize=10, va="top", weight="bold")
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        write_png(Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3]), path)


def _map(axes: Axes, cells: list[list[Difference]], norm: Normalize) -> None:
    colours = mpl.colormaps[_COLOURS]
    for j, line in enumerate(cells):
        for i, one in enumerate(line):
            share, sure = float(norm(100.0 * one.value)), one.verdict != "unclear"
            fill = np.array(colours(share)[:3])
            fill = fill if sure else 1.0 - _PALE * (1.0 - fill)
            axes.add_patch(Rectangle((i - 0.5, j - 0.5), 1, 1, facecolor=fill, edgecolor="white", linewidth=0.5))
            ink = "white" if sure and abs(share - 0.5) > 0.33 else "black" if sure else "#666666"
            axes.text(i, j, signed(100.0 * one.value), ha="center", va="center", fontsize=7, color=ink)
    axes.set_xlim(-0.5, len(cells[0]) - 0.5)
    axes.set_ylim(len(cells) - 0.5, -0.5)
    axes.tick_params(length=0)
