"""One network: outputs by name, the file that really runs, and what ONNX Runtime refuses."""

import numpy as np
import onnxruntime
import pytest
from PIL import Image

from backend.bundle import Bundle
from backend.errors import BundleError, PredictorError
from backend.network import CPU, CUDA, Network
from tests.backend.onnx_by_hand import mean_colour, network

ORANGE = Image.new("RGB", (200, 100), (255, 127, 0))
PREPROCESSING = {
    "resize_short_side": 32,
    "crop": 24,
    "crops": "five",
    "interpolation": "bilinear",
    "mean": [0.0, 0.0, 0.0],
    "std": [1.0, 1.0, 1.0],
}


@pytest.fixture
def opened(tmp_path):
    """Make a network of files (name -> bytes) and variants; the file is trunk.onnx."""

    def opened(variants=None, preprocessing=PREPROCESSING, wanted="auto", **files):
        for name, content in {"trunk": mean_colour(), **files}.items():
            (tmp_path / f"{name}.onnx").write_bytes(content)
        entry = {"name": "trunk", "file": "trunk.onnx", "preprocessing": preprocessing}
        if variants:
            entry["variants"] = variants
        listed = dict.fromkeys(path.name for path in tmp_path.iterdir())
        return Network(Bundle(tmp_path, {"name": "tiny", "files": listed}, ""), entry, threads=1, wanted=wanted)

    return opened


@pytest.fixture
def started(monkeypatch):
    """The (file, first provider) of every session that was asked for."""
    asked = []
    real = onnxruntime.InferenceSession

    def session(path, options, providers):
        asked.append((path.rsplit("/", 1)[-1], providers[0]))
        return real(path, options, providers=[CPU])

    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    return asked


@pytest.fixture
def gpu(monkeypatch):
    """A computer on which ONNX Runtime offers a GPU, as it does without its libraries too."""
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CUDA, CPU])


def test_every_output_by_name_a_row_a_view(opened):
    two = network(
        ("GlobalAveragePool", "photo", "pooled"),
        ("Flatten", "pooled", "embedding"),
        ("Concat", "embedding embedding", "logits", {"axis": 1}),
        outputs={"logits": 6, "embedding": 3},
    )
    found = opened(trunk=two)
    assert found.outputs == {"logits": 6, "embedding": 3}
    outputs = found.run(ORANGE)
    assert outputs["embedding"] == pytest.approx(np.tile([1, 127 / 255, 0], (5, 1)), abs=1e-6)
    assert outputs["logits"] == pytest.approx(np.tile([1, 127 / 255, 0], (5, 2)), abs=1e-6)
    assert outputs["logits"].dtype == np.float32


def test_the_variant_for_the_cpu_runs_there_and_is_loaded_once(opened, started):
    variants = {"cpu": {"file": "small.onnx", "precision": "int8"}, "gpu": {"file": "half.onnx", "precision": "fp16"}}
    found = opened(variants, small=mean_colour(), half=mean_colour())
    assert (found.file, found.precision, found.provider, found.note) == ("small.onnx", "int8", CPU, None)
    assert started == [("small.onnx", CPU)]


def test_without_a_variant_for_the_cpu_the_file_runs(opened, started):
    found = opened({"gpu": {"file": "half.onnx", "precision": "fp16"}}, half=mean_colour())
    assert (found.file, found.precision, found.note) == ("trunk.onnx", "fp32", None)
    assert started == [("trunk.onnx", CPU)]


@pytest.mark.parametrize("refused", [b"no network", network(("Nope", "photo", "x"), outputs={"x": 3})])
def test_a_variant_that_is_refused_gives_way_to_the_file(opened, refused):
    found = opened({"cpu": {"file": "small.onnx", "precision": "int8"}}, small=refused)
    assert (found.file, found.precision) == ("trunk.onnx", "fp32")
    assert found.note.startswith("'trunk.onnx' runs instead of 'small.onnx': ")
    assert found.run(ORANGE)["embedding"].shape == (5, 3)


