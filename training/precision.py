"""Smaller numbers where they change little: fp16 for GPUs, int8 for CPUs, each with its price on photos.

fp16: all arithmetic but that of `_IN_FP32`. int8: weights by channel; activations by ranges that are seen on photos
(convolutional networks) or found anew for each photo (transformers).
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_dynamic,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process
from onnxruntime.transformers.float16 import DEFAULT_OP_BLOCK_LIST, convert_float_to_float16
from PIL import Image

from backend.predictor import Predictors
from backend.preprocessing import prepare
from training.drafts import Draft
from training.export import INPUT

# A variant is kept while it moves this much probability at most: of the mean photo, and of the worst.
MEAN_LIMIT, WORST_LIMIT = 0.02, 0.1
# Sums over many pixels or channels, exponentials: where fp16 overflows or loses its digits.
_IN_FP32 = ("InstanceNormalization", "LayerNormalization", "ReduceMean", "GlobalAveragePool", "Softmax")
_NOT_HALF = [*DEFAULT_OP_BLOCK_LIST, *_IN_FP32]
_MATRICES = ("MatMul", "Gemm")
# Of convolutional networks. What norms and residual sums hold loses too much: on a BiT network, 0.069 of the
# probability moves instead of 0.060.
_ROUNDED = ["Conv", "Clip", "Relu", *_MATRICES]
_RUNS = 3


@dataclass(frozen=True)
class Variant:
    """A network in other numbers, and what that changes on photos.

    total_variation, worst: probability moved, half of the sum of absolute differences, of the mean and the worst photo
    and predictor; same_best: share of photos whose likeliest class stays; ms, ms_fp32: of the network for a photo on
    the CPU here, None where that says nothing; kept: whether the bundle has it.
    """

    network: str
    provider: str
    precision: str
    file: str
    total_variation: float
    worst: float
    same_best: float
    photos: int
    ms: float | None
    ms_fp32: float | None
    megabytes: float
    kept: bool

    def facts(self) -> dict[str, Any]:
        """For the manifest."""
        return {k: round(v, 6) if isinstance(v, float) else v for k, v in asdict(self).items() if k != "network"}


def add_variants(draft: Draft, photos: list[Image.Image]) -> list[Variant]:
    """Try both precisions on every network that was exported here, and keep in the draft what holds its accuracy.

    photos: half of them set the ranges of int8, the others are judged.
    """
    seen, judged = photos[::2], photos[1::2] or photos
    baseline = _judge(draft, judged)
    found = []
    for entry in draft.networks:
        if "parity" not in entry or "precision" in entry:  # joined from another bundle as it is
            continue
        source = draft.folder / entry["file"]
        for provider, precision in (("gpu", "fp16"), ("cpu", "int8")):
            target = source.with_name(f"{source.stem}-{precision}.onnx")
            if precision == "fp16":
                half(source, target)
            else:
                eight_bits(source, target, (prepare(photo, entry["preprocessing"]) for photo in seen))
            variant = _compare(draft, entry["name"], provider, precision, target, judged, baseline)
            found.append(variant)
            if variant.kept:
                entry.setdefault("variants", {})[provider] = {"file": target.name, "precision": precision}
            else:
                target.unlink()
        entry["precision"] = [v.facts() for v in found if v.network == entry["name"]]
    return found


def half(source: Path, target: Path) -> None:
    """Write a network in fp16; its input and outputs stay fp32."""
    # Infers shapes from the path: networks may be larger than protobuf likes to copy.
    model = convert_float_to_float16(str(source), keep_io_types=True, op_block_list=_NOT_HALF)
    # Where two nodes that stay fp32 read one tensor, the converter casts it twice under one name.
    written: set[str] = set()
    nodes = [
        node for node in model.graph.node if not written.issuperset(node.output) and not written.update(node.output)
    ]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.save(model, target)


def eight_bits(source: Path, target: Path, inputs: Iterator[np.ndarray]) -> None:
    """Write a network in int8; inputs: what it sees of photos, (views, 3, H, W) each."""
    logging.disable(logging.WARNING)  # a line for every weight that has no channels
    try:
        if _is_transformer(source):
            quantize_dynamic(source, target, op_types_to_quantize=list(_MATRICES), per_channel=True)
            return
        with tempfile.TemporaryDirectory() as scratch:
            prepared = Path(scratch) / "prepared.onnx"
            # Folds batch norms and the like, which would be rounded for themselves otherwise.
            quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
            quantize_static(
                prepared,
                target,
                _Inputs(inputs),
                op_types_to_quantize=_ROUNDED,
                quant_format=QuantFormat.QDQ,
                per_channel=True,
                activation_type=QuantType.QUInt8,
                weight_type=QuantType.QInt8,
                calibrate_method=CalibrationMethod.MinMax,
            )
    finally:
        logging.disable(logging.NOTSET)


class _Inputs(CalibrationDataReader):
    def __init__(self, inputs: Iterator[np.ndarray]):
        # View by view: the ranges of all activations of a batch are in memory at once.
        self._views = (view[None] for views in inputs for view in views)

    def get_next(self) -> dict[str, np.ndarray] | None:
        view = next(self._views, None)
        return None if view is None else {INPUT: view}


def _is_transformer(path: Path) -> bool:
    """Whether most weights are in matrix products."""
    graph = onnx.load(path).graph
    size = {w.name: int(np.prod(w.dims)) for w in graph.initializer}
    matrices, convolutions = (
        sum(size.get(name, 0) for node in graph.node if node.op_type in kinds for name in node.input)
        for kinds in (_MATRICES, ("Conv",))
    )
    return matrices > convolutions


@dataclass(frozen=True)
class _Judged:
    probabilities: list[dict[str, np.ndarray]]
    ms: dict[str, float]


def _judge(draft: Draft, photos: list[Image.Image], files: dict[str, str] | None = None) -> _Judged:
    predictors = Predictors(draft.unsealed(files))
    probabilities = [predictors.predict(photo).probabilities for photo in photos]
    ms = {}
    for network in predictors.networks:
        times = []
        for photo in photos[:_RUNS]:
            begin = time.perf_counter()
            network.run(photo)
            times.append(1e3 * (time.perf_counter() - begin))
        ms[network.name] = min(times)
    return _Judged(probabilities, ms)


def _compare(
    draft: Draft, network: str, provider: str, precision: str, target: Path, photos: list[Image.Image], fp32: _Judged
) -> Variant:
    found = _judge(draft, photos, {network: target.name})
    names = [p["name"] for p in draft.predictors if p.get("network") == network]
    moved = np.array(
        [
            [0.5 * np.abs(a[name] - b[name]).sum() for name in names]
            for a, b in zip(found.probabilities, fp32.probabilities, strict=True)
        ]
    )
    same = [
        a[name].argmax() == b[name].argmax()
        for a, b in zip(found.probabilities, fp32.probabilities, strict=True)
        for name in names
    ]
    ms, ms_fp32 = (found.ms[network], fp32.ms[network]) if provider == "cpu" else (None, None)
    mean, worst = float(moved.mean(axis=0).max()), float(moved.max())
    accurate = mean <= MEAN_LIMIT and worst <= WORST_LIMIT
    return Variant(
        network,
        provider,
        precision,
        target.name,
        mean,
        worst,
        float(np.mean(same)),
        len(photos),
        ms,
        ms_fp32,
        target.stat().st_size / 1e6,
        # A slower variant would be a loss alone.
        accurate and (ms is None or ms < ms_fp32),
    )


def table(variants: list[Variant]) -> str:
    """The variants as a Markdown table."""
    lines = [
        "| network | for | numbers | moved, mean | moved, worst | same best class | ms a photo (fp32) | MB | kept |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for v in variants:
        ms = "" if v.ms is None else f"{v.ms:.0f} ({v.ms_fp32:.0f})"
        lines.append(
            f"| {v.network} | {v.provider.upper()} | {v.precision} | {v.total_variation:.4f} | {v.worst:.4f}"
            f" | {v.same_best:.0%} | {ms} | {v.megabytes:.0f} | {'yes' if v.kept else 'no'} |"
        )
    return "\n".join(lines)
