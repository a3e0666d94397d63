"""GeoCLIP's published parts against values computed independently (systems.md, reference values)."""

import numpy as np
import pytest
import torch

from training.models import geoclip


def test_equal_earth_reference_values():
    assert geoclip.equal_earth(np.array([0.0]), np.array([180.0]))[0, 0] == pytest.approx(2.706630, abs=1e-6)
    assert geoclip.equal_earth(np.array([90.0]), np.array([0.0]))[0, 1] == pytest.approx(1.317363, abs=1e-6)
    new_york = geoclip.equal_earth(np.array([40.7128]), np.array([-74.0060]))[0] * 66.50336 / 180
    assert new_york == pytest.approx([-0.362762, 0.290791], abs=1e-6)


def test_the_location_encoder_has_the_published_size():
    encoder = geoclip.LocationEncoder()
    assert sum(p.numel() for p in encoder.parameters()) == 9_449_472
    embeddings = encoder.embed(np.array([10.0, -20.0]), np.array([0.0, 179.0]))
    assert embeddings.shape == (2, 512)
    assert np.linalg.norm(embeddings, axis=1) == pytest.approx([1, 1], abs=1e-5)


@pytest.fixture(scope="module")
def published():
    try:
        geoclip.package_folder()
    except FileNotFoundError:
        pytest.skip("the package geoclip is not installed")
    return geoclip.LocationEncoder.published()


def test_near_places_are_alike_and_far_ones_are_not(published):
    latitudes, longitudes = np.array([48.8566, 48.86, 48.8049, -33.87]), np.array([2.3522, 2.353, 2.1204, 151.2])
    paris, heart, versailles, sydney = published.embed(latitudes, longitudes)
    # 17 km apart: the finest scale (sigma 256) tells them apart, the coarser ones do not.
    assert paris @ versailles > paris @ sydney + 0.1
    assert paris @ heart > 0.95


def test_the_location_encoder_needs_fp32(published):
    # Half precision loses the phases of the finest scale, up to 1,800 rad: why nothing here is cast.
    projected = torch.from_numpy(geoclip.equal_earth(np.array([40.7128]), np.array([-74.0060])) * 66.50336 / 180)
    phase = 2 * torch.pi * projected.float() @ published.LocEnc2.capsule[0].b.T
    assert phase.abs().max() > 500
    assert (phase - phase.half().float()).abs().max() > 0.1


def test_the_image_mlp_reference_values(published):
    mlp = geoclip.published_image_mlp()
    with torch.no_grad():
        assert float(mlp[0].weight.norm()) == pytest.approx(15.32768, abs=1e-4)
        assert float(mlp[2].weight.norm()) == pytest.approx(12.80659, abs=1e-4)
        out = mlp(torch.full((1, 768), 768**-0.5))[0]
    assert float(out.norm()) == pytest.approx(0.560068, abs=1e-5)
    assert out[:3].tolist() == pytest.approx([-0.012984, -0.026144, 0.034462], abs=1e-5)


def test_the_gallery_is_the_published_one(published):
    latitude, longitude = geoclip.gallery_coordinates()
    assert len(latitude) == len(longitude) == 100_000
    assert np.abs(latitude).max() <= 90
    assert np.abs(longitude).max() <= 180


def test_the_published_logit_scale(published):
    assert geoclip.published_logit_scale() == pytest.approx(39.687, abs=1e-3)


def test_the_package_itself_agrees(published):
    peer = pytest.importorskip("geoclip.model", reason="the package geoclip can't be imported", exc_type=ImportError)
    random = np.random.default_rng(0)
    latitude, longitude = np.degrees(np.arcsin(random.uniform(-1, 1, 200))), random.uniform(-180, 180, 200)
    positions = torch.from_numpy(np.stack([latitude, longitude], 1)).float()
    with torch.no_grad():
        theirs = torch.nn.functional.normalize(peer.LocationEncoder()(positions), dim=1).numpy()
    # Its coordinates are fp32, ours are projected in fp64: phases of the finest scale differ by 1e-4 rad.
    assert np.abs(published.embed(latitude, longitude) - theirs).max() < 1e-4
    assert (published.embed(latitude, longitude) * theirs).sum(1).min() > 1 - 1e-6


def test_the_image_tower_ends_in_the_location_space(published):
    tower = geoclip.ImageTower(torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(12, 768))).eval()
    photos = torch.randn(2, 3, 2, 2)
    with torch.no_grad():
        assert torch.equal(tower(photos), geoclip.published_image_mlp()(tower.visual(photos)))
        assert tower(photos).shape == (2, 512)
