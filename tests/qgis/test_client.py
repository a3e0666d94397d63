import http.server
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading

import pytest
from conftest import WAIT_MS
from photo_geolocator.plugin.client import BackendClient, Submission, Target
from photo_geolocator.plugin.errors import (
    ClientError,
    ConnectionLost,
    FileError,
    PhotoFileError,
    ProblemError,
    ProtocolError,
)
from photo_geolocator.plugin.writing import OrderedWork
from qgis.PyQt.QtNetwork import QNetworkProxy, QSslCertificate, QSslConfiguration


@pytest.fixture
def client(qgis_app, server):
    one = BackendClient(server.url, server.token)
    yield one
    one.abort_all()


@pytest.fixture
def outcome(qtbot):
    """Wait for a call's only signal; return what came."""

    def wait(call):
        seen = []
        call.done.connect(seen.append)
        call.failed.connect(seen.append)
        qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
        qtbot.wait(20)
        assert len(seen) == 1
        return seen[0]

    return wait


@pytest.fixture
def job_id(client, outcome, photo):
    return outcome(client.submit(Submission(photo))).id


def test_a_photo_arrives_whole_with_its_name(client, server, outcome, photo):
    job = outcome(client.submit(Submission(photo, area_budgets_km2=(1963.49, 125653), recalls=(0.8,))))
    assert job.state == "queued"
    assert server.bodies[job.id] == photo.read_bytes()
    assert server.jobs[job.id]["query"] == {
        "name": ["Foto é 1.JPG"],
        "area_km2": ["1963.49", "125653.0"],
        "recall": ["0.8"],
    }


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode here")
def test_a_name_that_is_not_unicode(client, server, outcome, photo):
    odd = photo.with_name("bad\udcff.jpg")
    photo.rename(odd)
    job = outcome(client.submit(Submission(odd)))
    assert server.bodies[job.id] == odd.read_bytes()


def test_every_request_carries_the_token_and_nothing_else_does(client, server, outcome, photo):
    outcome(client.bundle())
    outcome(client.submit(Submission(photo)))
    for _, path, headers in server.requests:
        assert headers["Authorization"] == f"Bearer {server.token}"
        assert server.token not in path


def test_a_wrong_token_is_refused(qgis_app, server, outcome):
    error = outcome(BackendClient(server.url, "x" * 20).bundle())
    assert isinstance(error, ProblemError)
    assert (error.code, error.status) == ("unauthorized", 401)


def test_proxies_are_bypassed(server, outcome):
    before = QNetworkProxy.applicationProxy()
    QNetworkProxy.setApplicationProxy(QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", 9))
    try:
        assert outcome(BackendClient(server.url, server.token).bundle()).name == "starter"
    finally:
        QNetworkProxy.setApplicationProxy(before)


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        ("garbage", ProtocolError),
        ("list", ProtocolError),
        ("plain500", ProtocolError),
        ("redirect", ProtocolError),
        ("drop", ConnectionLost),
        ("half", ConnectionLost),
    ],
)
def test_a_broken_answer_becomes_one_sentence(client, server, outcome, job_id, tmp_path, way, kind):
    server.broken["GET /v1/jobs/.*"] = way
    for ask in (client.job, lambda job_id: client.result(job_id, tmp_path / "result.json")):
        error = outcome(ask(job_id))
        assert type(error) is kind
        assert isinstance(error, ClientError)
        assert str(error).endswith(".")
    assert not list(tmp_path.glob("result*"))


def test_a_redirect_is_not_followed(client, server, outcome):
    server.broken["GET /v1/bundle"] = "redirect"
    assert "302" in str(outcome(client.bundle()))
    assert server.paths("GET") == ["/v1/bundle"]


def test_nobody_listens(qgis_app, outcome):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    error = outcome(BackendClient(f"http://127.0.0.1:{port}", "x" * 20).bundle())
    assert isinstance(error, ConnectionLost)


def test_an_early_result_is_refused_with_the_backends_words(client, outcome, job_id, tmp_path):
    error = outcome(client.result(job_id, tmp_path / "result.json"))
    assert (type(error), error.code, error.status) == (ProblemError, "job_not_done", 409)


def test_cancel_and_delete(client, server, outcome, job_id):
    assert outcome(client.cancel(job_id)).state == "cancelled"
    assert outcome(client.cancel(job_id)).state == "cancelled"
    assert outcome(client.delete(job_id)) is None
    assert server.paths("DELETE") == [f"/v1/jobs/{job_id}"]


