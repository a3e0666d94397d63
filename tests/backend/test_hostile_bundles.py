"""Hostile bundles: refused before anything runs, as `--bundle DIR` and by `bundles install FILE.zip`.

No session of ONNX Runtime is made here, and a secret beside the bundle stays unread.
"""

import io
import json
import os
import re
import shutil
import struct
import sys
import zipfile

import numpy as np
import onnxruntime
import pytest
import rasterio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.transform import from_origin

from backend.bundle import load_bundle, sha256_of
from backend.bundle_contents import check_contents
from backend.errors import BundleError
from backend.geolocator import Geolocator
from backend.installation import install_bundle
from backend.installed import FOLDER_VARIABLE
from tests.backend.onnx_by_hand import FLOAT16, mean_colour_and_brightness, network, tensor
from tests.backend.test_manifest import JSON
from tests.fuzz.sentences import fault_of

opened = []
watching = []
# An audit hook can't be taken back: it notes what Python opens while a test watches.
sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event == "open" and watching else None)


@pytest.fixture(autouse=True)
def nothing_runs(monkeypatch):
    def run(*_arguments, **_options):
        pytest.fail("a session was made")

    monkeypatch.setattr(onnxruntime, "InferenceSession", run)


@pytest.fixture
def secret(tmp_path):
    """A file outside of the bundle that nothing may touch."""
    path = tmp_path / "secret.bin"
    path.write_bytes(b"secret" * 100)
    return path


@pytest.fixture
def folder(tiny_bundle, tmp_path):
    return shutil.copytree(tiny_bundle, tmp_path / "mine")


def manifest_of(folder):
    return json.loads((folder / "manifest.json").read_text())


def seal(folder, change=None):
    """Write the manifest with the SHA-256 of the files as they are now."""
    manifest = manifest_of(folder)
    if change:
        change(manifest)
    listed = [name for name in manifest["files"] if (folder / name).is_file()]
    manifest["files"] |= {name: sha256_of(folder / name) for name in listed}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def refusals(folder, tmp_path, monkeypatch):
    """What is said of a bundle as a folder, installed as a folder, and installed as a zip file: one sentence each."""
    archive = tmp_path / "mine.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for file in folder.iterdir():
            if file.is_file():
                zipped.write(file, file.name)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "data"))
    opened.clear()
    watching.append(True)
    try:
        sentences = []
        for act in (
            lambda: Geolocator(load_bundle(folder)),
            lambda: install_bundle(folder),
            lambda: install_bundle(archive),
        ):
            with pytest.raises(BundleError) as caught:
                act()
            assert fault_of(str(caught.value), "") is None
            assert str(tmp_path) not in str(caught.value)
            sentences.append(str(caught.value))
    finally:
        watching.clear()
    assert not any("secret" in name for name in opened)
    assert not (tmp_path / "data" / "bundles").exists() and not list((tmp_path / "data" / "incoming").iterdir())
    return sentences


def replaced(name, data):
    """A file of the bundle with other bytes, listed with the right SHA-256."""

    def attack(folder, secret):
        (folder / name).write_bytes(data(secret) if callable(data) else data)
        seal(folder)

    return attack


def rewritten(change):
    """A manifest that was changed."""
    return lambda folder, secret: seal(folder, change)


def net(*nodes, **options):
    pooled = (
        ("GlobalAveragePool", "photo", "pooled"),
        ("Flatten", "pooled", "logits"),
        ("Flatten", "pooled", "embedding"),
    )
    return network(*pooled, *nodes, **{"outputs": {"logits": 4, "embedding": 4}, **options})


def raster(
    *, crs="EPSG:4326", dtype="uint8", width=720, height=360, west=-180.0, step=0.5, count=1, fill=1, driver="GTiff"
):
    """The bytes of a map that is not as a bundle's must be."""
    with rasterio.io.MemoryFile() as memory:
        with memory.open(
            driver=driver, width=width, height=height, count=count, dtype=dtype, crs=crs,
            transform=from_origin(west, 90, step, step),
        ) as file:  # fmt: skip
            for band in range(1, count + 1):
                file.write(np.full((height, width), fill, dtype), band)
        return memory.read()


def sparse_raster(side):
    with rasterio.io.MemoryFile() as memory:
        with memory.open(
            driver="GTiff", width=2 * side, height=side, count=1, dtype="uint8", crs="EPSG:4326", tiled=True,
            blockxsize=4096, blockysize=4096, sparse_ok=True, transform=from_origin(-180, 90, 180 / side, 180 / side),
        ):  # fmt: skip
            pass
        return memory.read()


