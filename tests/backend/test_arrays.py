"""The arrays of a bundle: small, and free of pickles."""

import numpy as np
import pytest

from backend.arrays import load_arrays, quantise, restore
from backend.errors import BundleError


def test_quantising_stays_within_half_a_step():
    values = np.random.default_rng(0).normal(size=(20, 30)).astype(np.float32)
    q, scale = quantise(values)
    assert q.dtype == np.int8
    assert (np.abs(q * scale - values) <= scale / 2 + 1e-6).all()


def test_pickled_objects_are_refused(tmp_path):
    np.savez(tmp_path / "evil.npz", weight=np.array([{"a": 1}], dtype=object))
    with pytest.raises(BundleError, match=r"'evil\.npz'"):
        load_arrays(tmp_path / "evil.npz")


def test_whole_numbers_stay_whole_and_the_rest_becomes_float32(tmp_path):
    np.savez(tmp_path / "a.npz", parents=np.array([0, 2**24 + 1], np.int32), bias=np.ones(2, np.float16))
    arrays = load_arrays(tmp_path / "a.npz")
    assert arrays["parents"].tolist() == [0, 2**24 + 1]
    assert arrays["bias"].dtype == np.float32


def test_a_quantised_array_needs_its_scale(tmp_path):
    q, scale = quantise(np.eye(2) * 3)
    assert restore({"w_q": q, "w_s": scale.astype(np.float16)})["w"] == pytest.approx(np.eye(2) * 3, abs=0.01)
    np.savez(tmp_path / "a.npz", w_q=q)
    with pytest.raises(BundleError, match=r"'a\.npz' can't be read"):
        load_arrays(tmp_path / "a.npz")
