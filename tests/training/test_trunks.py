"""Trunks: weights that fit, and one clear sentence where they do not."""

import pytest
import torch
from huggingface_hub.errors import LocalEntryNotFoundError
from safetensors import SafetensorError
from safetensors.torch import save_file

from training.models.attributes import AttributePredictor, AttributeRecipe, mean_softmax
from training.models.trunks import TrunkError, create_trunk, load_trunk, made_by_tensorflow, preprocessing, timm


def test_weights_come_from_a_file_with_or_without_a_classifier(tmp_path):
    whole = timm.create_model("test_convnext", num_classes=10)
    save_file(whole.state_dict(), tmp_path / "whole.safetensors")
    trunk = create_trunk("test_convnext")
    assert not torch.equal(trunk.stem[0].weight, whole.stem[0].weight)
    load_trunk(trunk, tmp_path / "whole.safetensors")
    assert torch.equal(trunk.stem[0].weight, whole.stem[0].weight)
    save_file(trunk.state_dict(), tmp_path / "trunk.safetensors")
    load_trunk(create_trunk("test_convnext"), tmp_path / "trunk.safetensors")


def test_wrong_files_are_refused(tmp_path):
    save_file({"other": torch.zeros(1)}, tmp_path / "other.safetensors")
    (tmp_path / "text.safetensors").write_text("no weights")
    trunk = create_trunk("test_convnext")
    with pytest.raises(TrunkError, match=r"'other.safetensors' holds the weights of another network"):
        load_trunk(trunk, tmp_path / "other.safetensors")
    with pytest.raises(TrunkError, match=r"'text.safetensors' can't be read as safetensors"):
        load_trunk(trunk, tmp_path / "text.safetensors")


def test_without_the_hub_there_is_one_sentence(monkeypatch):
    def offline(*_, **__):
        raise LocalEntryNotFoundError("no connection\nand more lines")

    monkeypatch.setattr("training.models.trunks.check_hub", lambda repository: None)
    monkeypatch.setattr(timm, "create_model", offline)
    with pytest.raises(TrunkError, match=r"^The weights of 'test_convnext' can't be downloaded .* --from-scratch\.$"):
        create_trunk("test_convnext", pretrained=True)
    with pytest.raises(TrunkError, match="timm knows no network 'resnot'"):
        create_trunk("resnot")
    with pytest.raises(TrunkError, match="timm knows no network 'resnot'"):
        preprocessing("resnot", "five")


def test_damaged_weights_in_the_cache_are_one_sentence(monkeypatch):
    def damaged(*_, **__):
        raise SafetensorError("Error while deserializing header: incomplete metadata")

    monkeypatch.setattr("training.models.trunks.check_hub", lambda repository: None)
    monkeypatch.setattr(timm, "create_model", damaged)
    with pytest.raises(TrunkError, match=r"cache are damaged: delete 'models--timm--test_convnext\.r160_in1k' from it"):
        create_trunk("test_convnext", pretrained=True)


def test_pixels_of_the_published_trunks(tmp_path):
    resnet = preprocessing("resnet50", "five")
    assert (resnet["crops"], resnet["interpolation"], resnet["mean"]) == ("five", "bilinear", [0.485, 0.456, 0.406])
    assert preprocessing("resnetv2_50x1_bit.goog_in21k", "center")["mean"] == [0.5, 0.5, 0.5]
    # MobileNetV2: TensorFlow's weights come from a file, timm's own from the hub.
    assert made_by_tensorflow("mobilenetv2_100", tmp_path) and not made_by_tensorflow("mobilenetv2_100", None)
    assert preprocessing("mobilenetv2_100", "center", same_padding=True)["std"] == [0.5, 0.5, 0.5]


def test_an_attribute_predictor_starts_undecided():
    logits = AttributePredictor(7, "test_convnext")(torch.randn(2, 3, 224, 224))
    assert torch.equal(logits, torch.zeros(2, 7))
    assert torch.allclose(mean_softmax(logits[:, None]), torch.full((2, 7), 1 / 7))


def test_rate_of_attribute_predictors():
    """BiT's own: warm-up, then a tenth at 30, 60 and 90 of 100 epochs; the same shape for fewer."""
    for epochs in (100, 10):
        recipe = AttributeRecipe(epochs=epochs)
        rates = [recipe.rate(share * epochs) for share in (0.015, 0.03, 0.29, 0.31, 0.61, 0.91)]
        assert rates == pytest.approx([0.0015, 0.003, 0.003, 3e-4, 3e-5, 3e-6])


def test_the_laptop_trunk_loads_the_backbone(data):
    trunk = create_trunk("mobilenetv2_100", same_padding=True)
    load_trunk(trunk, data / "backbones" / "mobilenetv2_100_imagenet.safetensors")