def virtual(secret):
    """A raster that is nothing but a pointer to another file."""
    (secret.parent / "secret.tif").write_bytes(raster())
    return f"""<VRTDataset rasterXSize="720" rasterYSize="360"><SRS>EPSG:4326</SRS>
      <GeoTransform>-180, 0.5, 0, 90, 0, -0.5</GeoTransform><VRTRasterBand dataType="Byte" band="1"><SimpleSource>
      <SourceFilename relativeToVRT="0">{secret.parent / "secret.tif"}</SourceFilename><SourceBand>1</SourceBand>
      </SimpleSource></VRTRasterBand></VRTDataset>""".encode()


def arrays(**values):
    buffer = io.BytesIO()
    np.savez(buffer, **values)
    return buffer.getvalue()


def array_bomb(shape):
    """An array that claims more numbers than there are."""
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".ljust(117).encode() + b"\n"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        zipped.writestr("weight.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + b"\x00" * 100)
    return buffer.getvalue()


def packed_bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("weight.npy", bytes(2**24))
    return buffer.getvalue().replace(struct.pack("<I", 2**24), struct.pack("<I", 2**32 - 2))


class Pickled:
    def __reduce__(self):
        return os.system, ("touch secret",)


WEIGHT, BIAS = np.ones((60, 4), np.float32), np.zeros(60, np.float32)
HEADER = b"class_label,hex_id,imgs_per_cell,latitude_mean,longitude_mean\n"


def section(name, number, **changes):
    return rewritten(lambda m: m[name][number].update(changes))


