"""The order of photos is a function of seed and epoch, and a step's photos of nothing else."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.order import SHARDS_AT_ONCE, Sampler, epoch_order, torch_seed


@given(st.integers(1, 200), st.integers(1, 40), st.integers(0, 5), st.integers(0, 5))
def test_every_photo_comes_once_an_epoch(count, shards, seed, epoch):
    shard = np.random.default_rng(count).integers(0, shards, count)
    for grouping in (None, shard):
        order = epoch_order(count, grouping, seed, epoch)
        assert sorted(order) == list(range(count))
        assert (order == epoch_order(count, grouping, seed, epoch)).all()


def test_epochs_and_seeds_differ():
    orders = [epoch_order(100, None, seed, epoch).tolist() for seed, epoch in ((0, 0), (0, 1), (1, 0))]
    assert orders[0] != orders[1] != orders[2] != orders[0]


def test_shards_stay_together():
    """100 shards of 50 photos: a window of the order touches 16 shards, and each of its stretches several."""
    shard = np.repeat(np.arange(100), 50)
    order = epoch_order(len(shard), shard, 0, 0)
    window = shard[order[: SHARDS_AT_ONCE * 50]]
    assert len(np.unique(window)) == SHARDS_AT_ONCE
    assert len(np.unique(window[:50])) > SHARDS_AT_ONCE // 2


def sampler(rank=0, world=1, parts=1, **others):
    return Sampler(count=50, shard=None, batch_size=12, parts=parts, rank=rank, world=world, seed=3, **others)


@pytest.mark.parametrize(("world", "parts"), [(1, 1), (2, 1), (1, 3), (2, 3), (4, 3)])
def test_a_step_has_the_same_photos_however_it_is_shared(world, parts):
    whole = list(sampler())
    shares = [list(sampler(rank, world, parts)) for rank in range(world)]
    for step, expected in enumerate(whole):
        found = [shares[rank][step * parts + part] for part in range(parts) for rank in range(world)]
        assert list(chain.from_iterable(found)) == expected


def test_a_part_knows_its_place_in_the_step():
    for rank in range(2):
        one = sampler(rank, 2, 3)
        photos = one.step_photos(one.order(), 1)
        for part in range(3):
            assert [(0, int(k)) for k in photos[one.part(part)]] == list(one)[3 + part]


def test_an_epoch_can_begin_in_its_middle():
    assert list(sampler(first_step=2, epoch=1)) == list(sampler(epoch=1))[2:]
    assert len(sampler(first_step=2, parts=3)) == 6


def test_numbers_that_do_not_go_together():
    with pytest.raises(ValueError, match="50 training photos, fewer than a batch of 64"):
        Sampler(50, None, 64, 1, 0, 1, 0)
    with pytest.raises(ValueError, match="can't be shared evenly by 5 devices"):
        sampler(world=5)


def test_seeds_fit_torch():
    assert 0 <= torch_seed(0, 1, 2) < 2**63
    assert torch_seed(0, 1, 2) != torch_seed(0, 2, 1)
