"""The report of the ablation: Markdown and the figures as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from training.documents import folder_for, table

COMMAND = "python -m training ablation --data ../shared/data --out docs/ablation"
FILES = ("README.md", "ablation.json")


def write(found: dict[str, Any], out: Path) -> None:
    """Write README.md and ablation.json into the folder `out`, whole or not at all."""
    with folder_for(out, FILES) as folder:
        text = json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False)
        (folder / "ablation.json").write_text(text + "\n", encoding="utf-8")
        (folder / "README.md").write_text(render(found), encoding="utf-8")


def verdict(difference: dict[str, float]) -> str:
    """Better, worse or unclear: by the interval of what is added to the mean log10 of the area."""
    if difference["high"] < 0:
        return "better"
    return "worse" if difference["low"] > 0 else "unclear"


def render(found: dict[str, Any]) -> str:
    """The report (Markdown)."""
    shipped, *others = found["trials"]
    radii = " / ".join(str(r) for r in found["radii_km"])
    head = (
        "What is changed", "cells' log-loss", f"best point within {radii} km", f"geolocation alone, RvA at {radii} km",
        f"ensemble, RvA at {radii} km", "population, land cover", "ensemble's area, × shipped (95 %)", "verdict",
    )  # fmt: skip
    parts = []
    for part in dict.fromkeys(trial["part"] for trial in others):
        rows = [_row("**as shipped**", shipped)]
        rows += [_row(trial["name"], trial) for trial in others if trial["part"] == part]
        parts.append(f"## {part[0].upper()}{part[1:]}\n\n{table(head, rows)}")
    tables = "\n\n".join(parts)
    better = [t for t in others if verdict(t["log10_area"]["together"]) == "better"]
    listed = "\n".join(f"- {t['part']}: {t['name']}" for t in better) or "- none"
    return f"""# What each part of the starter's recipe brings

One thing is changed at a time; everything is then fitted and judged again on the {found["photos"]:,} validation
photos of {found["sources"]} sources, cross-fitted in {found["folds"]} folds by whole sources. The test sources of the
bundle's card are not read. Made by `{COMMAND}` (`make ablation`); figures in `ablation.json`.

- *Cells' log-loss*: mean −log p of the true S2 cell by the geolocation predictor, photos weighted as in training.
- *Best point within*: share of photos whose best point lies within the radius of the truth.
- *RvA*: share of photos whose true place lies in the densest part of the map that has the area of a cap of the radius.
  *Ensemble*: with population density and land cover, powers fitted on the other folds.
- *Population, land cover*: balanced accuracy of the attributes in percent; chance is 25 and 14.3.
- *Ensemble's area*: the geometric mean over photos of the area searched until the truth is found, as a multiple of
  the shipped recipe's; below 1 is better. The interval is a paired bootstrap over sources ({found["resamples"]:,}
  draws); the verdict says whether it leaves out 1.

{len(others)} changes were tried against one recipe: by chance alone one or two intervals in forty would leave out 1.

Better than as shipped, with an interval that leaves out 1:

{listed}

{tables}
"""


def _row(name: str, trial: dict[str, Any]) -> list[str]:
    def shares(values: list[float]) -> str:
        return " / ".join(f"{v:.1f}" for v in values)

    change = trial["log10_area"]["together"]
    factor, low, high = (10.0 ** change[key] for key in ("value", "low", "high"))
    is_base = not trial["name"]
    return [
        name,
        f"{trial['log_loss_of_cells']:.3f}",
        shares(trial["point"]),
        shares(trial["recall_alone"]),
        shares(trial["recall"]),
        ", ".join(f"{v:.1f}" for v in trial["attributes"].values()),
        "1" if is_base else f"{factor:.2f} ({low:.2f} to {high:.2f})",
        "" if is_base else verdict(change),
    ]
