"""torchvision and timm can be imported beside a torch without torchvision's C operators."""

import torch

import training._torchvision as shim


def test_the_schemas_are_declared_once_and_timm_imports():
    shim.declare_operators()
    assert torch.ops.torchvision.nms is not None
    import timm
    import torchvision.transforms

    assert timm.is_model("mobilenetv2_100")
    assert torchvision.transforms.Resize(8)(torch.zeros(3, 16, 16)).shape == (3, 8, 8)
