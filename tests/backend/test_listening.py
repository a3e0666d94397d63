"""A backend for others: where it listens, how it refuses to be careless, and a real encrypted one."""

import http.client
import json
import os
import signal
import ssl
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from starlette.testclient import TestClient

from backend.errors import ServerError
from backend.listening import Listening
from backend.server import Guard

ROOT = Path(__file__).parents[2]
TOKEN = "0123456789abcdef"


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def pem(authority, tmp_path_factory):
    """A certificate for geo.example.org and 127.0.0.1, its key, and the same key under a password."""
    folder = tmp_path_factory.mktemp("pem")
    issued = authority.issue_cert("geo.example.org", "127.0.0.1")
    for number, blob in enumerate(issued.cert_chain_pems):
        blob.write_to_path(folder / "certificate.pem", append=number > 0)
    issued.private_key_pem.write_to_path(folder / "key.pem")
    authority.issue_cert("other.example.org").private_key_pem.write_to_path(folder / "other.pem")
    key = load_pem_private_key((folder / "key.pem").read_bytes(), password=None)
    locked = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    (folder / "locked.pem").write_bytes(locked)
    return folder


def opened(listening):
    listener, names = listening.open()
    with listener:
        return listener.getsockname(), names, listening.url(listener.getsockname()[1], names)


def test_by_itself_it_is_this_machine_alone():
    (host, port), names, url = opened(Listening())
    assert (host, url) == ("127.0.0.1", f"http://127.0.0.1:{port}")
    assert set(names) == {"127.0.0.1", "localhost", "[::1]"}


def test_for_others_it_goes_by_its_names(pem):
    options = {"certificate": pem / "certificate.pem", "key": pem / "key.pem"}
    (host, port), names, url = opened(
        Listening("0.0.0.0", 0, ("Geo.Example.org", "2001:DB8::1", "192.0.2.7"), **options)
    )
    assert (host, url) == ("0.0.0.0", f"https://geo.example.org:{port}")
    assert names == ("geo.example.org", "[2001:db8::1]", "192.0.2.7", "127.0.0.1", "localhost", "[::1]")
    _, names, url = opened(Listening("0.0.0.0", 0, ("intranet",), insecure=True))
    assert url.startswith("http://intranet:")


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ({"host": "0.0.0.0", "names": ("a.example",)}, "insecure_refused", "unencrypted"),
        ({"host": "::", "names": ("a.example",)}, "insecure_refused", "unencrypted"),
        ({"host": "0.0.0.0", "insecure": True}, "name_missing", "--name"),
        ({"certificate": "certificate.pem"}, "server_failed", "give both"),
        ({"key": "key.pem"}, "server_failed", "give both"),
        ({"certificate": "certificate.pem", "key": "key.pem", "insecure": True}, "server_failed", "not both"),
        ({"certificate": "none.pem", "key": "key.pem"}, "server_failed", "no file 'none.pem'"),
        ({"certificate": "certificate.pem", "key": "other.pem"}, "certificate_unusable", "belong together"),
        ({"certificate": "key.pem", "key": "key.pem"}, "certificate_unusable", "belong together"),
        ({"certificate": "certificate.pem", "key": "locked.pem"}, "certificate_unusable", "without a password"),
        ({"host": "no.such.host.invalid"}, "address_unavailable", "not one of this machine"),
        ({"host": "192.0.2.1", "insecure": True}, "port_unavailable", "can't be used"),
        ({"port": 70_000}, "port_unavailable", "can't be used"),
        ({"names": ("https://a.example",)}, "name_invalid", "without https://"),
        ({"names": ("a.example:8443",)}, "name_invalid", "without https://"),
        ({"names": ("",)}, "name_invalid", "no host name"),
    ],
)
def test_carelessness_is_refused_in_one_sentence(pem, options, code, message):
    options = {k: pem / v if k in ("certificate", "key") else v for k, v in options.items()}
    with pytest.raises(ServerError, match=message) as caught:
        opened(Listening(**options))
    assert caught.value.code == code
    assert str(pem) not in str(caught.value)


async def yes(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"yes"})


