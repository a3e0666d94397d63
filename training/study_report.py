"""The report of the study without pictures: Markdown whose sentences are chosen by the figures, heat maps, a table."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from backend.bundle import STARTER
from training.documents import folder_for, table
from training.study_cases import CHANCE, FITTED, KNOWN, PLAIN, RULES, Case, Design, Study, combinations_of
from training.validate import RADII_KM
from training.verdicts import Difference, listed, sentence, signed

COMMAND = "python -m training study --truth ../shared/data/benchmarks/yfcc26k.csv --out docs/study"
FIGURES = ("fitted.png", "plain.png", "resolution.png", "dependence.png")
FILES = ("README.md", "cases.csv", *FIGURES)
_CAP = 1  # the cap of 200 km, a region: the one that sentences are about


def write(found: dict[str, Any], result: Study, design: Design, out: Path) -> None:
    """Write README.md, cases.csv and the heat maps into the folder `out`, whole or not at all."""
    report = _Report(found, result, design)
    with folder_for(out, FILES) as folder:
        with (folder / "cases.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(_case_rows(result))
        report.draw(folder)
        (folder / "README.md").write_text(report.render(), encoding="utf-8")


def _case_rows(result: Study) -> list[list[str]]:
    keys = [f"{key} {r} km" for r in RADII_KM for key in ("recall", "gain", "low", "high")]
    rows = [["simulated", "median_km", "accuracy", "degrees", "dependence", "rule", *keys]]
    for case in result.areas:
        name = "+".join(("geolocation", *case.attributes))
        varied = [f"{v:g}" for v in (case.median_km, case.accuracy, case.degrees, case.dependence)]
        figures = zip(result.recall(case), result.gain(case), strict=True)
        values = [f"{v:.4f}" for recall, one in figures for v in (recall, one.value, one.low, one.high)]
        rows.append([name, *varied, case.rule, *values])
    return rows


def percent(accuracy: float) -> str:
    """An accuracy in words: chance and knowing the class have no number of their own."""
    return "chance" if accuracy == CHANCE else "known" if accuracy == KNOWN else f"{100 * accuracy:.0f} %"


class _Report:
    """The figures of a study in words. Attributes are named by `found`, cases by the design."""

    def __init__(self, found: dict[str, Any], result: Study, design: Design):
        self._found, self._result, self._design = found, result, design
        self._labels = {name: entry["label"] for name, entry in found["attributes"].items()}

    def pays_from(self, name: str, median: float, cap: int, rule: str, over: float | None = None) -> float | None:
        """The accuracy from which on an attribute gains beyond doubt, at every higher accuracy too; None = never.

        over: the accuracy that it must gain over (CHANCE: class frequencies alone), or None: the geolocation alone.
        """
        found = None
        for accuracy in sorted(self._design.accuracies, reverse=True):
            case = Case((name,), median, accuracy, rule=rule)
            if over is None:
                one = self._result.gain(case)[cap]
            else:
                one = self._result.difference(case, Case((name,), median, over, rule=rule))[cap]
            if one.verdict != "gain":
                break
            found = accuracy
        return found

    # Figures

    def draw(self, folder: Path) -> None:
        """Write the heat maps."""
        from training.study_figures import heat_maps  # matplotlib takes a second to import

        design, names = self._design, list(self._labels)
        labels, caps = list(self._labels.values()), [f"{r:,} km cap" for r in RADII_KM]
        bases = ("median error of the base (km)", [f"{m:,.0f}" for m in design.medians_km])
        accuracies = [percent(a) for a in design.accuracies]
        for rule, words in ((FITTED, "fitted powers"), (PLAIN, "the plain product")):
            heat_maps(
                folder / f"{rule}.png",
                f"Gain in recall over the base, {words}; pale: can't be told from none",
                labels, caps, ("balanced accuracy of the attribute", lambda r: accuracies), bases,
                lambda r, c, i, j, rule=rule: self._result.gain(
                    Case((names[r],), design.medians_km[j], design.accuracies[i], rule=rule)
                )[c],
            )  # fmt: skip
        sizes = {name: [0.0, *self._coarser(name)] for name in names}
        accuracy = self._middle(design.coarse_accuracies)

        def by_size(r: int, c: int, i: int, j: int) -> Difference:
            case = Case((names[r],), design.medians_km[j], accuracy, sizes[names[r]][i], rule=FITTED)
            return self._result.gain(case)[c]

        def sizes_of(r: int) -> list[str]:
            own = self._found["attributes"][names[r]]["degrees"]
            return [f"{d or own:g}°" for d in sizes[names[r]]]

        heat_maps(
            folder / "resolution.png",
            f"Gain at {percent(accuracy)} accuracy by the map's pixels, fitted powers; pale: can't be told from none",
            labels, caps, ("pixels of the map", sizes_of), bases, by_size,
        )  # fmt: skip
        shares = (0.0, *design.dependences)
        pairs = [(a, rule) for a in design.dependent_accuracies for rule in RULES]
        heat_maps(
            folder / "dependence.png",
            f"Gain at the {RADII_KM[_CAP]} km cap when errors go with the base's; pale: can't be told from none",
            labels, [f"{percent(a)}, {rule}" for a, rule in pairs],
            ("share of photos with dependent errors", lambda r: [percent_of(s) for s in shares]), bases,
            lambda r, c, i, j: self._result.gain(
                Case((names[r],), design.medians_km[j], pairs[c][0], 0.0, shares[i], pairs[c][1])
            )[_CAP],
        )  # fmt: skip

    def _coarser(self, name: str) -> list[float]:
        return [d for d in self._design.degrees if d > self._found["attributes"][name]["degrees"]]

    @staticmethod
    def _middle(accuracies: Sequence[float]) -> float:
        return sorted(accuracies)[len(accuracies) // 2]

    # Words

    def render(self) -> str:
        """README.md."""
        found, design = self._found, self._design
        versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
        bases = listed([f"{got:,.0f}" for got in found["medians_km"].values()])
        accuracy = self._middle(design.dependent_accuracies)
        return f"""# Which attribute is worth training? A study without pictures

