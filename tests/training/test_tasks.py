"""Losses and labels of the systems."""

import numpy as np
import pytest
import torch
from torch import nn

from training.models.geoclip import LocationEncoder
from training.models.geoclip_contrast import Contrast, Queue, as_bits, moved
from training.models.geoestimation import LEVELS, GeoEstimation
from training.partitions import build
from training.prepared import Prepared
from training.tasks import AttributeTask, Classification, GeoEstimationTask


class Fixed(nn.Module):
    """Answers the same logits to every photo."""

    def __init__(self, *logits):
        super().__init__()
        self.logits = logits
        self.norm = nn.BatchNorm2d(3)

    def forward(self, photos):
        self.norm(photos)
        return tuple(torch.tensor(row).expand(len(photos), -1) for row in self.logits)


def test_heads_are_summed_and_unknown_labels_left_out():
    network = Fixed([0.0, 0.0], [0.0, np.log(3.0)])
    loss = Classification(network)(torch.zeros(3, 2, 3, 4, 4), torch.tensor([[0, 1], [-1, 0], [-1, -1]]))
    assert loss.numpy() == pytest.approx([np.log(2) + np.log(4 / 3), np.log(4), 0.0], abs=1e-6)


def test_frozen_statistics_stay():
    for frozen in (True, False):
        module = Classification(Fixed([0.0]), frozen_statistics=frozen).train()
        module(torch.ones(2, 1, 3, 4, 4), torch.zeros(2, 1, dtype=torch.int64))
        assert module.training
        assert (module.network.norm.running_mean == 0).all() == frozen


def test_geoestimation_labels_and_hierarchy(small_dataset):
    prepared = Prepared.read(small_dataset)
    train, validation = prepared.where("train"), prepared.where("validation")
    thresholds = dict(zip(LEVELS, (60, 20, 6), strict=True))
    partitions = {level: build(train.lat, train.lon, 2, tau) for level, tau in thresholds.items()}
    network = GeoEstimation(tuple(len(partitions[level]) for level in LEVELS), "test_convnext").eval()
    task = GeoEstimationTask(network, partitions, train, validation)
    (labels,) = task.inputs(np.array([3, 0, 7]), slice(1, 3), (0,))
    assert labels.tolist() == [
        [partitions[level].class_at(train.lat[k], train.lon[k]) for level in LEVELS] for k in (0, 7)
    ]
    task.before_judging(torch.device("cpu"))
    with torch.no_grad():
        found = task.probabilities(torch.randn(2, 5, 3, 64, 64))
    assert found.shape == (2, len(partitions["fine"]))
    assert torch.allclose(found.sum(1), torch.ones(2))


def test_attribute_task_judges_photos_with_a_class(small_dataset):
    prepared = Prepared.read(small_dataset)
    train, validation = prepared.where("train"), prepared.where("validation")
    validation.labels["population"][:3] = -1
    (entry,) = (m for m in prepared.maps if m["name"] == "population")
    task = AttributeTask(Fixed([0.0] * 4), entry, small_dataset / "maps" / entry["file"], train, validation)
    assert task.judged.rows.tolist() == list(range(3, len(validation)))
    assert task.probabilities(torch.zeros(2, 1, 3, 4, 4)).tolist() == [[0.25] * 4] * 2
    validation.labels["population"][:] = -1
    with pytest.raises(ValueError, match="No validation photo has a class of the map 'population'"):
        AttributeTask(Fixed([0.0] * 4), entry, small_dataset / "maps" / entry["file"], train, validation)


def contrast():
    torch.manual_seed(0)
    visual = nn.Sequential(nn.Flatten(), nn.Linear(48, 768))
    return Contrast.random(visual, 0.07)


def test_positions_pass_as_bits():
    """Half precision has 11 bits: a float input would move a position by kilometres."""
    lat, lon = np.array([40.7128, -33.9]), np.array([-74.006, 151.2])
    bits = as_bits(lat, lon)
    assert bits.dtype == torch.int32
    assert (bits.view(torch.float32).numpy() == LocationEncoder.project(lat, lon)).all()


def test_contrast_wants_each_photo_at_its_own_position():
    module = contrast()
    photos, positions = torch.randn(3, 2, 3, 4, 4), as_bits(np.array([0.0, 10, 20, 30]), np.zeros(4))
    with torch.no_grad():
        loss = module(photos, positions, torch.tensor([2, 0, 1]))
        logits = module.logits(photos.flatten(0, 1), positions)
    # Cosines over the temperature.
    assert logits.abs().max() <= 1 / 0.07 + 1e-4
    log_p = logits.log_softmax(1).view(3, 2, 4).mean(1)
    assert loss.tolist() == pytest.approx((-log_p[[0, 1, 2], [2, 0, 1]]).tolist(), abs=1e-5)


def test_the_clip_trunk_is_frozen():
    module = contrast().train()
    assert not module.image.visual.training and module.image.mlp.training
    assert not any(p.requires_grad for p in module.image.visual.parameters())
    assert all(p.requires_grad for p in module.image.mlp.parameters())


def test_queue_forgets_the_oldest():
    queue = Queue(10, 0)
    assert (np.abs(queue.positions()) <= [90, 180]).all()
    queue.push(np.full((4, 2), 1.0))
    queue.push(np.full((8, 2), 2.0))
    assert queue.positions()[:, 0].tolist() == [2, 2, 1, 1, 2, 2, 2, 2, 2, 2]
    other = Queue(10, 5)
    other.load(queue.state())
    for one in (queue, other):
        one.push(np.full((1, 2), 3.0))
    assert (other.positions() == queue.positions()).all()
    assert other.positions()[2, 0] == 3
    queue.push(np.arange(26.0).reshape(13, 2))
    assert sorted(queue.positions()[:, 0]) == list(range(6, 26, 2))


def test_noise_is_in_metres_everywhere():
    from backend.grid import haversine_km

    start = np.repeat([[0.0, 179.999], [60.0, 20.0], [-89.0, 0.0]], 4000, axis=0)
    end = moved(start, 1000.0, np.random.default_rng(0))
    assert (np.abs(end) <= [90, 180]).all()
    km = haversine_km(*start.T, *end.T).reshape(3, -1)
    # A Gaussian along two axes: the mean square is twice the variance.
    assert np.sqrt((km**2).mean(1)) == pytest.approx([2**0.5] * 3, rel=0.05)
