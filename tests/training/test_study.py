"""The study without pictures on a small world: cases, their order, and the files. All predictors are SIMULATED."""

from functools import partial

import numpy as np
import pytest

from backend.grid import HEIGHT, WIDTH
from training import study, study_report
from training.__main__ import main
from training.bootstrap import Bootstrap
from training.study_cases import CHANCE, FITTED, KNOWN, PLAIN, Case, Design, Study, combinations_of

DESIGN = Design(
    photos=160,
    fitted_on=80,
    medians_km=(600.0, 2500.0),
    accuracies=(CHANCE, 0.7, KNOWN),
    degrees=(6.0,),
    coarse_accuracies=(0.7,),
    dependences=(1.0,),
    dependent_accuracies=(0.7,),
)


def places_of(count, seed):
    """Photos around 200 towns."""
    random = np.random.default_rng(0)
    towns = np.degrees(np.arcsin(random.uniform(-0.9, 0.9, 200))), random.uniform(-180, 180, 200)
    random = np.random.default_rng(seed)
    town = random.integers(0, 200, count)
    lat = np.clip(towns[0][town] + random.normal(0, 0.6, count), -89, 89)
    return lat, (towns[1][town] + random.normal(0, 0.6, count) + 180) % 360 - 180


@pytest.fixture(scope="module")
def attributes():
    random = np.random.default_rng(3)
    found = []
    for name, count in (("population", 4), ("land_cover", 7), ("climate", 5)):
        classes = np.kron(random.integers(1, count + 1, (HEIGHT // 90, WIDTH // 90)), np.ones((90, 90), int))
        names = [str(k) for k in range(count)]
        found.append(study.Attribute(name, name.replace("_", " "), classes.astype(np.uint8), names, 3.0))
    return found


@pytest.fixture(scope="module")
def simulation(attributes):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(study, "gallery_coordinates", lambda: places_of(3000, 1))
        yield study.prepare(*places_of(400, 2), attributes, DESIGN, 0)


@pytest.fixture(scope="module")
def result(simulation):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Bootstrap.__init__, "__defaults__", (300, None))
        yield study.judge(simulation)


def test_every_case_of_the_design_is_judged(result):
    # A geolocation alone, then for each attribute: accuracies and a dependent one, a coarser map; then two together
    # and these with a third.
    assert len(result.areas) == 2 * (1 + 3 * 2 * (3 + 1 + 1) + 2 * 2)
    assert combinations_of(["a", "b", "c", "d"]) == [("a", "b"), ("a", "b", "c"), ("a", "b", "d")]
    assert all(len(area) == DESIGN.photos for area in result.areas.values())


def test_knowing_the_class_never_loses(result):
    for case, area in result.areas.items():
        if case.accuracy == KNOWN and case.rule == PLAIN and not case.degrees:
            base = result.areas[Case((), case.median_km)]
            # The predictor is 99.9 % sure: zones of other classes come first for next to nobody.
            assert (area <= 1.02 * base).mean() > 0.97
            assert min(d.value for d in result.gain(case)) > -0.01
            assert max(d.value for d in result.gain(case)) > 0.02


def test_more_accuracy_and_a_finer_map_gain_more(result):
    for median in DESIGN.medians_km:
        for name in ("population", "land_cover"):
            mean = [
                np.mean([d.value for d in result.gain(Case((name,), median, accuracy, rule=FITTED))])
                for accuracy in DESIGN.accuracies
            ]
            assert mean == sorted(mean)
            coarse = result.gain(Case((name,), median, 0.7, 6.0, rule=FITTED))
            assert np.mean([d.value for d in coarse]) < mean[1]


def test_the_same_seed_gives_the_same_study(simulation, attributes, result, monkeypatch):
    monkeypatch.setattr(study, "gallery_coordinates", lambda: places_of(3000, 1))
    again = study.prepare(*places_of(400, 2), attributes, DESIGN, 0)
    assert (again.latitude == simulation.latitude).all()
    case = Case(("land_cover",), 600.0, 0.7, rule=FITTED)
    table = study.build_zones([again.cells, study.map_layer(attributes[1].classes, 7)])
    areas = study._areas(again, table, 600.0, ["land_cover"], [case])
    assert (areas[case] == result.areas[case]).all()
    other = study.prepare(*places_of(400, 2), attributes, DESIGN, 1)
    assert (other.latitude != simulation.latitude).any()


def test_maps_are_coarsened_by_the_commonest_class():
    classes = np.zeros((HEIGHT, WIDTH), np.uint8)
    classes[:3, :6] = [[1, 1, 0, 2, 3, 0], [2, 2, 2, 3, 2, 0], [0, 0, 0, 0, 0, 0]]
    coarse = study.coarsened(classes, 3, 0.1)
    assert (coarse[:3, :3] == 0).all()  # 3 times class 2, 4 times none
    classes[2, 0] = 2
    coarse = study.coarsened(classes, 3, 0.1)
    assert (coarse[:3, :3] == 2).all()
    assert (coarse[:3, 3:6] == 0).all()
    classes[:3, 3:6] = [[2, 3, 3], [2, 0, 0], [1, 1, 0]]
    assert (study.coarsened(classes, 3, 0.1)[:3, 3:6] == 0).all()
    classes[2, 5] = 2  # now two classes lead with 3, as none has 2
    classes[0, 5] = 3
    classes[1, 4] = 3
    assert (study.coarsened(classes, 3, 0.1)[:3, 3:6] == 2).all()
    assert study._pixel_degrees(study.coarsened(classes, 3, 1.0)) >= 1.0


def told(gains):
    """A report on two attributes whose recall above the geolocation's is given, by attribute and accuracy."""
    design = Design(photos=400, medians_km=(200.0,), accuracies=(CHANCE, 0.5, KNOWN))
    near, far = 1.0, 1e8
    random = np.random.default_rng(0)
    result = Study(np.arange(400), 0)
    result.areas[Case((), 200.0)] = np.repeat([near, far], 200)
    for name, by_accuracy in gains.items():
        for accuracy, gain in zip(design.accuracies, by_accuracy, strict=True):
            area = np.repeat([near, far], [200 + round(400 * gain), 200 - round(400 * gain)])
            result.areas[Case((name,), 200.0, accuracy, rule=FITTED)] = area
            result.areas[Case((name,), 200.0, accuracy, rule=PLAIN)] = random.permutation(area)
    result.resample()
    found = {"attributes": {name: {"label": f"map of {name}", "degrees": 0.5} for name in gains}}
    return study_report._Report(found, result, design)


def test_the_words_follow_the_figures_both_ways():
    one = told({"towns": (0.0, 0.1, 0.2), "trees": (-0.1, 0.0, 0.15)})
    other = told({"towns": (-0.1, 0.0, 0.15), "trees": (0.0, 0.1, 0.2)})
    assert "50 %: map of towns +10.0 and map of trees 0.0" in one._order()[0]
    assert "50 %: map of trees +10.0 and map of towns 0.0" in other._order()[0]
    assert one.pays_from("towns", 200.0, 1, FITTED) == other.pays_from("trees", 200.0, 1, FITTED) == 0.5
    assert one.pays_from("trees", 200.0, 1, FITTED) == other.pays_from("towns", 200.0, 1, FITTED) == KNOWN
    assert one.pays_from("trees", 200.0, 1, FITTED, CHANCE) == 0.5
    never = told({"towns": (0.1, 0.1, 0.0), "trees": (0.1, 0.1, 0.0)})
    assert never.pays_from("towns", 200.0, 1, FITTED) is None


@pytest.fixture
def small(attributes, monkeypatch):
    monkeypatch.setattr(Bootstrap.__init__, "__defaults__", (300, None))
    monkeypatch.setattr(study, "gallery_coordinates", lambda: places_of(3000, 1))
    monkeypatch.setattr(study, "read_attributes", lambda path: attributes)
    monkeypatch.setattr("training.study_cases.Design", partial(Design, **{**vars(DESIGN), "photos": 0}))


def test_the_command_writes_its_files_and_labels_them(small, tmp_path, capsys):
    lat, lon = places_of(300, 2)
    rows = "".join(f"{a:.5f},{b:.5f}\n" for a, b in zip(lat, lon, strict=True))
    (tmp_path / "truth.csv").write_text("lat,lon\n" + rows)
    command = ["study", "--truth", str(tmp_path / "truth.csv"), "--out", str(tmp_path / "out")]
    assert main([*command, "--photos", "120"]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(study_report.FILES)
    assert all(p.stat().st_size < 300_000 for p in (tmp_path / "out").iterdir())
    text = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert text.count("SIMULATED") > 10
    assert all("SIMULATED" in line for line in text.splitlines() if line.startswith("!["))
    assert "nan" not in text.lower()
    assert "120 real positions of photos from truth.csv" in text
    capsys.readouterr()
    assert main([*command, "--photos", "5000"]) == 1
    assert capsys.readouterr().err == (
        "error: The tables of positions hold 300 photos; 5080 are needed: lower --photos.\n"
    )
    assert main([*command, "--photos", "0"]) == 1
    assert "at least 1" in capsys.readouterr().err


def test_the_real_maps(data):
    found = study.read_attributes(data / "rasters" / "koppen_geiger_30min.txt")
    assert [(a.name, len(a.names), round(a.degrees, 3)) for a in found] == [
        ("population", 4, 0.5),
        ("land_cover", 7, 0.1),
        ("climate_groups", 5, 0.5),
        ("climate_zones", 31, 0.5),
    ]
    paris, rome, dakar = (48.85, 2.35), (41.9, 12.5), (14.7, -17.4)
    lat, lon = np.array([paris, rome, dakar]).T
    assert [found[3].names[k] for k in found[3].at(lat, lon)] == ["Cfb", "Csa", "BSh"]
    assert [found[2].names[k] for k in found[2].at(lat, lon)] == ["C", "C", "B"]
