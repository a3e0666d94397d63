"""The ablation: no fold is judged by what has seen it, and a change is called better only where it is."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from backend.heads import softmax
from training import ablation, ablation_report
from training.__main__ import main
from training.ablation import FOLDS, SHIPPED, Bench, Trial
from training.bootstrap import Bootstrap
from training.datasets import source_folds
from training.fine_tune import FineTuning
from training.heads_fit import Recipe
from training.validate import Outputs


@dataclass(frozen=True)
class Mixing:
    """Stands for the mixture: the heads' outputs are all the same here."""

    low: float = 0.0
    high: float = 0.0
    middle: float = 0.0
    width: float = 0.0
    softmax_share: float = 0.0
    temperature: float = 1.0

    def combine(self, soft, match, near, similarity):
        return softmax(np.log(soft) / self.temperature)


@pytest.fixture
def bench(material):
    rows = np.arange(0, len(material.photos), 4)
    return Bench(material, rows, source_folds(material.photos.rows(rows), FOLDS), Mixing())


def told(material, rows, strength):
    """Outputs that know the true cell, and the true classes, this well."""
    random = np.random.default_rng(7)
    photos = material.photos.rows(rows)
    cells = material.partition.class_at(photos.latitude, photos.longitude)
    noise = random.normal(size=(len(material.photos), len(material.partition)))[rows]
    soft = softmax(noise + strength * (np.arange(noise.shape[1]) == cells[:, None]))
    attributes = {n: 2.0 * np.eye(count)[material.classes[n][rows]] for n, count in material.class_counts.items()}
    return Outputs(rows, soft, soft, soft, np.zeros(len(rows)), attributes)


@pytest.fixture
def seen(monkeypatch):
    """What was fitted on and what was judged with it, in place of fitting heads."""
    calls = []
    monkeypatch.setattr(ablation, "fit", lambda material, rows, recipe: (material, rows))

    def outputs(fitted, material, rows):
        calls.append((*fitted, rows))
        return told(material, rows, 1.0)

    monkeypatch.setattr(ablation, "outputs", outputs)
    return calls


def check_folds(bench, seen):
    source = bench.material.photos.source
    count = len(bench.material.photos)
    for _, fitted_on, judged in seen:
        assert set(source[fitted_on % count]).isdisjoint(source[judged])
    assert sorted(np.concatenate([judged for *_, judged in seen])) == bench.rows.tolist()


def test_heads_never_see_the_sources_that_judge_them(bench, seen):
    bench.with_recipe(Recipe())
    check_folds(bench, seen)


def test_a_second_view_of_a_photo_stays_with_it(bench, seen):
    raw = np.ones_like(bench.material.raw)
    bench.with_more_views(Recipe(), raw)
    check_folds(bench, seen)
    count = len(bench.material.photos)
    for material, fitted_on, judged in seen:
        assert judged.max() < count  # judged by the first view
        assert set(fitted_on[fitted_on >= count] - count) == set(fitted_on[fitted_on < count])
        assert (material.raw[count:] == 1).all()
        assert (material.raw[:count] == 0).all()
        assert (material.photos.source[count:] == material.photos.source[:count]).all()


def test_a_trunk_is_fine_tuned_without_the_fold(bench, seen, monkeypatch):
    tuned = []

    class Tail:
        def __init__(self, rows):
            self.rows = rows

        def features(self, activations):
            return np.full((len(bench.material.photos), 1), float(len(tuned)))

    def fine_tune(trunk, activations, material, rows, settings, seed):
        tuned.append(rows)
        return Tail(rows)

    monkeypatch.setattr(ablation, "fine_tune", fine_tune)
    bench.fine_tuned(Recipe(), None, None, FineTuning())
    check_folds(bench, seen)
    assert len(tuned) == FOLDS
    source = bench.material.photos.source
    for material, _, judged in seen:
        trained_on = tuned[int(material.raw[0, 0]) - 1]
        assert set(source[trained_on]).isdisjoint(source[judged])


@pytest.fixture
def report(bench, monkeypatch):
    monkeypatch.setattr(Bootstrap.__init__, "__defaults__", (200, None))
    found, areas = {}, {}
    for part, name, strength in ((SHIPPED, "", 3.0), ("trunk", "a", 6.0), ("trunk", "b", 0.0), ("heads", "c", 3.0)):
        outputs = told(bench.material, bench.rows[::-1], strength)  # rows in any order
        trial = Trial(part, name, lambda outputs=outputs: outputs, Recipe())
        found[part, name], areas[part, name] = ablation._judge(bench, trial)
    return ablation._summarise(bench, found, areas, 0)


def test_a_change_is_called_better_worse_or_unclear_as_it_is(report):
    verdicts = {t["name"]: ablation_report.verdict(t["log10_area"]["together"]) for t in report["trials"]}
    assert verdicts == {"": "unclear", "a": "better", "b": "worse", "c": "unclear"}
    shipped, better, worse, same = report["trials"]
    assert same["log10_area"]["alone"] == {"value": 0.0, "low": 0.0, "high": 0.0}
    assert better["log_loss_of_cells"] < shipped["log_loss_of_cells"] < worse["log_loss_of_cells"]
    assert sum(better["recall"]) > sum(shipped["recall"]) > sum(worse["recall"])
    assert min(shipped["attributes"].values()) == 100  # it was told the true classes


def test_the_report_lists_what_is_better(report):
    text = ablation_report.render(report)
    assert "- trunk: a\n" in text
    assert "- trunk: b" not in text
    assert "## Heads" in text
    row = next(line for line in text.splitlines() if line.startswith("| c |"))
    assert "1.00 (1.00 to 1.00) | unclear" in row
    none = {**report, "trials": [report["trials"][0], report["trials"][2]]}
    assert "- none\n" in ablation_report.render(none)


def test_the_mixture_of_a_trial_is_its_recipes(bench):
    mixed = []

    @dataclass(frozen=True)
    class Recording(Mixing):
        def combine(self, soft, match, near, similarity):
            mixed.append(self)
            return super().combine(soft, match, near, similarity)

    outputs = told(bench.material, bench.rows, 3.0)
    recipe = Recipe(softmax_share=0.75, gate_low=0.25, gate_high=0.5, gate_middle=0.75)
    ablation._judge(replace(bench, mixture=Recording()), Trial("heads", "x", lambda: outputs, recipe))
    assert {(m.softmax_share, m.low, m.high, m.middle) for m in mixed} == {(0.75, 0.25, 0.5, 0.75)}


def test_a_folder_with_other_files_is_refused_before_work_begins(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["ablation", "--data", str(tmp_path), "--out", str(tmp_path)]) == 1
    assert "mine.txt" in capsys.readouterr().err
