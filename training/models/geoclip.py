"""GeoCLIP's location encoder and image MLP (Vivanco Cepeda et al. 2023), with the weights of the package `geoclip`.

Only the files of that package (MIT) are read; its code, which would load CLIP, is never imported. The location
encoder must run in fp32: Fourier phases reach about 1,800 rad.
"""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from torch import Tensor, nn

SIGMAS = (1, 16, 256)
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # Equal Earth (Šavrič et al. 2018)
_SCALE = 66.50336 / 180.0


def package_folder() -> Path:
    """Folder of the installed `geoclip` package; FileNotFoundError when it is not installed."""
    spec = importlib.util.find_spec("geoclip")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The package 'geoclip' is not installed: install the training dependencies.")
    return Path(spec.origin).parent / "model"


def gallery_coordinates() -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and longitudes (100000,) in degrees of the package's MP-16 gallery."""
    table = pd.read_csv(package_folder() / "gps_gallery" / "coordinates_100K.csv")
    return table["LAT"].to_numpy(float), table["LON"].to_numpy(float)


def equal_earth(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Equal Earth projection of degrees, unscaled: (n, 2) x, y; x(0, 180) = 2.706630, y(90) = 1.317363."""
    phi, lam = np.radians(latitude), np.radians(longitude)
    theta = np.arcsin(math.sqrt(3) / 2 * np.sin(phi))
    # The published form has theta^2 and theta^3 with A2, theta^6 and theta^7 with A3, theta^8 and theta^9 with A4.
    slope = 9 * _A4 * theta**8 + 7 * _A3 * theta**6 + 3 * _A2 * theta**2 + _A1
    x = 2 * math.sqrt(3) * lam * np.cos(theta) / (3 * slope)
    y = _A4 * theta**9 + _A3 * theta**7 + _A2 * theta**3 + _A1 * theta
    return np.stack([x, y], axis=-1)


class FourierFeatures(nn.Module):
    """Random Fourier features: (n, 2) -> (n, 512), cos then sin of 2 pi b v."""

    def __init__(self, sigma: float):
        super().__init__()
        self.b = nn.Parameter(torch.randn(256, 2) * sigma, requires_grad=False)

    def forward(self, v: Tensor) -> Tensor:
        """Cosines and sines."""
        phase = 2 * math.pi * v @ self.b.T
        return torch.cat([phase.cos(), phase.sin()], dim=-1)


class Capsule(nn.Module):
    """One scale of the location encoder: (n, 2) -> (n, 512)."""

    def __init__(self, sigma: float):
        super().__init__()
        self.capsule = nn.Sequential(
            FourierFeatures(sigma),
            nn.Linear(512, 1024),
            nn.ReLU(),
            nn.Linear(1024, 1024),
            nn.ReLU(),
            nn.Linear(1024, 1024),
            nn.ReLU(),
        )
        self.head = nn.Sequential(nn.Linear(1024, 512))

    def forward(self, v: Tensor) -> Tensor:
        """The capsule's share of the embedding."""
        return self.head(self.capsule(v))


class LocationEncoder(nn.Module):
    """Positions to GeoCLIP's location embeddings, the sum of three capsules; 9,449,472 parameters."""

    def __init__(self):
        super().__init__()
        for number, sigma in enumerate(SIGMAS):
            self.add_module(f"LocEnc{number}", Capsule(sigma))

    @classmethod
    def published(cls) -> LocationEncoder:
        """With the weights that the package ships."""
        encoder = cls()
        weights = package_folder() / "weights" / "location_encoder_weights.pth"
        encoder.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
        return encoder.eval()

    def forward(self, projected: Tensor) -> Tensor:
        """Scaled Equal Earth coordinates (n, 2) fp32 -> (n, 512)."""
        return sum(getattr(self, f"LocEnc{k}")(projected) for k in range(len(SIGMAS)))

    @torch.no_grad()
    def embed(self, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
        """Unit embeddings (n, 512) float32 of positions in degrees."""
        projected = torch.from_numpy((equal_earth(latitude, longitude) * _SCALE).astype(np.float32))
        return nn.functional.normalize(self(projected), dim=1).numpy()


def published_image_mlp() -> nn.Sequential:
    """GeoCLIP's MLP from CLIP's 768-d image embedding to the location space, 512-d."""
    mlp = nn.Sequential(nn.Linear(768, 768), nn.ReLU(), nn.Linear(768, 512))
    weights = package_folder() / "weights" / "image_encoder_mlp_weights.pth"
    mlp.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    return mlp.eval()
