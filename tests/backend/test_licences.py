"""Licences: what is shipped or installed has one, it is known, and it fits."""

import copy
import importlib.metadata
from pathlib import Path

import pytest

pytest.importorskip("license_expression", reason="make's test environment has the lint group")
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def licences(monkeypatch):
    """The script, with a table that may be changed."""
    monkeypatch.syspath_prepend(str(REPOSITORY / ".ci"))
    import licences

    values = copy.deepcopy(licences.table())
    monkeypatch.setattr(licences, "table", lambda: values)
    return licences


def test_everything_fits_and_the_document_is_in_step(licences, capsys):
    assert licences.main(["--check"]) == 0
    assert "none that does not fit" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("expression", "fit"),
    [
        ("MIT", "2"),
        ("Apache-2.0", "3"),
        ("MIT AND Apache-2.0", "3"),
        ("MIT OR Apache-2.0", "2"),
        ("MPL-1.1 OR GPL-2.0-or-later", "2"),
        ("Apache-2.0 WITH LLVM-exception", "2"),
        ("MIT AND LicenseRef-NVIDIA-Proprietary", "no"),
        ("(MIT OR CNRI-Python) AND CNRI-Python", "no"),
        ("AGPL-3.0-only", "no"),  # not in the table
    ],
)
def test_how_an_expression_fits(licences, expression, fit):
    assert licences.fit(expression) == fit


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("AGPL-3.0-only", "h11 of backend/requirements.txt: AGPL-3.0-only does not fit GPL-2.0-or-later."),
        ("LicenseRef-NVIDIA-Proprietary", "h11 of backend/requirements.txt: LicenseRef-NVIDIA-Proprietary does not"),
        ("No-Such-Licence", "h11: No-Such-Licence is no licence that SPDX knows."),
        ("free for all", "h11: free for all is no licence that SPDX knows."),
        ("MIT AND", "h11: 'MIT AND' is no SPDX expression."),
        ("EUPL-1.2", "h11: how EUPL-1.2 fits is not said"),
    ],
)
def test_an_unknown_or_unfit_licence_is_a_problem(licences, expression, sentence, capsys):
    licences.table()["packages"]["h11"] = expression
    assert licences.main(["--check"]) == 1
    assert sentence in capsys.readouterr().err


def test_a_package_without_a_licence_and_one_too_many_are_problems(licences):
    packages = licences.table()["packages"]
    packages["left-pad"] = packages.pop("h11")
    found = list(licences.problems())
    assert "h11 has no licence in .ci/licences.toml; its metadata say: MIT License." in found
    assert "left-pad of .ci/licences.toml is locked nowhere." in found


def test_a_licence_that_changed_with_a_version_is_a_problem(licences):
    licences.table()["packages"] |= {"numpy": "MIT", "h11": "BSD-3-Clause"}
    found = " ".join(licences.unlike_their_metadata())
    assert f"numpy {importlib.metadata.version('numpy')} is under BSD-3-Clause AND" in found
    assert "calls its licence MIT License, and .ci/licences.toml says BSD-3-Clause" in found


def test_a_library_inside_of_a_wheel_that_nobody_listed_is_a_problem(licences):
    libraries = licences.table()["libraries"]
    assert not list(licences.unlisted_libraries())
    libraries[:] = [one for one in libraries if one["name"] not in ("GDAL", "OpenBLAS with LAPACK")]
    found = " ".join(licences.unlisted_libraries())
    assert "rasterio holds the library libgdal" in found
    assert "numpy holds the library libscipy_openblas" in found


def test_data_of_the_package_needs_a_licence(licences):
    data = licences.table()["data"]
    places = next(one for one in data if one["name"] == "Names and borders of places")
    places["files"].remove("resources/places/places.csv")
    places["files"].append("resources/places/nothing.txt")
    data[-1]["text"] = "resources/licences/lost.txt"
    found = list(licences.problems())
    assert "resources/places/places.csv has no licence in .ci/licences.toml." in found
    assert "Names and borders of places: the package holds no resources/places/nothing.txt." in found
    assert "Pictures of the guide: resources/licences/lost.txt is missing." in found
    places["licence"] = "CC-BY-2.0"
    assert any("CC-BY-2.0 does not fit" in one for one in licences.problems())


def test_the_document_is_honest_and_rewritten_when_a_licence_changes(licences, capsys):
    text = (REPOSITORY / "docs" / "licences.md").read_text(encoding="utf-8")
    for words in ("under GPL-3.0-or-later", "Natural Earth", "CIESIN", "Copyright (c) 2020 ML Illustrated",
                  "danielbuechele", "| GDAL |", "must not be passed", "mostly unstated rights"):  # fmt: skip
        assert words in text, words
    licences.table()["packages"]["tqdm"] = "MIT"
    assert licences.main(["--check"]) == 1
    assert "not in step" in capsys.readouterr().err


def test_texts_that_licences_ask_for(licences):
    asking = {"Apache-2.0": "Apache License", "MIT": "Permission is hereby granted"}
    for entry in licences.table()["data"]:
        for licence in set(licences.names(entry["licence"])) & set(asking):
            assert asking[licence] in (REPOSITORY / entry["text"]).read_text(encoding="utf-8")