@pytest.mark.parametrize(
    ("port", "tls", "host", "status"),
    [
        (8443, True, "geo.example.org:8443", 200),
        (8443, True, "GEO.example.org:8443", 200),
        (8443, True, "geo.example.org", 403),
        (443, True, "geo.example.org", 200),
        (443, False, "geo.example.org", 403),
        (80, False, "geo.example.org", 200),
        (8443, True, "evil.example.org:8443", 403),
        (8443, True, "192.0.2.7:8443", 403),
    ],
)
def test_only_its_names_pass(port, tls, host, status):
    client = TestClient(Guard(yes, TOKEN, port, ("geo.example.org", "127.0.0.1"), tls=tls))
    assert client.get("/", headers={"Host": host, "Authorization": f"Bearer {TOKEN}"}).status_code == status


class Served:
    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "backend", "serve", *map(str, arguments)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.process.stdin.write(TOKEN + "\n")
        self.process.stdin.flush()
        self.said = json.loads(self.process.stdout.readline())

    def end(self):
        self.process.terminate()
        return self.process.wait(30)


def ask(port, context, host, token=TOKEN):
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=30)
    connection.request("GET", "/v1/health", headers={"Host": f"{host}:{port}", "Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    return answer.status, json.load(answer)


def test_an_encrypted_backend_for_others(authority, pem):
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    served = Served(
        "--host", "0.0.0.0", "--name", "geo.example.org",
        "--tls-certificate", pem / "certificate.pem", "--tls-key", pem / "key.pem",
    )  # fmt: skip
    try:
        port = int(served.said["url"].rsplit(":", 1)[1])
        assert served.said["url"] == f"https://geo.example.org:{port}"
        assert ask(port, trusting, "geo.example.org")[1]["status"] == "ready"
        assert ask(port, trusting, "127.0.0.1")[0] == 200
        assert ask(port, trusting, "evil.example.org")[1]["code"] == "forbidden_host"
        assert ask(port, trusting, "geo.example.org", "another-token-of-16")[1]["code"] == "unauthorized"
        with pytest.raises(ssl.SSLCertVerificationError):
            ask(port, ssl.create_default_context(), "geo.example.org")
        plain = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            plain.request("GET", "/v1/health", headers={"Authorization": f"Bearer {TOKEN}"})
            plain.getresponse()
    finally:
        assert served.end() == 0


def test_without_a_certificate_it_does_not_start():
    served = Served("--host", "0.0.0.0", "--name", "geo.example.org")
    assert served.said["event"] == "failed" and served.said["code"] == "insecure_refused"
    _, complaint = served.process.communicate(timeout=30)
    assert (served.process.returncode, len(complaint.splitlines())) == (1, 1)


@pytest.mark.skipif(os.name != "posix", reason="parents are followed by signals elsewhere")
def test_it_stays_when_asked_to():
    script = (
        "import subprocess, sys, os\n"
        "p = subprocess.Popen([sys.executable, '-m', 'backend', 'serve', '--stay'], stdin=subprocess.PIPE,"
        " stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)\n"
        f"p.stdin.write('{TOKEN}\\n'); p.stdin.flush(); p.stdout.readline(); print(p.pid, flush=True); os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    child = psutil.Process(int(done.stdout))
    try:
        time.sleep(2)  # four times the pause between two looks at the parent
        assert child.is_running() and child.status() != psutil.STATUS_ZOMBIE
    finally:
        child.send_signal(signal.SIGTERM)
        psutil.wait_procs([child], timeout=30)


@pytest.mark.skipif(os.name != "posix", reason="priorities are numbers here")
@pytest.mark.parametrize(("more", "step"), [([], 10), (["--stay"], 0)])
def test_it_leaves_the_processor_to_the_program_that_started_it(more, step):
    served = Served(*more)
    try:
        wanted = min(19, psutil.Process().nice() + step)
        started = psutil.Process(served.process.pid)
        assert started.nice() == wanted
        if sys.platform == "linux":  # where each thread has a priority of its own; there are more than one
            threads = [thread.id for thread in started.threads()]
            assert {os.getpriority(os.PRIO_PROCESS, thread) for thread in threads} == {wanted} and len(threads) > 1
    finally:
        assert served.end() == 0