def test_a_busy_backend_is_asked_again_when_it_says_so(client, server, outcome, photo, tmp_path):
    server.busy = {"POST /v1/jobs": 2, "GET /v1/jobs/[^/]+/files/.*": 1, "POST /v1/jobs/[^/]+/cancel": 1}
    call = client.submit(Submission(photo))
    delays = []
    call.delayed.connect(lambda: delays.append(call.is_delayed))
    job = outcome(call)
    assert delays == [True, True]
    assert server.paths("POST") == ["/v1/jobs"] * 3
    assert server.bodies[job.id] == photo.read_bytes()  # whole again, although it was streamed before
    server.polls = 0
    finish(client, outcome, job.id)
    path = outcome(client.download(job.id, "heatmap.tif", tmp_path / "a.tif"))
    assert path.read_bytes() == (server.sample / "heatmap.tif").read_bytes()
    assert outcome(client.cancel(job.id)).state == "done"
    assert not any(server.busy.values())


@pytest.mark.parametrize("retry_after", ["", "soon", "-1", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_busy_backend_that_does_not_say_when(client, server, outcome, retry_after):
    server.busy, server.retry_after = {"GET /v1/bundle": 1}, retry_after
    error = outcome(client.bundle())
    assert (type(error), error.code, error.status) == (ProblemError, "busy", 429)


def test_waiting_for_a_busy_backend_can_be_given_up(client, server, qtbot, photo):
    server.busy = {"POST /v1/jobs": 1}
    call = client.submit(Submission(photo))
    seen = []
    call.done.connect(seen.append)
    call.failed.connect(seen.append)
    qtbot.waitUntil(lambda: call.is_delayed, timeout=WAIT_MS)
    call.abort()
    qtbot.wait(1500)
    assert seen == [] and not server.jobs


def finish(client, outcome, job_id):
    while not outcome(client.job(job_id)).is_final:
        pass


def test_a_search_area_arrives_whole(client, server, outcome, job_id):
    finish(client, outcome, job_id)
    for target, query in ((Target(area_km2=50_000), {"area_km2": 50_000.0}), (Target(recall=0.8), {"recall": 0.8})):
        body = outcome(client.search_area(job_id, target))
        assert server.targets[-1] == query
        assert json.loads(body)["search_area"]["target"] == ("area" if target.recall is None else "recall")


@pytest.mark.parametrize(
    ("target", "done", "code", "status"),
    [
        (Target(area_km2=1e4), False, "job_not_done", 409),
        (Target(recall=0.99), True, "recall_unreachable", 422),
    ],
)
def test_a_refused_search_area_gives_the_backends_words(client, outcome, job_id, target, done, code, status):
    if done:
        finish(client, outcome, job_id)
    error = outcome(client.search_area(job_id, target))
    assert (type(error), error.code, error.status) == (ProblemError, code, status)


def test_a_removed_job_has_no_search_area(client, outcome, job_id):
    outcome(client.delete(job_id))
    assert outcome(client.search_area(job_id, Target(area_km2=1e4))).code == "not_found"


@pytest.mark.parametrize(
    ("way", "kind"), [("plain500", ProtocolError), ("drop", ConnectionLost), ("half", ConnectionLost)]
)
def test_a_broken_search_area_becomes_one_sentence(client, server, outcome, job_id, way, kind):
    server.broken["GET .*/search_area"] = way
    assert type(outcome(client.search_area(job_id, Target(area_km2=1e4)))) is kind


def test_a_download_is_the_servers_file(client, sample, outcome, job_id, tmp_path):
    finish(client, outcome, job_id)
    target = tmp_path / "heatmap.tif"
    target.write_bytes(b"an older one")
    assert outcome(client.download(job_id, "heatmap.tif", target)) == target
    assert target.read_bytes() == (sample / "heatmap.tif").read_bytes()
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("way", ["half", "drop", "plain500"])
def test_half_a_download_leaves_nothing(client, server, outcome, job_id, tmp_path, way):
    finish(client, outcome, job_id)
    server.broken["GET .*/files/.*"] = way
    assert isinstance(outcome(client.download(job_id, "heatmap.tif", tmp_path / "heatmap.tif")), ClientError)
    assert not list(tmp_path.glob("heatmap*"))


def test_a_refused_download_gives_the_reason(client, outcome, job_id, tmp_path):
    error = outcome(client.download(job_id, "heatmap.tif", tmp_path / "heatmap.tif"))
    assert error.code == "job_not_done"
    assert not list(tmp_path.glob("heatmap*"))


def test_a_download_into_a_folder_that_is_gone(client, outcome, job_id, tmp_path):
    finish(client, outcome, job_id)
    error = outcome(client.download(job_id, "heatmap.tif", tmp_path / "gone" / "heatmap.tif"))
    assert isinstance(error, FileError)
    assert "heatmap.tif" in str(error)


def test_an_aborted_call_says_nothing_and_leaves_nothing(client, server, outcome, job_id, qtbot, tmp_path):
    finish(client, outcome, job_id)
    call = client.download(job_id, "heatmap.tif", tmp_path / "heatmap.tif")
    seen = []
    call.done.connect(seen.append)
    call.failed.connect(seen.append)
    client.abort_all()
    call.abort()
    outcome(client.bundle())  # whatever was under way would have arrived by now
    assert seen == []
    assert not list(tmp_path.glob("heatmap*"))


@pytest.fixture
def busy_disk():
    """Nothing is written until it is called."""
    go_on = threading.Event()
    OrderedWork.threads.submit(go_on.wait, 60)
    yield go_on.set
    go_on.set()


@pytest.mark.parametrize("name", ["heatmap.tif", "result.json"])
def test_a_busy_disk_holds_up_the_answer_alone(client, server, outcome, job_id, qtbot, tmp_path, busy_disk, name):
    finish(client, outcome, job_id)
    path = tmp_path / name
    call = client.result(job_id, path) if name == "result.json" else client.download(job_id, name, path)
    seen = []
    call.done.connect(seen.append)
    outcome(client.bundle())
    qtbot.wait(200)
    assert seen == [] and not list(tmp_path.glob(f"{name}*"))
    busy_disk()
    qtbot.waitUntil(lambda: len(seen) == 1, timeout=WAIT_MS)
    assert path.is_file()


def test_a_call_aborted_while_its_file_is_kept_leaves_what_was_there(
    client, outcome, job_id, qtbot, tmp_path, busy_disk
):
    finish(client, outcome, job_id)
    (tmp_path / "heatmap.tif").write_bytes(b"an older one")
    names = ("heatmap.tif", "search_areas.gpkg")
    calls = [client.download(job_id, name, tmp_path / name) for name in names]
    seen = []
    for call in calls:
        call.done.connect(seen.append)
        call.failed.connect(seen.append)
    qtbot.wait(200)
    calls[0].abort()
    busy_disk()
    qtbot.waitUntil(lambda: len(seen) == 1, timeout=WAIT_MS)
    assert seen == [tmp_path / names[1]]
    assert (tmp_path / names[0]).read_bytes() == b"an older one"
    assert not list(tmp_path.glob("*.part"))


def test_missing_photo(client, tmp_path):
    with pytest.raises(PhotoFileError, match=r"gone\.jpg does not exist"):
        client.submit(Submission(tmp_path / "gone.jpg"))


def test_an_enormous_photo_is_refused_before_it_is_sent(client, server, tmp_path):
    photo = tmp_path / "enormous.jpg"
    with photo.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(PhotoFileError, match=r"enormous\.jpg is larger than 200 MB"):
        client.submit(Submission(photo))
    assert server.paths("POST") == []


def test_folder_instead_of_a_photo(client, tmp_path):
    with pytest.raises(PhotoFileError, match="is a folder"):
        client.submit(Submission(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes on disk")
def test_pipe_instead_of_a_photo(client, tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(PhotoFileError, match=r"pipe\.jpg is not a file"):
        client.submit(Submission(tmp_path / "pipe.jpg"))


def test_a_name_that_is_too_long(client, tmp_path):
    with pytest.raises(PhotoFileError, match="can't be reached"):
        client.submit(Submission(tmp_path / ("x" * 300 + ".jpg")))


def test_an_empty_photo_is_the_backends_to_refuse(client, outcome, tmp_path):
    (tmp_path / "empty.jpg").touch()
    error = outcome(client.submit(Submission(tmp_path / "empty.jpg")))
    assert (error.code, str(error)) == ("photo_empty", "empty.jpg is empty; choose another photo.")


@pytest.mark.parametrize("url", ["http://example.org:80", "https://127.0.0.1:80", "http://127.0.0.1.example.org", ""])
def test_the_token_stays_on_this_machine(qgis_app, url):
    with pytest.raises(ProtocolError):
        BackendClient(url, "x" * 20)


@pytest.fixture
def remote():
    """Let the settings name a remote backend."""
    from photo_geolocator.plugin import settings

    def remote(url, *, insecure=False):
        settings.set_remote_url(url)
        settings.set_remote_insecure(insecure)
        return url

    yield remote
    remote("")


def test_the_remote_backend_of_the_settings_is_spoken_to_over_https(qgis_app, remote):
    BackendClient(remote("https://maps.example.org:8443"), "x" * 20)


@pytest.mark.parametrize("url", ["https://other.example.org:8443", "http://maps.example.org:8443"])
def test_and_no_other_address(qgis_app, remote, url):
    remote("https://maps.example.org:8443", insecure=True)
    with pytest.raises(ProtocolError, match="outside this machine"):
        BackendClient(url, "x" * 20)


def test_without_encryption_by_explicit_choice_alone(qgis_app, remote):
    with pytest.raises(ProtocolError, match="not encrypted"):
        BackendClient(remote("http://maps.example.org:8080"), "x" * 20)
    BackendClient(remote("http://maps.example.org:8080", insecure=True), "x" * 20)


@pytest.mark.parametrize(
    "url",
    [
        "maps.example.org:8443",
        "127.0.0.1:8443",
        "https://:8443",
        "https://maps.example.org:99999",
        "https://maps example.org",
        "https://maps.example.org?a=b",
        "ftp://maps.example.org",
        "https://me@there.org",
        "http://user:pw@127.0.0.1:8443",
        "http://user@localhost",
        "http://@127.0.0.1",
        "http://[",
    ],
)
def test_a_remote_address_that_is_none(qgis_app, remote, url):
    with pytest.raises(ProtocolError, match="no https://host:port"):
        BackendClient(remote(url, insecure=True), "x" * 20)


def test_a_remote_backend_that_refuses_the_token(qgis_app, server, remote, outcome):
    remote(server.url)
    error = outcome(BackendClient(server.url, "x" * 20).bundle())
    assert isinstance(error, ProblemError) and error.status == 401
    assert "refused the token; correct it in the options" in str(error)


class Page(http.server.BaseHTTPRequestHandler):
    """Something else that answers: a web page."""

    status, body = 200, b"<html>Welcome</html>"

    def do_GET(self):
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_):
        pass


@pytest.mark.parametrize(
    ("status", "body"), [(200, b"<html>"), (200, b'{"a": 1}'), (404, b"none"), (302, b""), (401, b"log in")]
)
def test_what_answers_at_the_remote_address_is_no_backend(qgis_app, remote, outcome, monkeypatch, status, body):
    monkeypatch.setattr(Page, "status", status)
    monkeypatch.setattr(Page, "body", body)
    with http.server.HTTPServer(("127.0.0.1", 0), Page) as page:
        threading.Thread(target=page.serve_forever, daemon=True).start()
        url = remote(f"http://127.0.0.1:{page.server_port}")
        error = outcome(BackendClient(url, "x" * 20).bundle())
        page.shutdown()
    assert isinstance(error, ProtocolError)
    assert "not a backend of this version; correct the address" in str(error)


def test_a_remote_address_with_a_path_that_leads_nowhere(qgis_app, server, remote, outcome, photo):
    client = BackendClient(remote(f"{server.url}/foo"), server.token)
    for ask in (client.bundle, lambda: client.submit(Submission(photo)), client.countries):
        error = outcome(ask())
        assert "What answers at the remote backend's address" in str(error) and "in the options" in str(error)


def test_what_the_remote_backend_has_no_longer_is_no_fault_of_its_address(qgis_app, server, remote, outcome):
    error = outcome(BackendClient(remote(server.url), server.token).job("gone"))
    assert error.code == "not_found"


def test_a_remote_backend_that_does_not_answer(qgis_app, remote, outcome):
    error = outcome(BackendClient(remote("http://127.0.0.1:9"), "x" * 20).bundle())
    assert isinstance(error, ConnectionLost)
    assert "check that it runs, and its address in the options" in str(error)


def test_a_token_that_no_header_can_carry(qgis_app, remote):
    with pytest.raises(ProtocolError, match="token"):
        BackendClient(remote("https://maps.example.org"), "gehéim\r\nX: y")


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.2 (a machine of its own, as far as the rule goes) that no authority signed."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    key, path = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=127.0.0.2", "-addext", "subjectAltName=IP:127.0.0.2", "-days", "2"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", path, *subject],
        check=True,
        capture_output=True,
    )
    return key, path


def test_the_certificate_of_the_remote_backend_is_checked(qgis_app, remote, certificate, outcome):
    key, path = certificate
    seen = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.headers["Authorization"])
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.2", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = remote(f"https://127.0.0.2:{server.server_port}")
    before = QSslConfiguration.defaultConfiguration()
    try:
        error = outcome(BackendClient(url, "t" * 20).bundle())
        assert isinstance(error, ConnectionLost)
        assert "does not trust" in str(error)
        assert seen == []  # the token did not travel
        trusting = QSslConfiguration.defaultConfiguration()
        trusting.setCaCertificates([*trusting.caCertificates(), *QSslCertificate.fromPath(str(path))])
        QSslConfiguration.setDefaultConfiguration(trusting)
        error = outcome(BackendClient(url, "t" * 20).bundle())
        assert isinstance(error, ProtocolError)
        assert seen == ["Bearer " + "t" * 20]
    finally:
        QSslConfiguration.setDefaultConfiguration(before)
        server.shutdown()
        server.server_close()