ATTACKS = {
    "network-outside": (
        lambda folder, secret: replaced("colours.onnx", net(tensors=[tensor("w", (4,), external=str(secret))]))(
            folder, secret
        ),
        "'colours.onnx' keeps its weights in other files",
    ),
    "network-above": (
        replaced("colours.onnx", net(tensors=[tensor("w", (4,), external="../secret.bin")])),
        "keeps its weights in other files",
    ),
    "network-linked": (
        lambda folder, secret: (
            (folder / "w.bin").symlink_to(secret),
            replaced("colours.onnx", net(tensors=[tensor("w", (4,), external="w.bin")]))(folder, secret),
        ),
        "keeps its weights in other files",
    ),
    "network-opset": (replaced("colours.onnx", net(opsets={"": 99})), "'colours.onnx' is of ONNX's opset 99"),
    "network-domain": (
        replaced("colours.onnx", net(("Steal", "pooled", "x", {}, "evil.example"))),
        "domain 'evil.example'",
    ),
    "network-classes": (
        replaced("colours.onnx", net(outputs={"logits": 5, "embedding": 4})),
        "gives 5 numbers as 'logits', but 'population.tif' has 4 classes",
    ),
    "network-embedding": (
        replaced("colours.onnx", net(outputs={"logits": 4, "embedding": 9})),
        "'weight' in the shape 60 x 4; 60 x 9 would fit",
    ),
    "network-output": (
        replaced("colours.onnx", mean_colour_and_brightness("something")),
        "'colours.onnx' has no output 'embedding'",
    ),
    "network-input": (replaced("colours.onnx", net(kind=FLOAT16)), "it must be float32"),
    "network-size": (
        replaced("colours.onnx", net(inputs={"photo": (1, 3, 99, 99)})),
        "takes 1 views of 99 x 99 pixels, and its preprocessing makes 1 of 24 x 24",
    ),
    "network-views": (replaced("colours.onnx", net(inputs={"photo": (7, 3, "h", "w")})), "takes 7 views of any x any"),
    "network-weights": (
        replaced("colours.onnx", net(tensors=[tensor("w", (1, 1), struct.pack("<f", float("nan")))])),
        "numbers in 'w' that are not finite",
    ),
    "network-oversized": (
        replaced("colours.onnx", net(tensors=[tensor("w", (10**9, 10**9), b"")])),
        "of 1000000000 x 1000000000",
    ),
    "network-cut": (lambda folder, secret: replaced("colours.onnx", net()[:-40])(folder, secret), "no whole ONNX file"),
    "network-script": (replaced("colours.onnx", b"#!/bin/sh\ntouch secret\n"), "no whole ONNX file"),
    "network-variant": (
        lambda folder, secret: (
            (folder / "small.onnx").write_bytes(net(outputs={"logits": 3, "embedding": 4})),
            seal(
                folder,
                lambda m: (
                    m["networks"][0].update(variants={"cpu": {"file": "small.onnx", "precision": "int8"}}),
                    m["files"].update({"small.onnx": "0" * 64}),
                ),
            ),
        ),
        "'colours.onnx' and 'small.onnx' differ",
    ),
    "preprocessing": (section("networks", 0, preprocessing={"crop": 10**9}), "network 'colours' lacks 'crops'"),
    "map-crs": (replaced("population.tif", raster(crs="EPSG:3857")), "'population.tif' must be in EPSG:4326"),
    "map-nowhere": (replaced("population.tif", raster(crs=None)), "must be in EPSG:4326"),
    "map-type": (
        replaced("population.tif", raster(dtype="float32")),
        "unsigned 8- or 16-bit numbers; it holds float32",
    ),
    "map-bands": (replaced("population.tif", raster(count=3)), "must have one band; it has 3"),
    "map-part": (replaced("population.tif", raster(width=100, west=0)), "must cover the whole world"),
    "map-size": (replaced("population.tif", sparse_raster(40_000)), "has 80000 x 40000 pixels"),
    "map-cut": (
        lambda folder, secret: replaced("population.tif", raster()[:90])(folder, secret),
        "no whole GTiff file",
    ),
    "map-png": (replaced("population.tif", raster(crs=None, driver="PNG")), "no whole GTiff file"),
    "map-virtual": (replaced("population.tif", virtual), "no whole GTiff file"),
    "map-classes": (
        rewritten(lambda m: m["maps"][0]["classes"].pop()),
        "gives 4 numbers as 'logits', but 'population.tif' has 3 classes",
    ),
    "arrays-nan": (
        replaced("cells.npz", arrays(weight=WEIGHT * np.nan, bias=BIAS)),
        "'weight' with numbers that are not finite",
    ),
    "arrays-shape": (
        replaced("cells.npz", arrays(weight=WEIGHT[:3], bias=BIAS)),
        "'weight' in the shape 3 x 4; 60 x 4",
    ),
    "arrays-missing": (replaced("cells.npz", arrays(weight=WEIGHT)), "lacks the array 'bias'"),
    "arrays-pickled": (
        replaced("cells.npz", arrays(weight=np.array([Pickled()], object), bias=BIAS)),
        "'cells.npz' can't be read as arrays",
    ),
    "arrays-text": (replaced("cells.npz", arrays(weight=WEIGHT.astype(str), bias=BIAS)), "can't be read as arrays"),
    "arrays-complex": (replaced("cells.npz", arrays(weight=WEIGHT + 1j, bias=BIAS)), "can't be read as arrays"),
    "arrays-scale": (
        replaced(
            "cells.npz", arrays(weight_q=np.ones((60, 1), np.int8), weight_s=np.ones((1, 10**6), np.float16), bias=BIAS)
        ),
        "can't be read as arrays",
    ),
    "arrays-bomb": (replaced("cells.npz", array_bomb((10**9, 10**9))), "can't be read as arrays"),
    "arrays-large": (replaced("cells.npz", array_bomb((10**6, 60))), "can't be read as arrays"),
    "arrays-packed": (replaced("cells.npz", packed_bomb()), "'cells.npz' holds 1 arrays of 4.3 GB"),
    "arrays-cut": (
        lambda folder, secret: replaced("cells.npz", (folder / "cells.npz").read_bytes()[:500])(folder, secret),
        "can't be read",
    ),
    "cells-text": (replaced("cells.csv", b"\xff\xfe\x00"), "'cells.csv' can't be read as UTF-8"),
    "cells-empty": (replaced("cells.csv", HEADER), "'cells.csv' has no rows"),
    "cells-nan": (replaced("cells.csv", HEADER + b"0,89c25,1,nan,0\n"), "value out of range in row 1"),
    "cells-photos": (replaced("cells.csv", HEADER + b"0,89c25,inf,1,0\n"), "value out of range in row 1"),
    "cells-token": (replaced("cells.csv", HEADER + b"0,../../x,1,1,0\n"), "is not an S2 cell token"),
    "cells-overlap": (replaced("cells.csv", HEADER + b"0,89c25,1,1,0\n1,89c25,1,1,0\n"), "overlaps itself"),
    "cells-number": (replaced("cells.csv", HEADER + b"0" * 5000 + b",89c25,1,1,0\n"), "bad number|out of range"),
    "cells-short": (
        replaced("cells.csv", b"class_label,imgs_per_cell,latitude_mean,longitude_mean,hex_id\n0,1,1,1\n"),
        "S2 cell token",
    ),
    "cells-fewer": (replaced("cells.csv", HEADER + b"0,89c25,1,1,0\n"), "'weight' in the shape 60 x 4; 1 x 4"),
    "card": (replaced("card.md", b"\xff\xfe"), "card 'card.md' that is no UTF-8 text"),
    "head": (section("predictors", 0, head={"type": "exec", "code": "x"}), "unknown type 'exec'"),
    "head-other": (section("predictors", 1, head={"type": "prior"}), "only a geolocation predictor can have"),
    "calibration": (rewritten(lambda m: m["calibration"].update(mass_at_truth=[1e308 * 10])), "not finite"),
    "photos": (rewritten(lambda m: m["calibration"].update(photos=1)), "no valid 'photos'"),
    "case": (rewritten(lambda m: m["files"].update({"CARD.md": m["files"]["card.md"]})), "differ in capitals alone"),
    "unlisted": (rewritten(lambda m: m["files"].pop("cells.csv")), "does not list the file 'cells.csv'"),
    "above": (rewritten(lambda m: m["files"].update({"../secret.bin": "0" * 64})), "unsafe name"),
    "absent": (rewritten(lambda m: m["files"].update({"more.bin": "0" * 64})), "lacks its file 'more.bin'"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_refused_before_anything_runs(folder, secret, tmp_path, monkeypatch, name):
    attack, message = ATTACKS[name]
    attack(folder, secret)
    if name == "calibration":  # Python writes it as Infinity
        assert "Infinity" in (folder / "manifest.json").read_text()
    for sentence in refusals(folder, tmp_path, monkeypatch):
        assert re.search(message, sentence), sentence


def test_a_good_one_is_not_refused(folder, tmp_path, monkeypatch):
    check_contents(load_bundle(folder))
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "data"))
    assert install_bundle(folder)["name"] == "tiny"


