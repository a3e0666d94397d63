"""The published GeoCLIP in one command, from a loopback hub: a small trunk, otherwise the very same code."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from backend.bundle import STARTER, load_bundle
from backend.geolocator import Geolocator
from backend.partition import read_partition
from backend.predictor import Predictors
from tests.training.hub import _Handler, serving
from training import parity
from training.bundle_geoclip import bundle_geoclip
from training.models import geoclip

import training._torchvision  # isort: skip  # noqa: F401  (before open_clip)
import open_clip  # isort: skip
from safetensors.torch import save_file  # isort: skip

REPOSITORY = "tests/tiny-clip"
CONFIG = {
    "embed_dim": 768,
    "quick_gelu": True,
    "vision_cfg": {"image_size": 224, "layers": 2, "width": 64, "head_width": 32, "patch_size": 32},
    "text_cfg": {"context_length": 8, "vocab_size": 64, "width": 32, "heads": 2, "layers": 1},
}


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    """Random weights of a CLIP that open_clip knows as "tiny-clip"."""
    folder = tmp_path_factory.mktemp("clip")
    (folder / "tiny-clip.json").write_text(json.dumps(CONFIG))
    open_clip.add_model_config(folder / "tiny-clip.json")
    torch.manual_seed(0)
    save_file(open_clip.create_model("tiny-clip").state_dict(), folder / "open_clip_model.safetensors")
    return folder / "open_clip_model.safetensors"


@pytest.fixture(scope="module")
def to_hub(tmp_path_factory):
    """Points this process at a hub, with a cache and installed bundles of its own; returns where the latter are."""
    from huggingface_hub import constants
    from open_clip import pretrained

    known = {"loopback": {"hf_hub": f"{REPOSITORY}/", "quick_gelu": True}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(pretrained._PRETRAINED, "tiny-clip", known)

        def point(url):
            data = tmp_path_factory.mktemp("data")
            patch.setattr(constants, "HF_HUB_CACHE", str(tmp_path_factory.mktemp("hub")))
            patch.setattr(constants, "ENDPOINT", url)
            patch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", url + "/{repo_id}/resolve/{revision}/{filename}")
            patch.setenv("PHOTO_GEOLOCATOR_DATA", str(data))
            return data / "bundles"

        yield point


def make():
    return bundle_geoclip(trunk="tiny-clip", weights="loopback")


def downloads(hub):
    return len([request for request in hub.requests if request[0] == "GET" and request[1].startswith("lfs/")])


@pytest.fixture(scope="module")
def installed(weights, to_hub):
    """The installed bundle, from a hub whose line drops once."""
    with serving({f"{REPOSITORY}/{weights.name}": weights}, cut_at=100_000) as hub:
        to_hub(hub.url)
        out = make()
        # A second time the cache has it all.
        assert downloads(hub) == 2
        geoclip.clip_visual("tiny-clip", "loopback")
        assert downloads(hub) == 2
    return out


def test_the_ensemble_is_installed_whole(installed):
    bundle = load_bundle(installed)
    assert [p["name"] for p in bundle.predictors] == ["geolocation", "population", "land_cover"]
    assert bundle.manifest["calibration"] == {}
    assert [p.get("exponent", 1.0) for p in bundle.predictors] == [1.0, 1.0, 1.0]
    assert "This bundle was not calibrated" in bundle.card()
    assert "card-starter.md" in bundle.card()
    assert [p.name for p in installed.parent.iterdir()] == ["geoclip"]
    assert Geolocator(bundle).confidence is None


def test_the_attributes_answer_as_in_their_own_bundle(installed):
    photo = parity.picture((333, 251), 5)
    found, starter = (Predictors(load_bundle(path)).predict(photo).probabilities for path in (installed, STARTER))
    for name in ("population", "land_cover"):
        assert found[name] == pytest.approx(starter[name], abs=1e-12)


def test_the_photo_side_is_clips_own_transform_and_the_packages_mlp(installed, weights):
    """An independent way: open_clip's preprocessing and torch's softmax."""
    clip, _, transform = open_clip.create_model_and_transforms("tiny-clip", pretrained=str(weights))
    mlp = nn.Sequential(nn.Linear(768, 768), nn.ReLU(), nn.Linear(768, 512))
    parts = geoclip.package_folder() / "weights"
    mlp.load_state_dict(torch.load(parts / "image_encoder_mlp_weights.pth", weights_only=True))
    cells = read_partition(installed / "cells.csv")
    locations = torch.from_numpy(geoclip.LocationEncoder.published().embed(cells.lat, cells.lon))
    photo = parity.picture((640, 480), 1)
    with torch.no_grad():
        # open_clip's own mean and std are CLIP's: the transform of the published trunk.
        image = mlp(clip.eval().encode_image(transform(photo)[None]))
        logits = 39.687 * nn.functional.normalize(image, dim=1) @ locations.T
    bundle = load_bundle(installed)
    plain = [{k: v for k, v in entry.items() if k != "variants"} for entry in bundle.manifest["networks"]]
    predictors = Predictors(replace(bundle, manifest={**bundle.manifest, "networks": plain}))
    found = predictors.predict(photo).probabilities["geolocation"]
    assert found == pytest.approx(logits.softmax(1)[0].numpy(), abs=1e-4)
    assert np.abs(found - 1 / len(found)).max() > 1e-4


def test_without_a_hub_one_sentence_says_what_to_do(weights, to_hub, monkeypatch):
    def waited(seconds):
        raise AssertionError(f"waited for {seconds} s")

    monkeypatch.setattr("time.sleep", waited)
    bundles = to_hub("http://127.0.0.1:9")
    with pytest.raises(OSError, match=r"could not be had from http://127\.0\.0\.1:9 .*HTTPS_PROXY or HF_ENDPOINT"):
        make()
    assert list(bundles.iterdir()) == []


def test_a_download_that_fails_gives_its_own_reason(weights, to_hub, monkeypatch):
    """The weights have another size than announced; that there is no older file beside them says nothing."""
    head = _Handler._head

    def longer(handler, status, headers):
        if "X-Linked-Size" in headers:
            headers = {**headers, "X-Linked-Size": str(int(headers["X-Linked-Size"]) + 1)}
        head(handler, status, headers)

    monkeypatch.setattr(_Handler, "_head", longer)
    with serving({f"{REPOSITORY}/{weights.name}": weights}) as hub:
        bundles = to_hub(hub.url)
        with pytest.raises(OSError, match=r"^The CLIP trunk .* could not be had .*Consistency check failed") as told:
            make()
    assert "\n" not in str(told.value)
    assert list(bundles.iterdir()) == []


def test_damaged_weights_from_a_hub_are_one_sentence(tmp_path, weights, to_hub):
    (tmp_path / weights.name).write_bytes(weights.read_bytes()[:-1000])
    with serving({f"{REPOSITORY}/{weights.name}": tmp_path / weights.name}) as hub:
        bundles = to_hub(hub.url)
        with pytest.raises(OSError, match=r"cache are damaged: delete 'models--tests--tiny-clip' from it"):
            make()
    assert list(bundles.iterdir()) == []


def test_a_file_that_holds_no_weights_of_the_trunk_is_one_sentence(tmp_path, weights):
    (tmp_path / "cut.safetensors").write_bytes(weights.read_bytes()[:-1000])
    torch.save({"state_dict": Path(__file__)}, tmp_path / "code.pt")  # anything but data is refused
    save_file({"other": torch.zeros(1)}, tmp_path / "other.safetensors")
    (tmp_path / "empty.pt").touch()
    for path in tmp_path.iterdir():
        with pytest.raises(OSError, match=f"^'{path.name}' can't be read as weights of the CLIP trunk 'tiny-clip'"):
            geoclip.clip_visual("tiny-clip", str(path))


def test_a_hub_without_the_file_says_so(weights, to_hub):
    with serving({}) as hub:
        to_hub(hub.url)
        with pytest.raises(OSError, match="could not be had"):
            make()
