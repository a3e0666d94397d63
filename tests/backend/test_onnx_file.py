"""Networks' files looked at without running them; ONNX Runtime is never asked here."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.bundle import STARTER
from backend.errors import BundleError
from backend.onnx_file import NetworkFile, read_network
from tests.backend.onnx_by_hand import (
    DOUBLE,
    FLOAT16,
    INT64,
    graph,
    mean_colour,
    mean_colour_and_brightness,
    network,
    tensor,
)
from tests.fuzz.sentences import fault_of

POOL = (("GlobalAveragePool", "photo", "pooled"), ("Flatten", "pooled", "logits"))
LOGITS = {"logits": 3}


@pytest.fixture
def read(tmp_path):
    def read(data):
        (tmp_path / "net.onnx").write_bytes(data)
        return read_network(tmp_path / "net.onnx")

    return read


def test_what_goes_in_and_out(read):
    assert read(mean_colour()) == NetworkFile("net.onnx", (None, 3, None, None), {"embedding": 3})
    assert read(mean_colour(views=5)).input == (5, 3, None, None)
    assert read(mean_colour_and_brightness(embedding="embedding")).outputs == {"logits": 4, "embedding": 4}
    assert read_network(STARTER / "trunk.onnx").outputs == {"embedding": 384}


def test_domains_that_onnx_runtime_names_itself_are_no_operators(read):
    assert read(network(*POOL, outputs=LOGITS, opsets={"": 17, "ai.onnx.ml": 3})).outputs == LOGITS
    with pytest.raises(BundleError, match=r"domain 'ai\.onnx\.ml'"):
        read(network(*POOL, ("Trees", "pooled", "y", {}, "ai.onnx.ml"), outputs=LOGITS))


def weights(values, kind=np.float32, onnx_kind=1):
    values = np.asarray(values, kind)
    return tensor("w", values.shape, values.tobytes(), kind=onnx_kind)


def test_good_tensors(read):
    shape = tensor("shape", (2,), np.array([1, 3], np.int64).tobytes(), kind=INT64)
    bound = weights(np.inf)  # scalars may be infinite: bounds are
    for good in (weights([[1.0, 2.0]]), weights([[1.0]], np.float16, FLOAT16), weights([[1.0]], float, DOUBLE), bound):
        assert read(network(*POOL, outputs=LOGITS, tensors=[good, shape])).outputs == LOGITS
    unpacked = tensor("w", (2,), extra=b"\x25\x00\x00\x80\x3f\x25\x00\x00\x80\x3f")
    assert read(network(*POOL, outputs=LOGITS, tensors=[unpacked])).outputs == LOGITS
    # Before version 4 of the format, the tensors of the file were inputs too.
    old = {"photo": ("n", 3, "h", "w"), "w": (1, 2)}
    assert read(network(*POOL, outputs=LOGITS, tensors=[weights([[1.0, 2.0]])], inputs=old)).input[1] == 3


def branches(depth):
    inner = graph(("Relu", "pooled", "x"))
    for _ in range(depth):
        inner = graph(("If", "yes", "x", {"then_branch": inner, "else_branch": graph(("Relu", "pooled", "x"))}))
    return inner


BIG = np.array([1, 100_000, 100_000], np.int64).tobytes()
PACKED_BIG = b"\x3a\x07\x01" + b"\xa0\x8d\x06" * 2  # int64_data, packed


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no whole ONNX file"),
        (b"no network at all", "no whole ONNX file"),
        (mean_colour()[:-30], "no whole ONNX file"),
        (mean_colour() + mean_colour(), "no whole ONNX file"),
        (b"\x08" + b"\xff" * 30, "no whole ONNX file"),
        *((network(*POOL, outputs=LOGITS, opsets={"": v}), f"opset {v}:") for v in (0, 6, 22, 2**40)),
        (network(*POOL, outputs=LOGITS, opsets={}), "opset 0:"),
        (network(*POOL, outputs=LOGITS, opsets={"": 17, "evil.example": 1}), "domain 'evil.example'"),
        (network(*POOL, ("Run", "pooled", "y", {}, "evil.example"), outputs=LOGITS), "domain 'evil.example'"),
        (
            network(("If", "c", "y", {"then_branch": graph(("Run", "x", "y", {}, "evil"))}), outputs=LOGITS),
            "domain 'evil'",
        ),
        *(
            (
                network(*POOL, outputs=LOGITS, tensors=[tensor("w", (1,), external=path)]),
                "keeps its weights in other files",
            )
            for path in ("/etc/passwd", "../../secret.bin", "link.bin", "")
        ),
        (
            network(("Constant", "", "w", {"value": tensor("w", (1,), external="/etc/passwd")}), *POOL, outputs=LOGITS),
            "keeps its weights in other files",
        ),
        (
            network(*POOL, outputs=LOGITS, tensors=[tensor("w", (10**6, 10**6), b"\x00" * 8)]),
            r"'w' of 1000000 x 1000000",
        ),
        (network(*POOL, outputs=LOGITS, tensors=[tensor("w", (10**12,))]), "'w' of 1000000000000 numbers"),
        (network(*POOL, outputs=LOGITS, tensors=[tensor("w", (-1,), b"\x00" * 8)]), "which the file does not hold"),
        (
            network(*POOL, outputs=LOGITS, tensors=[tensor("w", (2,), b"\x00" * 8, kind=99)]),
            "which the file does not hold",
        ),
        (network(*POOL, outputs=LOGITS, tensors=[weights([[1, np.nan]])]), "'w' that are not finite"),
        (network(*POOL, outputs=LOGITS, tensors=[weights([[1, np.inf]])]), "'w' that are not finite"),
        (network(*POOL, outputs=LOGITS, tensors=[weights([[np.nan]], np.float16, FLOAT16)]), "not finite"),
        (network(*POOL, outputs=LOGITS, tensors=[weights([np.nan], float, DOUBLE)]), "not finite"),
        (
            network(*POOL, outputs=LOGITS, tensors=[tensor("w", (1,), extra=b"\x22\x04" + struct.pack("<f", np.nan))]),
            "not finite",
        ),
        (
            network(("ConstantOfShape", "s", "y"), *POOL, outputs=LOGITS, tensors=[tensor("s", (3,), BIG, kind=INT64)]),
            "makes a tensor of 1e",
        ),
        (
            network(
                ("Constant", "", "s", {"value": tensor("", (3,), BIG, kind=INT64)}),
                ("Expand", "photo s", "y"),
                *POOL,
                outputs=LOGITS,
            ),
            "makes a tensor of 1e",
        ),
        (
            network(
                ("Tile", "photo s", "y"),
                *POOL,
                outputs=LOGITS,
                tensors=[tensor("s", (3,), kind=INT64, extra=PACKED_BIG)],
            ),
            "makes a tensor of 1e",
        ),
        (network(("If", "c", "y", {"then_branch": branches(20)}), *POOL, outputs=LOGITS), "nested more than 16 deep"),
        (network(*POOL, outputs=LOGITS, inputs={"photo": (1, 3, 8, 8), "more": (1,)}), "has 2 inputs"),
        (network(*POOL, outputs={}), "0 outputs"),
        (network(*POOL, outputs=LOGITS, inputs={"photo": (1, 8, 8, 3)}), r"\(1, 8, 8, 3\): it must be float32"),
        (network(*POOL, outputs=LOGITS, inputs={"photo": (1, 3)}), "it must be float32"),
        (network(*POOL, outputs=LOGITS, kind=FLOAT16), "it must be float32"),
        (network(*POOL, outputs={"logits": (1, 3, 1, 1)}), r"'logits' in the shape \(1, 3, 1, 1\)"),
        (network(*POOL, outputs={"logits": ("views", "width")}), r"'logits' in the shape \(any, any\)"),
        (network(*POOL, outputs={"logits": (1, 10**9)}), "'logits' in the shape"),
    ],
)
def test_what_is_refused_in_one_sentence_that_names_it(read, data, message):
    with pytest.raises(BundleError, match=message) as caught:
        read(data)
    assert fault_of(str(caught.value), "net.onnx") is None


def test_sparse_tensors_and_files_of_nothing_but_fields_are_refused(read, monkeypatch):
    monkeypatch.setattr("backend.onnx_file._MOST_FIELDS", 20)
    with pytest.raises(BundleError, match="parts: it is refused"):
        read(network(*POOL * 10, outputs=LOGITS))
    monkeypatch.undo()
    sparse = graph() + b"\x7a\x00"  # field 15 of a graph: sparse tensors
    with pytest.raises(BundleError, match="sparse tensors"):
        read(network(("If", "c", "y", {"then_branch": sparse}), *POOL, outputs=LOGITS))


@settings(deadline=None)
@given(st.data())
def test_any_damage_is_read_or_refused_in_a_sentence(data):
    import tempfile
    from pathlib import Path

    content = bytearray(
        network(*POOL, outputs=LOGITS, tensors=[weights([[1.0, 2.0]]), tensor("s", (3,), BIG, kind=INT64)])
    )
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "net.onnx"
        path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
        try:
            assert isinstance(read_network(path), NetworkFile)
        except BundleError as error:
            assert "'net.onnx'" in str(error)
