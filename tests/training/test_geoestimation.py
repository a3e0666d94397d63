"""GeoEstimation base(M, f*): the published recipe, and the hierarchy worked by hand."""

import numpy as np
import pytest
import torch

from backend.partition import Partition
from backend.s2 import cell_ids, parents
from training.models.geoestimation import GeoEstimation, GeoEstimationRecipe, ancestors, hierarchical


def partition(cells):
    cells = np.array(cells, np.uint64)
    return Partition(cells, *(np.zeros(len(cells)) for _ in range(3)))


def test_learning_rate_is_halved_at_the_published_epochs():
    recipe = GeoEstimationRecipe()
    rates = [recipe.rate(epoch + 0.5) for epoch in range(recipe.epochs)]
    assert rates == [0.01] * 4 + [0.005] * 4 + [0.0025] * 4 + [0.00125, 0.000625, 0.0003125]


def test_network_has_three_heads():
    network = GeoEstimation((3, 5, 9), "test_convnext")
    assert [tuple(logits.shape) for logits in network(torch.zeros(2, 3, 224, 224))] == [(2, 3), (2, 5), (2, 9)]


def test_ancestors_are_the_cells_around():
    leaf = [cell_ids(lat, lon) for lat, lon in ((30, 31), (52, 13), (-30, 140))]
    coarse = partition([parents(leaf[2], 3), parents(leaf[0], 2), parents(leaf[1], 2)])
    fine = partition([parents(leaf[0], 9), parents(leaf[1], 2), parents(leaf[2], 5)])
    assert ancestors(fine, coarse).tolist() == [1, 2, 0]
    with pytest.raises(ValueError, match="lies in no cell of a coarser one"):
        ancestors(coarse, fine)


def test_hierarchy_by_hand():
    """One coarse cell of two over each of two fine ones; two crops, of which the surer counts."""
    log = np.log
    coarse = torch.tensor([[[log(0.5), log(0.5)], [log(0.8), log(0.2)]]])
    fine = torch.tensor([[[log(0.6), log(0.4)], [log(0.1), log(0.9)]]])
    found = hierarchical(coarse, coarse, fine, torch.tensor([0, 1]), torch.tensor([0, 1]))
    # Highest of the crops: coarse and middle .8, .5; fine .6, .9.
    product = np.array([0.6 * 0.8 * 0.8, 0.9 * 0.5 * 0.5])
    assert np.allclose(found.numpy(), product / product.sum(), atol=1e-6)


def test_augmentation_makes_pixels():
    from PIL import Image

    view = GeoEstimationRecipe().augmentation()(Image.new("RGB", (640, 480), (10, 20, 30)))
    assert view.dtype == torch.uint8
    assert (view.flatten(1) == torch.tensor([[10], [20], [30]])).all()
