"""Exported networks against PyTorch eager, side by side on two threads: `make bench-export`.

Prints milliseconds a photo of the network alone (both get the same pixels) and the ratio. Weights are random: the time
does not depend on them.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from training.embedding import Projection
from training.export import INPUT, export_crops, export_network
from training.models.attributes import AttributePredictor
from training.models.embedder import Embedder, Trunk
from training.models.geoclip import ImageTower, clip_visual
from training.models.geoestimation import GeoEstimation

THREADS = 2
ROUNDS = 15


def compare(name: str, network: torch.nn.Module, file: Path, photo: np.ndarray) -> None:
    """Run both in turn, so that a busy machine slows both, and print medians."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    tensor = torch.from_numpy(photo)
    eager, exported = [], []
    with torch.inference_mode():
        for _ in range(ROUNDS + 2):
            begin = time.perf_counter()
            network(tensor)
            middle = time.perf_counter()
            session.run(None, {INPUT: photo})
            eager.append(1e3 * (middle - begin))
            exported.append(1e3 * (time.perf_counter() - middle))
    torch_ms, onnx_ms = (statistics.median(times[2:]) for times in (eager, exported))
    best = min(eager) / min(exported)
    print(f"{name:34s}{torch_ms:10.1f}{onnx_ms:10.1f}{torch_ms / onnx_ms:10.2f}{best:14.2f}", flush=True)


def main() -> None:
    """Starter, ResNet-50, BiT and ViT-L/14."""
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    print(f"{'one photo, 2 threads':34s}{'torch ms':>10s}{'ONNX ms':>10s}{'ratio':>10s}{'ratio of best':>14s}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "network.onnx"
        shapes = (2208, 2208, (1280, 256), (928, 128), (2, 384))
        starter = Embedder(Trunk(), Projection(*(random.normal(size=s).astype(np.float32) for s in shapes))).eval()
        export_network(starter, file, half=True)
        compare("starter (EfficientNet-Lite2)", starter, file, random.normal(size=(1, 3, 288, 384)).astype("f"))
        networks = {
            "GeoEstimation (ResNet-50)": lambda: GeoEstimation((3298, 7202, 12893)),
            "attributes (BiT ResNet-50v2)": lambda: AttributePredictor(7),
            "GeoCLIP (ViT-L/14)": lambda: ImageTower(clip_visual(weights=None)),
        }
        for name, make in networks.items():
            network = make().eval()
            export_crops(network, file, network.outputs, 224)
            compare(name, network, file, random.normal(size=(1, 3, 224, 224)).astype("f"))


if __name__ == "__main__":
    main()
