"""From torch to ONNX (opset 17), checked against torch, and the manifest that seals a bundle."""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from backend.bundle import sha256_of
from backend.manifest import FORMAT, FORMAT_VERSION
from training.folding import folded

OPSET = 17
INPUT = "photo"
_LEAST_SIZE = 2048  # values; smaller weights stay in fp32, they weigh nothing


def export_network(module: nn.Module, path: Path, *, half: bool, int8: Sequence[str] = ()) -> float:
    """Write a photo network (input "photo" (1, 3, H, W), output "embedding" (1, d)) and compare it with torch.

    half: store large weights in fp16; int8: layers (ends of module paths, with "/") whose weights are stored in int8
    with a scale for each output channel. Arithmetic stays fp32. Returns the largest 1 - cosine over three made-up
    photos of several shapes. Raises RuntimeError above 1e-4.
    """
    _trace(module, path, torch.zeros(1, 3, 256, 384), ["embedding"], {INPUT: {2: "height", 3: "width"}})
    model = onnx.load(path)
    _store_int8(model, int8)
    if half:
        _store_half(model)
    onnx.checker.check_model(model)
    onnx.save(model, path)
    worst = _worst_distance(module, path)
    if worst > 1e-4:
        raise RuntimeError(f"'{path.name}' differs from its torch original: 1 - cosine is {worst:.1e}.")
    return worst


def export_crops(module: nn.Module, path: Path, outputs: Sequence[str], side: int) -> None:
    """Write a network of square crops in fp32: input "photo" (views, 3, side, side), its outputs (views, d) by name.

    Nothing is compared here: `training.parity` compares the probabilities that come out in the end.
    """
    # Two views: a batch of one can be traced into constants.
    axes = {name: {0: "views"} for name in (INPUT, *outputs)}
    _trace(folded(module), path, torch.zeros(2, 3, side, side), outputs, axes)
    onnx.checker.check_model(str(path))


def _trace(module: nn.Module, path: Path, example: torch.Tensor, outputs: Sequence[str], axes: dict) -> None:
    with warnings.catch_warnings():
        # The tracing exporter is deprecated; its successor needs another package and begins at opset 18.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            (example,),
            str(path),
            input_names=[INPUT],
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )


def _store_half(model: onnx.ModelProto) -> None:
    for weight in list(model.graph.initializer):
        values, name = numpy_helper.to_array(weight), weight.name
        if values.dtype == np.float32 and values.size >= _LEAST_SIZE:
            weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
            _put_first(model, helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))


def _store_int8(model: onnx.ModelProto, layers: Sequence[str]) -> None:
    """ONNX Runtime multiplies once, when it loads. Raises KeyError for a layer that the graph does not have."""
    weights = {weight.name: weight for weight in model.graph.initializer}
    for layer in layers:
        # A convolution's node is called by the path of its module; a matrix keeps its own name.
        nodes = [n for n in model.graph.node if f"/{n.name}".endswith(f"/{layer}/Conv") or layer in n.input]
        (name,) = {n.input[1] for n in nodes} or {layer}
        weight = weights[name]
        values = numpy_helper.to_array(weight)
        # Output channels are the first axis of a convolution's weights, the last of a matrix.
        scale = np.abs(values).max(axis=0 if values.ndim == 2 else (1, 2, 3), keepdims=True) / np.float32(127)
        weight.CopyFrom(numpy_helper.from_array(np.rint(values / scale).astype(np.int8), f"{name}.int8"))
        model.graph.initializer.append(numpy_helper.from_array(scale, f"{name}.scale"))
        _put_first(model, helper.make_node("Mul", [f"{name}.steps", f"{name}.scale"], [name]))
        _put_first(model, helper.make_node("Cast", [f"{name}.int8"], [f"{name}.steps"], to=TensorProto.FLOAT))


def _put_first(model: onnx.ModelProto, node: onnx.NodeProto) -> None:
    model.graph.node.insert(0, node)


@torch.no_grad()
def _worst_distance(module: nn.Module, path: Path) -> float:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    random = np.random.default_rng(0)
    worst = 0.0
    for height, width in ((256, 384), (384, 256), (256, 512)):
        # Blurred noise: smooth like a photo, so activations are of the usual size.
        coarse = torch.from_numpy(random.uniform(-1, 1, (1, 3, height // 32, width // 32)).astype(np.float32))
        photo = torch.nn.functional.interpolate(coarse, (height, width), mode="bilinear")
        expected = module(photo).numpy().ravel().astype(np.float64)
        found = session.run(None, {"photo": photo.numpy()})[0].ravel().astype(np.float64)
        cosine = expected @ found / np.linalg.norm(expected) / np.linalg.norm(found)
        worst = max(worst, 1.0 - cosine)
    return worst


def write_manifest(folder: Path, content: dict[str, Any]) -> Path:
    """Write manifest.json with the SHA-256 of every other file in the folder, whole or not at all."""
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.name != "manifest.json")
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        **content,
        "files": {p.name: sha256_of(p) for p in files},
    }
    target = folder / "manifest.json"
    handle, scratch = tempfile.mkstemp(dir=folder, prefix=".manifest-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(manifest, file, indent=1, ensure_ascii=False)
            file.write("\n")
        Path(scratch).chmod(0o644)
        Path(scratch).replace(target)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
    return target
