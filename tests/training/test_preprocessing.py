"""The backend's crops against torchvision's, bit for bit."""

import numpy as np
import pytest
import torch
from PIL import Image
from torchvision import transforms

import training._torchvision  # noqa: F401  (before torchvision)
from backend.preprocessing import prepare


@pytest.mark.parametrize("size", [(300, 400), (1024, 1537), (333, 501), (256, 256), (1000, 257)])
@pytest.mark.parametrize("interpolation", ["bilinear", "bicubic"])
@pytest.mark.parametrize("crop", [224, 225])
def test_crops_are_torchvisions(size, interpolation, crop):
    photo = Image.fromarray(np.random.default_rng(0).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8))
    mean, std = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
    resized = transforms.Resize(256, transforms.InterpolationMode(interpolation))(photo)
    normalise = transforms.Compose([transforms.ToTensor(), transforms.Normalize(mean, std)])
    expected = torch.stack([normalise(view) for view in transforms.FiveCrop(crop)(resized)]).numpy()
    preprocessing = {
        "resize_short_side": 256, "crop": crop, "crops": "five", "interpolation": interpolation,
        "mean": mean, "std": std,
    }  # fmt: skip
    assert np.array_equal(prepare(photo, preprocessing), expected)
    centre = normalise(transforms.CenterCrop(crop)(resized)).numpy()
    assert np.array_equal(prepare(photo, {**preprocessing, "crops": "center"})[0], centre)