@pytest.mark.parametrize("size", [1, 40])
def test_a_tampered_byte_is_noticed(folder, tmp_path, monkeypatch, size):
    for name in manifest_of(folder)["files"]:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[:-size] + bytes(b ^ 1 for b in data[-size:]))
        assert all(f"'{name}' has SHA-256" in s for s in refusals(folder, tmp_path, monkeypatch))
        (folder / name).write_bytes(data)


def test_maps_without_a_value_of_their_classes_are_refused_before_anything_runs(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("PHOTO_GEOLOCATOR_CACHE", str(tmp_path / "cache"))
    replaced("population.tif", raster(fill=9))(folder, None)
    with pytest.raises(BundleError, match=r"'population\.tif' holds no value of its classes"):
        Geolocator(load_bundle(folder))


def test_files_beside_a_map_are_not_opened(folder, secret, monkeypatch, tmp_path):
    # An .aux.xml, an .ovr or a world file could make another map of it.
    (folder / "population.tif.aux.xml").write_text("<PAMDataset><SRS>EPSG:3857</SRS></PAMDataset>")
    (folder / "population.tif.ovr").symlink_to(secret)
    (folder / "population.tif.msk").symlink_to(secret)
    check_contents(load_bundle(folder))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_folders_of_links_pipes_and_devices(folder, secret, tmp_path):
    copies = [shutil.copytree(folder, tmp_path / f"copy{n}") for n in range(6)]
    for copy, place in zip(copies, ["manifest.json"] * 3 + ["card.md"] * 3, strict=True):
        (copy / place).unlink()
    os.mkfifo(copies[0] / "manifest.json")
    (copies[1] / "manifest.json").symlink_to("/dev/zero")
    (copies[2] / "manifest.json").symlink_to(folder / "manifest.json")
    os.mkfifo(copies[3] / "card.md")
    (copies[4] / "card.md").symlink_to(secret)
    (copies[5] / "card.md").mkdir()
    for copy in copies:
        for act in (load_bundle, install_bundle):
            with pytest.raises(BundleError) as caught:
                act(copy)
            assert fault_of(str(caught.value), "") is None
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(BundleError, match="is a device or a pipe"):
        install_bundle(tmp_path / "pipe.zip")


def test_a_hard_link_becomes_a_file_of_its_own(folder, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "data"))
    os.link(folder / "card.md", tmp_path / "elsewhere.md")
    install_bundle(folder)
    installed = tmp_path / "data" / "bundles" / "tiny" / "card.md"
    assert installed.stat().st_nlink == 1
    (tmp_path / "elsewhere.md").write_text("altered")
    assert installed.read_text() == "# Tiny\n"


