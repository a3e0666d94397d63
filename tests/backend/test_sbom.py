"""The release's bill of materials: valid CycloneDX, complete, true, the same every time."""

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("cyclonedx", reason="make's test environment has the lint group")
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def scripts():
    """The scripts that write package and bill."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(REPOSITORY / ".ci"))
        import package
        import sbom

        yield package, sbom


@pytest.fixture(scope="module")
def made(scripts, tmp_path_factory):
    """The package, and its bill as text."""
    folder = tmp_path_factory.mktemp("release")
    package, sbom = scripts
    zipped = package.build(folder)
    assert sbom.main(["--out", str(folder)]) == 0
    return zipped, zipped.with_suffix(".cdx.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bill(made):
    return json.loads(made[1])


def test_it_is_valid(made, bill):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made[1]) is None
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    del bill["metadata"]["component"]["name"]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is not None
    bill["metadata"]["component"]["name"] = "Photo Geolocator"


def test_the_same_package_has_the_same_bill(scripts, made):
    assert scripts[1].bill(made[0]) == made[1]
    assert str(REPOSITORY) not in made[1]


def test_it_is_of_this_package(made, bill):
    whole = bill["metadata"]["component"]
    assert whole["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(made[0].read_bytes()).hexdigest()}]
    assert whole["licenses"] == [{"expression": "GPL-2.0-or-later"}]
    assert made[0].name == f"photo_geolocator-{whole['version']}.zip"


def test_data_and_networks_are_those_in_the_package(made, bill):
    listed = {one["name"]: one for one in bill["components"] if one["type"] in ("data", "machine-learning-model")}
    with zipfile.ZipFile(made[0]) as archive:
        inside = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    expected = {
        name for name in inside
        if name.startswith(("resources/", "docs/guide/pictures/")) and not name.startswith("resources/licences/")
    }  # fmt: skip
    assert listed.keys() == expected
    for name, one in listed.items():
        assert one["hashes"][0]["content"] == hashlib.sha256(inside[name]).hexdigest()
        assert one["licenses"][0]["expression"] and one["copyright"]
    networks = {name for name, one in listed.items() if one["type"] == "machine-learning-model"}
    starter = "resources/bundles/starter/"
    assert networks == {f"{starter}{name}" for name in
                        ("trunk.onnx", "geolocation.npz", "population.npz", "land_cover.npz")}  # fmt: skip


def test_every_locked_package_of_the_backend_with_every_hash(bill):
    listed = {one["purl"]: one for one in bill["components"] if "purl" in one}
    texts = [(REPOSITORY / "backend" / name).read_text(encoding="utf-8")
             for name in ("requirements.txt", "requirements-cuda.txt")]  # fmt: skip
    pins = {f"pkg:pypi/{name}@{number}" for text in texts for name, number in
            re.findall(r"^([\w-]+)==([\w.]+)", text, re.MULTILINE)}  # fmt: skip
    assert listed.keys() == pins
    hashes = {one["content"] for part in listed.values() for one in part["hashes"]}
    assert hashes == {one for text in texts for one in re.findall("sha256:([0-9a-f]{64})", text)}
    for one in listed.values():
        assert one["hashes"] and one["licenses"][0]["expression"], one["purl"]
        alone = one["name"].startswith(("nvidia", "onnxruntime-gpu"))
        assert one["scope"] == ("optional" if alone else "required")


def test_libraries_inside_of_packages_hang_on_these(bill):
    names = {one["bom-ref"]: one["name"] for one in bill["components"]}
    needs = {one["ref"]: {names[ref] for ref in one.get("dependsOn", ())} for one in bill["dependencies"]}
    rasterio = [found for ref, found in needs.items() if ref.startswith("pkg:pypi/rasterio@")]
    assert rasterio and all({"GDAL", "PROJ", "OpenSSL 3"} <= found for found in rasterio)
    assert {"numpy", "resources/bundles/starter/trunk.onnx"} <= needs[bill["metadata"]["component"]["bom-ref"]]


def test_without_a_package_it_says_what_to_do(scripts, tmp_path, capsys):
    assert scripts[1].main(["--out", str(tmp_path)]) == 1
    assert "run `make package`" in capsys.readouterr().err
