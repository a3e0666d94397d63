"""GeoCLIP (Vivanco Cepeda et al. 2023): photos and positions in one space.

Everything but the CLIP trunk has the weights that the package `geoclip` (MIT) ships; only its files are read, its code,
which would load CLIP, is never imported. The trunk is OpenAI's ViT-L/14 (MIT) through open_clip: with QuickGELU, or its
answers are silently wrong. The location encoder must run in fp32: Fourier phases reach about 1,800 rad.
"""

from __future__ import annotations

import importlib.util
import logging
import math
from pathlib import Path
from pickle import UnpicklingError

import numpy as np
import pandas as pd
import torch
from safetensors import SafetensorError
from torch import Tensor, nn

from training.hub import check_hub, fetch

CLIP_TRUNK = "ViT-L-14-quickgelu"
CLIP_WEIGHTS = "openai"
# Of the trunk, and of the released weights, although upstream's training loader used ImageNet's statistics.
PREPROCESSING = {
    "resize_short_side": 224,
    "crop": 224,
    "crops": "center",
    "interpolation": "bicubic",
    "mean": [0.48145466, 0.4578275, 0.40821073],
    "std": [0.26862954, 0.26130258, 0.27577711],
}
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

    @staticmethod
    def project(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
        """What `forward` takes, (n, 2) float32, of positions in degrees."""
        return (equal_earth(latitude, longitude) * _SCALE).astype(np.float32)

    @torch.no_grad()
    def embed(self, latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
        """Unit embeddings (n, 512) float32 of positions in degrees."""
        projected = torch.from_numpy(self.project(latitude, longitude))
        return nn.functional.normalize(self(projected), dim=1).numpy()


def published_image_mlp() -> nn.Sequential:
    """GeoCLIP's MLP from CLIP's 768-d image embedding to the location space, 512-d."""
    mlp = nn.Sequential(nn.Linear(768, 768), nn.ReLU(), nn.Linear(768, 512))
    weights = package_folder() / "weights" / "image_encoder_mlp_weights.pth"
    mlp.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    return mlp.eval()


def published_logit_scale() -> float:
    """What cosines are multiplied by: exp(3.6810348) = 39.687."""
    weights = package_folder() / "weights" / "logit_scale_weights.pth"
    return float(torch.load(weights, map_location="cpu", weights_only=True).exp())


def clip_visual(trunk: str = CLIP_TRUNK, weights: str | None = CLIP_WEIGHTS) -> nn.Module:
    """CLIP's image tower, (n, 3, 224, 224) -> (n, 768) projected; random without weights.

    weights: a name that open_clip knows, from the hub or its cache, or a file. Raises OSError in one sentence when they
    can't be had, or are damaged or another network's.
    """
    import training._torchvision  # noqa: F401  (before open_clip)

    import open_clip  # isort: skip
    from huggingface_hub import constants

    logging.disable(logging.ERROR)  # a dozen lines for every retry, and all that matters is said below
    try:
        if repository := open_clip.get_pretrained_cfg(trunk, weights or "").get("hf_hub"):
            check_hub(repository.rpartition("/")[0])
            fetch(repository.rpartition("/")[0], open_clip.constants.HF_SAFE_WEIGHTS_NAME)
        clip = open_clip.create_model(trunk, pretrained=weights)
    except Exception as error:  # those of whichever library fetches or reads the weights
        if weights and Path(weights).is_file():
            raise OSError(
                f"'{Path(weights).name}' can't be read as weights of the CLIP trunk '{trunk}': name a safetensors file"
                " of that network."
            ) from error
        if isinstance(error, SafetensorError | UnpicklingError):
            raise OSError(
                f"The weights of the CLIP trunk '{trunk}' ({weights}) in the Hugging Face cache are damaged: delete"
                f" 'models--{repository.rpartition('/')[0].replace('/', '--')}' from it and run the command again."
            ) from error
        if not isinstance(error, RuntimeError | OSError):
            raise
        reason = " ".join(str(error).split("Last error: ")[-1].split()).rstrip(".")
        raise OSError(
            f"The CLIP trunk '{trunk}' ({weights}) could not be had from {constants.ENDPOINT} ({reason}): connect this"
            " machine to the internet, or set HTTPS_PROXY or HF_ENDPOINT to a proxy or mirror that it can reach, and"
            " run the command again."
        ) from error
    finally:
        logging.disable(logging.NOTSET)
    return clip.visual.eval()


class ImageTower(nn.Module):
    """Photos to GeoCLIP's location space: (n, 3, 224, 224) -> (n, 512), not normalised.

    visual: CLIP's image tower, ending in its 768-d projection; mlp: GeoCLIP's, 768 to 512.
    """

    outputs = ("embedding",)

    def __init__(self, visual: nn.Module, mlp: nn.Module | None = None):
        super().__init__()
        self.visual = visual
        self.mlp = published_image_mlp() if mlp is None else mlp

    @classmethod
    def published(cls, trunk: str = CLIP_TRUNK, weights: str | None = CLIP_WEIGHTS) -> ImageTower:
        """With the published weights; OSError when the trunk's can't be had."""
        return cls(clip_visual(trunk, weights)).eval()

    def forward(self, x: Tensor) -> Tensor:
        """Embeddings in the location space."""
        return self.mlp(self.visual(x))