def test_on_a_gpu_the_variant_for_it_runs(opened, gpu, monkeypatch):
    real = onnxruntime.InferenceSession

    def session(path, options, providers):
        found = real(path, options, providers=[CPU])
        found.get_providers = lambda: providers
        return found

    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    variants = {"cpu": {"file": "small.onnx", "precision": "int8"}, "gpu": {"file": "half.onnx", "precision": "fp16"}}
    found = opened(variants, small=mean_colour(), half=mean_colour())
    assert (found.file, found.precision, found.provider, found.note) == ("half.onnx", "fp16", CUDA, None)
    found = opened(variants, small=mean_colour(), half=b"no network")
    assert (found.file, found.precision, found.provider) == ("trunk.onnx", "fp32", CUDA)
    assert "instead of 'half.onnx'" in found.note


def test_a_gpu_that_is_offered_but_does_not_run_is_said_so(opened, gpu, started):
    found = opened({"gpu": {"file": "half.onnx", "precision": "fp16"}}, half=mean_colour())
    assert (found.file, found.provider) == ("trunk.onnx", CPU)
    assert found.note == "The GPU could not be used: ONNX Runtime found no working CUDA libraries."
    assert started == [("half.onnx", CUDA), ("trunk.onnx", CPU)]


def test_whoever_wants_the_cpu_never_meets_the_gpu(opened, gpu, started):
    found = opened(wanted="cpu")
    assert (found.provider, found.note) == (CPU, None)
    assert started == [("trunk.onnx", CPU)]


def test_whoever_wants_cuda_gets_it_or_a_sentence(opened, started, monkeypatch):
    with pytest.raises(PredictorError, match=r"CUDA was asked for .* has no CUDA here\): choose") as none:
        opened(wanted="cuda")
    assert none.value.code == "cuda_missing"
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CUDA, CPU])
    with pytest.raises(PredictorError, match="no working CUDA libraries"):
        opened(wanted="cuda")


def test_a_network_without_variants_is_loaded_once_even_then(opened, gpu, started):
    assert opened().provider == CPU
    assert started == [("trunk.onnx", CUDA)]


def test_a_gpu_that_fails_is_replaced_by_the_cpu_and_said_so(opened, gpu, monkeypatch):
    real = onnxruntime.InferenceSession

    def session(path, options, providers):
        if CUDA in providers:
            raise RuntimeError("CUDA failure 35: driver too old\nsecond line")
        return real(path, options, providers=providers)

    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    found = opened()
    assert found.provider == CPU
    assert found.note == "The GPU could not be used: CUDA failure 35: driver too old"


@pytest.mark.parametrize("content", [b"no network", network(("Nope", "photo", "x"), outputs={"x": 3})])
def test_a_file_that_is_refused_is_a_predictor_error_in_one_sentence(opened, content):
    with pytest.raises(PredictorError, match=r"could not load the network 'trunk\.onnx'.*install the bundle again"):
        opened(trunk=content)


def test_a_network_for_one_view_refuses_five(opened):
    with pytest.raises(PredictorError, match=r"'trunk\.onnx'.*invalid dimensions"):
        opened(trunk=mean_colour(views=1))


def test_an_output_must_have_a_row_a_view(opened):
    pooled = network(("GlobalAveragePool", "photo", "pooled"), outputs={"pooled": 3})
    with pytest.raises(BundleError, match=r"'trunk\.onnx' gives 'pooled' in the shape \(5, 3, 1, 1\) for 5 views"):
        opened(trunk=pooled)


def test_an_answer_that_is_not_finite_is_a_predictor_error(opened):
    # The logarithm of no blue at all.
    log = network(
        ("GlobalAveragePool", "photo", "pooled"),
        ("Flatten", "pooled", "mean"),
        ("Log", "mean", "embedding"),
        outputs={"embedding": 3},
    )
    with pytest.raises(PredictorError, match="'trunk' gave no finite answer"):
        opened(trunk=log).run(ORANGE)


def test_preprocessing_is_checked_before_anything_is_loaded(opened, started):
    with pytest.raises(BundleError, match="network 'trunk' has the crop 33"):
        opened(preprocessing={**PREPROCESSING, "crop": 33})
    assert started == []
