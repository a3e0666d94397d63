"""The experiment on made-up heads: no photo is judged by what saw its source, and the report says what happened."""

import json
from dataclasses import dataclass

import numpy as np
import pytest

from backend.heads import softmax
from training import experiment, experiment_report
from training.__main__ import main
from training.bootstrap import Bootstrap
from training.datasets import test_sources
from training.validate import Outputs


@dataclass(frozen=True)
class Heads:
    """Stands for fitted heads and for their mixture: which photos they were fitted on."""

    rows: np.ndarray
    number: int
    temperature: float = 1.0

    @property
    def mixture(self):
        return self

    def combine(self, soft, match, near, similarity):
        return softmax(np.log(soft) / self.temperature)


@pytest.fixture
def made_up(material, monkeypatch):
    """Replace fits by `Heads` whose attribute predictors help (1) or mislead (-1); returns what was fitted and how."""
    seen = {"help": 1.0, "heads": [], "combined": [], "judged": []}

    def fit(_, rows, recipe):
        seen["heads"].append(Heads(np.array(rows), len(seen["heads"])))
        return seen["heads"][-1]

    def outputs(heads, material, rows):
        random = np.random.default_rng(7)  # by row, so that figures depend on no order
        cells = material.partition.class_at(material.photos.latitude[rows], material.photos.longitude[rows])
        noise = random.normal(size=(len(material.photos), len(material.partition)))[rows]
        soft = softmax(noise + 3.0 * (np.arange(noise.shape[1]) == cells[:, None]))
        attributes = {}
        for name, count in material.class_counts.items():
            truth = np.eye(count)[material.classes[name][rows]]
            attributes[name] = 4.0 * seen["help"] * truth + random.normal(size=(len(material.photos), count))[rows]
        return Outputs(rows, soft, soft, soft, np.full(len(rows), float(heads.number)), attributes)

    def crossfit(material, folds, pool, recipe, *, places):
        (held,) = folds
        assert places
        return outputs(fit(material, np.setdiff1d(pool, held), recipe), material, held)

    plain_fit, plain_judge = experiment.Combination.fit.__func__, experiment._judge

    def recorded_fit(cls, material, found, mixture):
        seen["combined"].append((plain_fit(cls, material, found, mixture), found))
        return seen["combined"][-1][0]

    def recorded_judge(material, title, parts, *others):
        seen["judged"].append((title, parts))
        return plain_judge(material, title, parts, *others)

    monkeypatch.setattr(Bootstrap.__init__, "__defaults__", (200, None))  # resamples: the rest of the test is quick
    monkeypatch.setattr(experiment, "fit", fit)
    monkeypatch.setattr(experiment, "outputs", outputs)
    monkeypatch.setattr(experiment, "crossfit", crossfit)
    monkeypatch.setattr(experiment.Combination, "fit", classmethod(recorded_fit))
    monkeypatch.setattr(experiment, "_judge", recorded_judge)
    return seen


def test_no_photo_is_judged_by_what_has_seen_its_source(material, made_up):
    judged = experiment.judge_all(material, None)
    source, tested = material.photos.source, set(test_sources(material.photos))
    for title, parts in made_up["judged"]:
        for found, combination in parts:
            own = set(source[found.rows])
            heads = made_up["heads"][int(found.similarity[0])]
            assert own.isdisjoint(source[heads.rows])
            inner = next(inner for fitted, inner in made_up["combined"] if fitted is combination)
            assert own.isdisjoint(source[inner.rows])
            for number in np.unique(inner.similarity).astype(int):
                fitted_on = set(source[made_up["heads"][number].rows])
                assert own.isdisjoint(fitted_on)
                assert fitted_on.isdisjoint(source[inner.rows[inner.similarity == number]])
            if "cross-fitted" in title:
                assert own.isdisjoint(tested)
                assert set(source[heads.rows]).isdisjoint(tested)
    test, across = judged["test"].rows, judged["cross_fitted"].rows
    assert set(source[test]) == tested
    assert sorted([*test, *across]) == list(range(len(material.photos)))


def test_the_report_says_gain_where_attributes_help_and_loss_where_they_mislead(material, made_up):
    texts = {}
    for help_by in (1.0, -1.0):
        made_up["help"] = help_by
        found, _ = experiment.summarise(material, experiment.judge_all(material, None), 0)
        texts[help_by] = experiment_report.render(found)
        verdict = {1.0: "gain", -1.0: "loss"}[help_by]
        for one in found["sets"].values():
            improvement = one["unbalanced"]["ensembles"]["+LS+LC"]["improvement"]["cap"]
            verdicts = {experiment_report.difference(improvement, k).verdict for k in range(4)}
            assert verdict in verdicts, [str(experiment_report.difference(improvement, k)) for k in range(4)]
            assert verdicts <= {verdict, "unclear"}
            base = one["unbalanced"]["ensembles"]["base"]
            assert base["improvement"]["cap"]["value"] == [0, 0, 0, 0]
            chance = one["attributes"]["land_cover"]["chance"]
            assert (one["attributes"]["land_cover"]["balanced_accuracy"] > chance) == (help_by > 0)
    row = {k: next(x for x in text.splitlines() if x.startswith("| +LS+LC |")) for k, text in texts.items()}
    assert "+" in row[1.0].removeprefix("| +LS+LC |")
    assert "−" not in row[1.0]
    assert "+" not in row[-1.0].removeprefix("| +LS+LC |")
    assert "−" in row[-1.0]
    # The fitted powers of predictors that mislead are 0: nothing is lost with them.
    fitted = next(x for x in texts[-1.0].splitlines() if x.startswith("| +LS+LC fitted |"))
    assert "−" not in fitted
    assert "nan" not in texts[1.0].lower()


def test_the_command_writes_its_files_and_finds_the_same_again(material, made_up, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(experiment.Trunk, "trained", lambda: None)
    monkeypatch.setattr(experiment, "material_of", lambda *arguments: material)
    out = tmp_path / "report"
    assert main(["experiment", "--data", str(tmp_path), "--out", str(out)]) == 0
    assert sorted(p.name for p in out.iterdir()) == sorted(experiment_report.FILES)
    assert all(p.stat().st_size < 300_000 for p in out.iterdir())
    found = json.loads((out / "experiment.json").read_text())
    again, _ = experiment.summarise(material, experiment.judge_all(material, None), 0)
    assert json.loads(json.dumps(again)) == found
    assert found["photos"] == len(material.photos)
    assert len(found["test_sources"]) == 16
    text = (out / "README.md").read_text(encoding="utf-8")
    for source in found["test_sources"]:
        assert source in text
    (out / "notes.txt").write_text("mine")
    assert main(["experiment", "--data", str(tmp_path), "--out", str(out)]) == 1
    assert "holds 'notes.txt'" in capsys.readouterr().err
