"""The nearest pixels, against sorting all of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.grid import HEIGHT, WIDTH, pixel_centre, row_areas_km2, unit_vectors
from backend.nearest import nearest_pixels


def by_sorting(starts, ends, towards, area_km2, at_least):
    """Every pixel of the runs, nearest first, as far as the area goes."""
    pixel = np.concatenate([np.arange(a, b) for a, b in zip(starts, ends, strict=True)])
    point = np.repeat(towards, ends - starts, axis=0)
    nearness = (unit_vectors(*pixel_centre(pixel // WIDTH, pixel % WIDTH)) * point).sum(axis=1)
    order = np.argsort(-nearness, kind="stable")
    total = np.cumsum(row_areas_km2()[pixel[order] // WIDTH])
    count = int(np.searchsorted(total, area_km2 * (1 + 1e-12), side="right"))
    return np.sort(pixel[order[: count + at_least]])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_they_are_those_of_sorting_every_pixel(data):
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    row = np.sort(rng.choice(HEIGHT, data.draw(st.integers(1, 40)), replace=False))
    first = rng.integers(0, WIDTH, len(row))
    last = np.minimum(first + rng.integers(1, data.draw(st.sampled_from([5, 200, WIDTH]))), WIDTH)
    starts, ends = row * WIDTH + first, row * WIDTH + last
    points = rng.normal(size=(data.draw(st.integers(1, 3)), 3))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    towards = points[rng.integers(0, len(points), len(row))]
    whole = ((ends - starts) * row_areas_km2()[row]).sum()
    area = whole * data.draw(st.sampled_from([1e-9, 0.01, 0.3, 0.9, 1.0, 2.0]))
    at_least = data.draw(st.booleans())
    begin, end, run = nearest_pixels(starts, ends, towards, area, at_least=at_least)
    found = np.concatenate([np.arange(a, b) for a, b in zip(begin, end, strict=True)] or [[]]).astype(np.int64)
    assert np.array_equal(found, by_sorting(starts, ends, towards, area, at_least))
    assert (starts[run] <= begin).all() and (end <= ends[run]).all() and (begin < end).all()
    assert (np.diff(begin) > 0).all()


@pytest.mark.parametrize("radius", [0.5, 3.0, 40.0])
def test_a_disc_in_an_empty_world(radius):
    starts = np.arange(HEIGHT) * WIDTH
    towards = np.broadcast_to(unit_vectors(12.0, 179.0), (HEIGHT, 3))
    area = 2 * np.pi * 6371.0**2 * (1 - np.cos(np.radians(radius)))
    begin, end, _ = nearest_pixels(starts, starts + WIDTH, towards, area, at_least=False)
    length = end - begin
    assert area - 13.8 <= (length * row_areas_km2()[begin // WIDTH]).sum() <= area
    for pixel in (begin, end - 1):
        cosine = unit_vectors(*pixel_centre(pixel // WIDTH, pixel % WIDTH)) @ towards[0]
        assert np.degrees(np.arccos(cosine)).max() == pytest.approx(radius, abs=0.03)