**SIMULATED**: no picture was looked at and no model was run. Only the places, the cells and the maps are real.
Written by `{COMMAND}`; every sentence with a figure in it was
chosen by the figures.

- {design.photos:,} real positions of photos from {listed(found["truths"])}, and {design.fitted_on} others that
  powers were fitted on. Seed {found["seed"]}. {versions}.
- Geolocation: SIMULATED over {found["cells"]:,} cells (the published rule on GeoCLIP's gallery). Each photo gives a
  noisy point whose width is log-normal, as wide as PIGEON's published shares are (seed 002); the answer is Bayes' with
  where photos are taken as the prior. Median errors of the best point: {bases} km.
- Attributes: SIMULATED, logits = log frequency + strength x (strength x [true class] + noise); calibrated, equally good
  on every class. "chance" knows class frequencies alone, "known" is an oracle (99.9 % on the true class). The true
  class is the finest map's. Errors are independent of the geolocation's unless it says otherwise.
- Gains are points of recall over the SIMULATED geolocation alone at the areas of caps. Intervals are 95 %, whole places
  (some 290 km) drawn. *plain* is the paper's product, *fitted* raises members to fitted powers (`training/pooling.py`).
- What this can't tell: how hard an accuracy is to reach. The same accuracy is harder with more classes.

{self._attribute_table()}

## In short (all SIMULATED)

{self._in_short()}

## From which accuracy an attribute pays

The lowest accuracy from which the gain over the SIMULATED geolocation is beyond doubt, there and at every higher
accuracy judged, at the caps of {listed([f"{r:,}" for r in RADII_KM])} km; fitted powers:

{self._threshold_table(None)}

The same over class frequencies alone ("chance", which needs no training): from here on *training* pays.

{self._threshold_table(CHANCE)}

## Gains

![SIMULATED gains with fitted powers](fitted.png)

![SIMULATED gains with the plain product](plain.png)

With fitted powers at {percent(accuracy)} accuracy, in points with intervals:

{self._gain_table(accuracy, FITTED)}

And with the plain product:

{self._gain_table(accuracy, PLAIN)}

When the class is known, fitted powers:

{self._gain_table(KNOWN, FITTED)}

## Resolution of the map

![SIMULATED gains by resolution](resolution.png)

## Errors that depend on the geolocation's

In a share of the photos the attribute is most misled where the geolocation is, and takes the place that the geolocation
was misled to for the truth; its accuracy stays as it is.

![SIMULATED gains by dependence](dependence.png)

## A further attribute

Gain of a further attribute over population and land cover together, all SIMULATED at the same accuracy, in points:

{self._together_table()}

{self._bullets(self._together())}

`cases.csv` has every case: recall, gain and its interval at each cap.
"""

    def _in_short(self) -> str:
        answers = (
            self._order,
            self._best,
            self._oracle,
            self._rules,
            self._resolution,
            self._dependence,
            self._starter,
        )
        return self._bullets([line for answer in answers for line in answer()])

    @staticmethod
    def _bullets(lines: list[str]) -> str:
        return "\n".join(f"- {line}" for line in lines)

    def _attribute_table(self) -> str:
        rows = []
        for entry in self._found["attributes"].values():
            shown = [entry["accuracy"][f"{a:g}"] for a in self._design.accuracies]
            said = ", ".join(
                f"{percent(a)}: {100 * s['divided_out']:.0f} / {100 * s['as_said']:.0f}"
                for a, s in zip(self._design.accuracies, shown, strict=True)
            )
            without = f"{100 * entry['without_class']:.1f} %"
            rows.append([entry["label"], str(entry["classes"]), f"{entry['degrees']:g}°", without, said])
        head = [
            "attribute",
            "classes",
            "pixels",
            "photos without",
            "dialled: found, frequencies divided out / as said (%)",
        ]
        return table(head, rows)

    def _bases(self) -> list[tuple[float, str]]:
        return [(m, f"{m:,.0f} km") for m in self._design.medians_km]

    def _order(self) -> list[str]:
        """Which attribute gains most on average over the geolocations, at each accuracy."""
        lines = []
        for accuracy in self._design.accuracies[1:]:
            gains = {
                label: np.mean(
                    [
                        self._result.gain(Case((name,), median, accuracy, rule=FITTED))[_CAP].value
                        for median in self._design.medians_km
                    ]
                )
                for name, label in self._labels.items()
            }
            ranked = sorted(gains, key=lambda label: -gains[label])
            lines.append(f"{percent(accuracy)}: {listed([f'{r} {signed(100 * gains[r])}' for r in ranked])}")
        return [
            f"Mean gain over the {len(self._design.medians_km)} bases at the {RADII_KM[_CAP]} km cap, in points,"
            f" largest first, by accuracy: {'; '.join(lines)}."
        ]

    def _best(self) -> list[str]:
        """Which attribute gains most at one accuracy, for each geolocation."""
        accuracy, lines = self._middle(self._design.coarse_accuracies), []
        for median, words in self._bases():
            cases = [Case((name,), median, accuracy, rule=FITTED) for name in self._labels]
            ranked = sorted(cases, key=lambda case: -self._result.gain(case)[_CAP].value)
            gains = listed([f"{self._label(c)} {signed(100 * self._result.gain(c)[_CAP].value)}" for c in ranked])
            lead = self._result.difference(ranked[0], ranked[1])[_CAP]
            doubt = "ahead of the next beyond doubt" if lead.verdict == "gain" else "not told apart from the next"
            lines.append(
                f"Base of {words}: at {percent(accuracy)} accuracy the gains at the {RADII_KM[_CAP]} km cap are {gains}"
                f" points; {self._label(ranked[0])} leads, {doubt} ({lead} points)."
            )
        return lines

    def _label(self, case: Case) -> str:
        return " + ".join(self._labels[name] for name in case.attributes)

    def _oracle(self) -> list[str]:
        """What knowing the class is worth, and the accuracy that brings half of it."""
        lines = []
        for name, label in self._labels.items():
            parts = []
            for median, words in self._bases():
                whole = self._result.gain(Case((name,), median, KNOWN, rule=FITTED))[_CAP].value
                half = next(
                    (
                        a
                        for a in sorted(self._design.accuracies)
                        if self._result.gain(Case((name,), median, a, rule=FITTED))[_CAP].value >= 0.5 * whole
                    ),
                    KNOWN,
                )
                parts.append(f"{signed(100 * whole)} (half of it at {percent(half)}) for a base of {words}")
            lines.append(f"Knowing the class of {label} is worth, at the {RADII_KM[_CAP]} km cap: {listed(parts)}.")
        return lines

    def _rules(self) -> list[str]:
        """How often fitted powers beat the plain product, and where each loses against the geolocation alone."""
        verdicts, losses, cells = [], dict.fromkeys(RULES, 0), 0
        for name in self._labels:
            for median in self._design.medians_km:
                for accuracy in self._design.accuracies:
                    plain, fitted = (Case((name,), median, accuracy, rule=rule) for rule in RULES)
                    verdicts += [d.verdict for d in self._result.difference(fitted, plain)]
                    for case in (plain, fitted):
                        losses[case.rule] += sum(d.verdict == "loss" for d in self._result.gain(case))
                    cells += len(RADII_KM)
        return [
            f"Fitted powers against the plain product, {cells} comparisons with one attribute: better beyond doubt in"
            f" {verdicts.count('gain')}, worse in {verdicts.count('loss')}. Below the geolocation alone beyond doubt:"
            f" the plain product in {losses[PLAIN]}, fitted powers in {losses[FITTED]}."
        ]

    def _resolution(self) -> list[str]:
        """What coarser maps cost."""
        accuracy, lines = self._middle(self._design.coarse_accuracies), []
        for name, label in self._labels.items():
            coarser = self._coarser(name)
            if not coarser:
                continue
            parts = []
            for median, words in self._bases():
                own = Case((name,), median, accuracy, rule=FITTED)
                lost = self._result.difference(Case((name,), median, accuracy, coarser[-1], rule=FITTED), own)[_CAP]
                parts.append(f"{lost} points for a base of {words}")
            own_pixels = self._found["attributes"][name]["degrees"]
            lines.append(
                f"A map of {label} with pixels of {coarser[-1]:g}° in place of {own_pixels:g}° changes the recall at"
                f" the {RADII_KM[_CAP]} km cap, at {percent(accuracy)} accuracy, by {listed(parts)}."
            )
        return lines

    def _dependence(self) -> list[str]:
        """What it costs when errors go together."""
        if not self._design.dependences:
            return []
        share, lines = max(self._design.dependences), []
        for rule in RULES:
            verdicts, values = [], []
            for name in self._labels:
                for median in self._design.medians_km:
                    for accuracy in self._design.dependent_accuracies:
                        case = Case((name,), median, accuracy, 0.0, share, rule)
                        apart = Case((name,), median, accuracy, rule=rule)
                        lost = self._result.difference(case, apart)[_CAP]
                        verdicts.append(lost.verdict)
                        values.append(100 * lost.value)
            lines.append(
                f"Errors that go with the base's in {percent_of(share)} of the photos change the recall at the"
                f" {RADII_KM[_CAP]} km cap ({rule}) by {signed(min(values))} to {signed(max(values))} points: a"
                f" loss beyond doubt in {verdicts.count('loss')} of {len(verdicts)} cases, a gain in"
                f" {verdicts.count('gain')}."
            )
        return lines

    def _starter(self) -> list[str]:
        """The cases that are nearest to the shipped starter bundle."""
        figures = json.loads((STARTER / "figures.json").read_text(encoding="utf-8"))
        error, lines = figures["sources_left_out"]["median_km"], []
        median = min(self._design.medians_km, key=lambda m: abs(math.log(m / error)))
        for name, label in self._labels.items():
            if name not in figures["attributes"]:
                continue
            measured = figures["attributes"][name]["balanced_accuracy"] / 100
            accuracy = min(self._design.accuracies[1:], key=lambda a: abs(a - measured))
            gain = self._result.gain(Case((name,), median, accuracy, rule=FITTED))[_CAP]
            lines.append(
                f"The shipped starter finds the class of {label} with a balanced accuracy of {100 * measured:.1f} % and"
                f" has a median error of {error:,} km (its card). Nearest here, {percent(accuracy)} and {median:,.0f}"
                f" km: {sentence('at the 200 km cap it', gain, 'the geolocation alone')}"
            )
        return lines

    def _threshold_table(self, over: float | None) -> str:
        rows = []
        for name, label in self._labels.items():
            cells = []
            for median in self._design.medians_km:
                found = [self.pays_from(name, median, cap, FITTED, over) for cap in range(len(RADII_KM))]
                cells.append(" / ".join("never" if a is None else percent(a) for a in found))
            rows.append([label, *cells])
        return table(["SIMULATED", *(f"base of {words}" for _, words in self._bases())], rows)

    def _gain_table(self, accuracy: float, rule: str) -> str:
        rows = []
        for name, label in self._labels.items():
            for median, words in self._bases():
                gains = self._result.gain(Case((name,), median, accuracy, rule=rule))
                rows.append([f"{label}, base of {words}", *map(str, gains)])
        return table(["SIMULATED", *(f"{r:,} km" for r in RADII_KM)], rows)

    def _further(self) -> list[tuple[Case, Case]]:
        """Cases with a further attribute beside those without it."""
        paper, *others = combinations_of(list(self._labels))
        return [
            (Case(other, median, accuracy, rule=rule), Case(paper, median, accuracy, rule=rule))
            for other in others
            for accuracy in self._design.dependent_accuracies
            for rule in RULES
            for median in self._design.medians_km
        ]

    def _together_table(self) -> str:
        rows = []
        for case, paper in self._further():
            added = self._labels[case.attributes[-1]]
            words = f"{added} at {percent(case.accuracy)}, {case.rule}, base of {case.median_km:,.0f} km"
            rows.append([words, *map(str, self._result.difference(case, paper))])
        return table(["SIMULATED", *(f"{r:,} km" for r in RADII_KM)], rows)

    def _together(self) -> list[str]:
        lines = []
        _, *others = combinations_of(list(self._labels))
        for other in others:
            pairs = [pair for pair in self._further() if pair[0].attributes == other and pair[0].rule == FITTED]
            verdicts = [d.verdict for pair in pairs for d in self._result.difference(*pair)]
            lines.append(
                f"{self._labels[other[-1]]} beside population and land cover, fitted powers: a gain beyond doubt in"
                f" {verdicts.count('gain')} of {len(verdicts)} comparisons, a loss in {verdicts.count('loss')}."
                + (" It would be worth training." if 2 * verdicts.count("gain") > len(verdicts) else "")
            )
        return lines


def percent_of(share: float) -> str:
    """A share in percent."""
    return f"{100 * share:.0f} %"
