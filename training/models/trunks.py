"""Trunks: image networks of timm up to their pooled features, and the pixels that they were trained on."""

from __future__ import annotations

from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Literal

import training._torchvision  # noqa: F401  (before timm)

import timm  # isort: skip
from huggingface_hub.errors import HfHubHTTPError
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

from training.hub import check_hub

SIDE = 224
SHORT_SIDE = 256


class TrunkError(ValueError):
    """A trunk can't be made or loaded: one sentence that says what to do."""


def create_trunk(name: str, *, pretrained: bool = False, same_padding: bool = False) -> nn.Module:
    """A network of timm without its classifier: (n, 3, H, W) -> (n, num_features).

    pretrained: with the weights that timm names, from the hub or its cache. same_padding: TensorFlow's SAME padding,
    for weights that were made there. Raises TrunkError for an unknown name and where the hub can't be reached.
    """
    options = {"pad_type": "same"} if same_padding else {}
    try:
        if pretrained and (config := timm.get_pretrained_cfg(_known(name))) and config.hf_hub_id:
            check_hub(config.hf_hub_id)
        return timm.create_model(_known(name), pretrained=pretrained, num_classes=0, **options)
    except (SafetensorError, UnpicklingError) as error:
        raise TrunkError(
            f"The weights of '{name}' in the Hugging Face cache are damaged: delete"
            f" 'models--{config.hf_hub_id.replace('/', '--')}' from it and run the command again."
        ) from error
    except (OSError, HfHubHTTPError) as error:
        raise TrunkError(
            f"The weights of '{name}' can't be downloaded from the Hugging Face hub: connect to the internet, or pass"
            " --trunk-weights FILE.safetensors or --from-scratch."
        ) from error
    except RuntimeError as error:  # timm: no weights are known for this name
        raise TrunkError(f"timm has no weights for '{name}': pass --trunk-weights or --from-scratch.") from error


def load_trunk(trunk: nn.Module, path: Path) -> None:
    """Load a safetensors file, with or without a classifier; TrunkError when it belongs to another network."""
    try:
        weights = load_file(path)
    except (OSError, SafetensorError) as error:
        raise TrunkError(f"'{path.name}' can't be read as safetensors: name a file of the trunk's weights.") from error
    classifier = trunk.pretrained_cfg.get("classifier") or ()
    classifiers = (classifier,) if isinstance(classifier, str) else tuple(classifier)
    weights = {name: w for name, w in weights.items() if not name.startswith(tuple(f"{c}." for c in classifiers))}
    try:
        trunk.load_state_dict(weights)
    except RuntimeError as error:
        raise TrunkError(
            f"'{path.name}' holds the weights of another network than {trunk.pretrained_cfg['architecture']}:"
            " name the file that belongs to --trunk."
        ) from error


def made_by_tensorflow(name: str, path: Path | None) -> bool:
    """Whether a file of weights wants TensorFlow's SAME padding and pixels in [-1, 1].

    So does every file for MobileNetV2 here: see `training.models.embedder`. timm's own weights for it do not.
    """
    return path is not None and name == "mobilenetv2_100"


def preprocessing(name: str, crops: Literal["center", "five"], *, same_padding: bool = False) -> dict[str, Any]:
    """How a bundle's manifest describes a trunk's pixels: crops of 224 from a short side of 256, bilinear."""
    config = timm.get_pretrained_cfg(_known(name))
    half = [0.5, 0.5, 0.5]
    return {
        "resize_short_side": SHORT_SIDE,
        "crop": SIDE,
        "crops": crops,
        "interpolation": "bilinear",
        "mean": half if same_padding else list(config.mean),
        "std": half if same_padding else list(config.std),
    }


def _known(name: str) -> str:
    if not timm.is_model(name):
        raise TrunkError(f"timm knows no network '{name}': see timm.list_models().")
    return name
