"""One network: outputs by name, the file that really runs, and what ONNX Runtime refuses."""

import numpy as np
import onnxruntime
import pytest
from PIL import Image

from backend.bundle import Bundle
from backend.errors import BundleError, OutOfMemory, PredictorError
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


# What ONNX Runtime says of a GPU that is lost: https://github.com/microsoft/onnxruntime/issues/6986, 14211, 23301.
LOST = [
    "[ONNXRuntimeError] : 1 : FAIL : CUDA failure 719: unspecified launch failure ; GPU=0 ; hostname=ATHENA ;"
    " file=/src/gpu_data_transfer.cc ; line=73 ; expr=cudaMemcpyAsync(dst_data, src_data, bytes);",
    "[ONNXRuntimeError] : 1 : FAIL : CUDA failure 999: unknown error ; GPU=0 ; hostname=ATHENA ; expr=cudaSetDevice();",
    "[ONNXRuntimeError] : 11 : EP_FAIL : Non-zero status code returned while running Conv node. Name:'c' Status"
    " Message: CUDNN_FE failure 11: CUDNN_BACKEND_API_FAILED ; GPU=0 ; hostname=ATHENA ; file=/src/conv.cc ; line=483",
    "[ONNXRuntimeError] : 1 : FAIL : CUDA failure 2: out of memory ; GPU=0 ; hostname=ATHENA ; expr=cudaMalloc(p, n);",
]


class LosableGpu:
    """A session that says it runs on the GPU, until the GPU is lost; it must not be let go of then."""

    def __init__(self, session):
        self._session = session
        self.lost = ""

    def get_providers(self):
        return [CUDA, CPU]

    def get_inputs(self):
        return self._session.get_inputs()

    def get_outputs(self):
        return self._session.get_outputs()

    def run(self, *arguments):
        if self.lost:
            raise RuntimeError(self.lost)
        return self._session.run(*arguments)

    def __del__(self):
        assert not self.lost, "ONNX Runtime would end the process"


@pytest.fixture
def losable(gpu, monkeypatch):
    """Sessions on the GPU are `LosableGpu`; returns those, and what sessions were started."""
    real, found = onnxruntime.InferenceSession, []

    def session(path, options, providers):
        made = real(path, options, providers=[CPU])
        if CUDA in providers:
            made = LosableGpu(made)
            found.append(made)
        return made

    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    yield found
    for one in found:
        one.lost = ""


@pytest.mark.parametrize("said", LOST)
def test_a_gpu_lost_in_mid_run_gives_way_to_the_cpu_for_the_same_photo(opened, losable, said):
    variants = {"cpu": {"file": "small.onnx", "precision": "int8"}, "gpu": {"file": "half.onnx", "precision": "fp16"}}
    found = opened(variants, small=mean_colour(), half=mean_colour())
    before = found.run(ORANGE)["embedding"]
    assert (found.provider, found.note) == (CUDA, None)
    losable[0].lost = said
    for _ in range(2):
        assert found.run(ORANGE)["embedding"] == pytest.approx(before)
        assert (found.file, found.precision, found.provider) == ("small.onnx", "int8", CPU)
    assert found.note.startswith("The GPU failed while photos were worked on: [ONNXRuntimeError]")
    assert "ATHENA" not in found.note, "the computer's name travels with results"
    assert len(losable) == 1, "the GPU is not tried again"


def test_whoever_wants_cuda_alone_is_told_that_it_is_lost(opened, losable):
    found = opened(wanted="cuda")
    losable[0].lost = LOST[0]
    with pytest.raises(PredictorError, match=r"The GPU failed \(.*CUDA failure 719.*choose another provider") as lost:
        found.run(ORANGE)
    assert lost.value.code == "cuda_lost"
    assert found.provider == CUDA


def test_a_lost_gpu_and_no_cpu_either_is_tried_again_with_the_next_photo(opened, losable, monkeypatch):
    found = opened()
    losable[0].lost = LOST[0]
    session = onnxruntime.InferenceSession
    monkeypatch.setattr(onnxruntime, "InferenceSession", lambda *_, **__: bytearray(2**62))
    with pytest.raises(OutOfMemory, match=r"not enough memory for the network 'trunk.onnx'"):
        found.run(ORANGE)
    monkeypatch.setattr(onnxruntime, "InferenceSession", session)
    assert found.run(ORANGE)["embedding"].shape == (5, 3)
    assert found.provider == CPU


@pytest.mark.parametrize(
    "said",
    [
        "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : Exception during initialization: std::bad_alloc",
        "[ONNXRuntimeError] : 1 : FAIL : bad allocation",
        "[ONNXRuntimeError] : 6 : bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 9",
    ],
)
def test_want_of_memory_is_told_as_such(opened, monkeypatch, said):
    found = opened()

    def run(*_):
        raise RuntimeError(said)

    monkeypatch.setattr("backend.network._run", run)
    with pytest.raises(OutOfMemory, match="not enough memory for the network 'trunk'") as none:
        found.run(ORANGE)
    assert none.value.code == "out_of_memory"
