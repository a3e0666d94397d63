"""Make torchvision importable beside a torch build that lacks its C operators.

torch 2.13.0 and torchvision 0.28.0 work together (tested with timm 1.0.31). The registry's torchvision wheel
links CUDA libraries, so beside the CPU build of torch its operators do not load, and `import torchvision`,
hence `import timm`, fails on the missing schema `torchvision::nms`. Declaring the two schemas first is enough:
image transforms, timm's models and ONNX export never call them. Import this module before timm.
"""

from __future__ import annotations

import torch

# Kept alive: the schemas go when the library object is collected.
_library: torch.library.Library | None = None


def declare_operators() -> None:
    """Declare `torchvision::nms` and `torchvision::qnms` unless torch knows them already."""
    global _library
    if _library is not None:
        return
    library = torch.library.Library("torchvision", "FRAGMENT")
    for name in ("nms", "qnms"):
        try:
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        except RuntimeError:  # a torchvision whose operators load was imported first
            continue
    _library = library


declare_operators()
