"""Lines that pip has printed, of several versions, and what is made of them."""

from pathlib import Path

import pytest
from photo_geolocator.plugin.errors import DiskFull
from photo_geolocator.plugin.pip_progress import PipProgress, explain, without_credentials

PIP_23 = """\
Looking in indexes: https://pypi.org/simple
Collecting rasterio<2,>=1.4
  Downloading rasterio-1.4.4-cp311-cp311-manylinux_2_28_x86_64.whl (35.9 MB)
Collecting s2sphere<0.3,>=0.2.5
  Using cached s2sphere-0.2.5-py2.py3-none-any.whl (23 kB)
Requirement already satisfied: setuptools in ./lib (1.0)
Installing collected packages: s2sphere, rasterio
"""
PIP_25 = """\
Collecting rasterio<2,>=1.4
  Downloading rasterio-1.4.4-cp311-cp311-manylinux_2_28_x86_64.whl.metadata (9.2 kB)
Downloading rasterio-1.4.4-cp311-cp311-manylinux_2_28_x86_64.whl (35.9 MB)
Using cached onnxruntime_gpu-1.31.1-cp311-cp311-win_amd64.whl (1.2 GB)
Installing collected packages: s2sphere, rasterio
"""


def read(text, expected_mb):
    progress = PipProgress(expected_mb)
    seen = [(line, progress.read(line), progress.share) for line in text.splitlines()]
    return {line.strip(): (shown, share) for line, shown, share in seen}


def test_an_older_pip():
    seen = read(PIP_23, 359.0)
    assert seen["Looking in indexes: https://pypi.org/simple"] == ("", 0)
    assert seen["Collecting rasterio<2,>=1.4"] == ("Looking for rasterio …", 0)
    shown, share = seen["Downloading rasterio-1.4.4-cp311-cp311-manylinux_2_28_x86_64.whl (35.9 MB)"]
    assert shown == "Fetching rasterio, 35.9 MB (1 packages so far)"
    assert share == pytest.approx(0.1)
    assert seen["Installing collected packages: s2sphere, rasterio"] == ("Installing 2 packages …", 1)


def test_a_newer_pip():
    seen = read(PIP_25, 3590.0)
    assert seen["Downloading rasterio-1.4.4-cp311-cp311-manylinux_2_28_x86_64.whl.metadata (9.2 kB)"] == ("", 0)
    shown, share = seen["Using cached onnxruntime_gpu-1.31.1-cp311-cp311-win_amd64.whl (1.2 GB)"]
    assert shown == "Fetching onnxruntime_gpu, 1200.0 MB (2 packages so far)"
    assert share == pytest.approx(1235.9 / 3590)


def test_a_wheel_on_disk_counts_by_its_size(tmp_path):
    wheel = tmp_path / "tiny one-1.0-py3-none-any.whl"
    wheel.write_bytes(bytes(500_000))
    progress = PipProgress(1.0)
    assert "tiny one" in progress.read(f"Processing {wheel}")
    assert progress.share == pytest.approx(0.5)


def test_it_never_claims_more_than_all():
    progress = PipProgress(1.0)
    progress.read("Downloading a-1-py3-none-any.whl (35.9 MB)")
    assert progress.share == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Looking in indexes: https://me:se%20cret@index.example/simple", "https://index.example/simple"),
        ("Cannot connect to proxy http://me@10.0.0.1:3128", "http://10.0.0.1:3128"),
        ("Cannot connect to http://me:s/e@cret@10.0.0.1:3128", "http://10.0.0.1:3128"),
        ("mail me@example.org", "mail me@example.org"),
    ],
)
def test_accounts_are_taken_out(line, expected):
    assert without_credentials(line).endswith(expected)
    assert "cret" not in without_credentials(line)


UNREACHABLE = """\
WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by \
'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new \
connection: [Errno -2] Name or service not known')': /simple/numpy/
ERROR: Could not find a version that satisfies the requirement numpy<3,>=1.26 (from versions: none)
ERROR: No matching distribution found for numpy<3,>=1.26
"""


@pytest.mark.parametrize(
    ("text", "wheels", "expected"),
    [
        (UNREACHABLE, None, "can't be reached"),
        ("ERROR: No matching distribution found for numpy<3,>=1.26", None, "no built package of numpy for Python 3.15"),
        ("ERROR: No matching distribution found for numpy<3,>=1.26", Path("w"), "folder of wheels lacks numpy"),
        ("WARNING: ... ProxyError('Cannot connect to proxy.', OSError('407'))", None, "proxy refused"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", None, "certificate is not trusted"),
        ("ERROR: Could not install packages due to an OSError: Missing dependencies for SOCKS support.", None, "SOCKS"),
        ("ERROR: Could not install packages: OSError: [Errno 13] Permission denied: '/x'", None, "permissions"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            None,
            "not the one that was tested",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n h11==1 from file:///a/h11-1-py3-none-any.whl (from -r x):",
            Path("w"),
            "file, h11-1-py3-none-any.whl:",
        ),
        ("zipfile.BadZipFile: Bad magic number", None, "arrived damaged"),
        ("ERROR: Wheel 'h11' located at /a b/h11-1-py3-none-any.whl is invalid.", None, "arrived damaged"),
        (
            r"ERROR: Wheel 'h11' located at C:\a b\h11-1-py3-none-any.whl is invalid.",
            Path("w"),
            "file, h11-1-py3-none-any.whl:",
        ),
        (
            "Processing /w/a-1.whl\nProcessing /w/b-2.whl\nzipfile.BadZipFile: no zip",
            Path("w"),
            "damaged file, b-2.whl:",
        ),
        ("zipfile.BadZipFile: no zip", Path("wheels"), "damaged file, wheels:"),
        ("pip._vendor.urllib3.exceptions.IncompleteRead: IncompleteRead(5 bytes read)", None, "can't be reached"),
        ("Error: Command '[...]' returned non-zero exit status 1.\nNo module named ensurepip", None, "python3-venv"),
        ("ERROR: something new at https://me:pw@host/.", None, "something new at https://host/)"),
        ("", None, "it said nothing"),
    ],
)
def test_every_failure_is_one_sentence_with_what_to_do(text, wheels, expected):
    sentence = str(explain(text.splitlines(), wheels=wheels, python="3.15"))
    assert expected in sentence
    assert "\n" not in sentence and sentence.endswith(".")
    assert "pw" not in sentence


@pytest.mark.parametrize(
    "line",
    [
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "OSError: [WinError 112] There is not enough space on the disk",
        "OSError: [Errno 122] Disk quota exceeded: '/home/x'",
        "ERROR: Could not install packages due to an OSError: [Errno 27] File too large",
    ],
)
def test_a_full_disk_on_every_system(line):
    error = explain([line], wheels=None, python="3.12")
    assert isinstance(error, DiskFull) and error.code == "disk_full"
