"""`bundle-geoclip` as a user runs it, at ViT-L/14's full size: random weights from a loopback hub, the very same code.

Takes minutes and some 5 GB of disk, so `make test` leaves it out: `make test-geoclip`.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.training.hub import serving

ROOT = Path(__file__).parents[2]
REPOSITORY = "timm/vit_large_patch14_clip_224.openai"
_MAKE_WEIGHTS = """
import sys, torch
import training._torchvision
import open_clip
from safetensors.torch import save_file
torch.manual_seed(0)
save_file(open_clip.create_model("ViT-L-14-quickgelu").state_dict(), sys.argv[1])
"""
_MEASURED = """
import resource, sys
from training.__main__ import main
code = main(sys.argv[1:])
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    weights = tmp_path_factory.mktemp("weights") / "open_clip_model.safetensors"
    subprocess.run([sys.executable, "-c", _MAKE_WEIGHTS, weights], cwd=ROOT, check=True, env=_environment())
    with serving({f"{REPOSITORY}/{weights.name}": weights}, cut_at=15_000_000) as hub:
        yield hub


def _environment(**more):
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def test_the_published_geoclip_in_one_command(hub, tmp_path, capfd):
    environment = _environment(
        HF_ENDPOINT=hub.url,
        HF_HOME=str(tmp_path / "hub"),
        PHOTO_GEOLOCATOR_DATA=str(tmp_path / "data"),
        PHOTO_GEOLOCATOR_CACHE=str(tmp_path / "cache"),
    )
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, "bundle-geoclip"],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - begin
    assert done.returncode == 0, done.stderr[-2000:]
    peak = float(done.stdout.split("peak ")[1].split()[0])
    with capfd.disabled():
        print(f"\n{done.stdout}bundle-geoclip: {seconds:.0f} s (limit 600), {peak:.1f} GB at most (limit 12)")
    assert peak < 12
    # The cut download went on where it stopped.
    assert any(wanted for method, _, wanted in hub.requests if method == "GET")
    folder = tmp_path / "data" / "bundles" / "geoclip"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert [p["name"] for p in manifest["predictors"]] == ["geolocation", "population", "land_cover"]
    assert manifest["networks"][0]["parity"]["largest_difference"] <= 1e-4
    assert manifest["calibration"] == {}

    info = subprocess.run(
        [sys.executable, "-m", "backend", "info", "--bundle", "geoclip", "--json"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    members = {m["name"]: m["classes"] for m in json.loads(info.stdout)["members"]}
    cells = np.load(folder / "geolocation.npz")["cells"]
    assert cells.shape == (members["geolocation"], 512)
    assert np.linalg.norm(cells, axis=1) == pytest.approx(1, abs=1e-5)