def hostile_zip(folder, path, change):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in folder.iterdir():
            zipped.write(file, file.name)
        change(zipped)
    return path


def entry(name, *, mode=0, flags=0):
    info = zipfile.ZipInfo(name)
    info.external_attr, info.flag_bits = mode << 16, flags
    return info


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("../secret.bin", 0), ("/etc/cron.d/x", 0), ("a/../../x", 0), ("..\\x", 0), ("C:x", 0), ("card.md", 0),
        ("x", 0o120777), ("x", 0o060600), ("x", 0o020600), ("x", 0o010600), ("x", 0o140600), ("CON/../../x", 0),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_zip_files_that_lead_elsewhere_hold_links_or_devices(folder, secret, tmp_path, monkeypatch, name, mode):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "data"))
    path = hostile_zip(folder, tmp_path / "a.zip", lambda z: z.writestr(entry(name, mode=mode), "/etc/passwd"))
    with pytest.raises(BundleError, match="not safe to unpack") as caught:
        install_bundle(path)
    assert fault_of(str(caught.value), "") is None
    assert secret.read_bytes() == b"secret" * 100
    assert not (tmp_path / "data" / "bundles").exists()


def test_bombs(folder, tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "data"))

    def list_more(m):
        m["files"]["more.bin"] = "0" * 64

    seal(folder, list_more)
    bomb = bytes(2**20)

    def write(z):
        z.compresslevel = 1
        with z.open("more.bin", "w", force_zip64=True) as file:
            for _ in range(1100):
                file.write(bomb)

    with pytest.raises(BundleError, match=r"would unpack to 1\.2 GB, far more than it has"):
        install_bundle(hostile_zip(folder, tmp_path / "a.zip", write))
    # A list of files of 20 MB, for a decoder that reads it whole.
    many = hostile_zip(folder, tmp_path / "b.zip", lambda z: [z.writestr(f"{n:05}" * 1000, b"") for n in range(4_000)])
    with pytest.raises(BundleError, match=r"no zip file that can be read whole") as caught:
        install_bundle(many)
    assert fault_of(str(caught.value), "") is None
    some = hostile_zip(folder, tmp_path / "c.zip", lambda z: [z.writestr(f"{n:05}", b"") for n in range(10_001)])
    with pytest.raises(BundleError, match="more than a bundle has"):
        install_bundle(some)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_to_a_zip_file_is_refused_or_harmless(tiny_bundle, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("zip")
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in sorted(tiny_bundle.iterdir()):
            if file.name != "population.tif":
                zipped.write(file, file.name)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 10))):
        end = data.draw(st.sampled_from([len(content), 400]))
        at = data.draw(st.integers(0, end - 1))
        content[-at if data.draw(st.booleans()) else at] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(folder / "data"))
        with pytest.raises(BundleError) as caught:  # it lacks its map, whatever else
            install_bundle(path)
    assert fault_of(str(caught.value), "") is None
    assert not (folder / "data" / "bundles").exists()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_change_to_what_a_manifest_says_is_refused_or_fits(tiny_bundle, data):
    bundle = load_bundle(tiny_bundle)
    manifest = json.loads(json.dumps(bundle.manifest))
    section = data.draw(st.sampled_from(["networks", "maps", "predictors", "partitions"]))
    inner = data.draw(st.sampled_from(manifest[section]))
    key = data.draw(st.sampled_from(sorted(inner)))
    while isinstance(inner[key], dict) and inner[key] and data.draw(st.booleans()):
        inner = inner[key]
        key = data.draw(st.sampled_from(sorted(inner)))
    inner[key] = data.draw(JSON | st.sampled_from(["cells", "cells.csv", "colours", "card.md", "population", 24, 3]))
    folder = tiny_bundle.parent / "changed"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file in tiny_bundle.iterdir():
        os.link(file, folder / file.name)
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    try:
        check_contents(load_bundle(folder))
    except BundleError as error:
        assert fault_of(str(error), "") is None, str(error)
