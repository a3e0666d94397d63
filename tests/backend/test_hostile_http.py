"""Hostile HTTP, by hand: whoever has no right to ask learns nothing, and whoever has it can break nothing."""

import hashlib
import hmac
import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from backend.server import Guard
from tests.backend.live_server import ROOT, TOKEN, live

NAMES = ("geo.example.org", "192.0.2.7", "2001:DB8::7")
PATIENCE_S = 0.7


@pytest.fixture(scope="module")
def server(raw_bundle):
    names = [word for name in NAMES for word in ("--name", name)]
    with live(raw_bundle, *names) as server:
        yield server


@pytest.fixture(scope="module")
def hasty(raw_bundle):
    """A server that waits for nobody longer than a second."""
    with live(raw_bundle, patience=PATIENCE_S) as server:
        yield server


@pytest.fixture(scope="module")
def done(server, jpeg):
    """A job to aim at."""
    job_id = server.submit(jpeg, name="aim.jpg")
    assert server.wait(job_id, "done", "failed")["state"] == "done"
    return job_id


def assert_refused(answer, status, code):
    assert (answer.status, answer.code) == (status, code)
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert TOKEN.encode() not in answer.body


# --- who may ask ----------------------------------------------------------------------------------------------

ASKED = [
    ("GET", "/v1/health"),
    ("GET", "/v1/openapi.json"),
    ("POST", "/v1/jobs"),
    ("GET", "/"),
    ("OPTIONS", "/v1/jobs"),
]


@pytest.mark.parametrize(
    "token",
    [
        None, "", "Bearer", "Bearer ", f"bearer {TOKEN}", TOKEN, f"Basic {TOKEN}", f"Bearer  {TOKEN}",
        f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", f"Bearer {TOKEN.upper()}", f"Bearer {TOKEN}, Bearer {TOKEN}",
        f"Bearer {TOKEN}\xff", "Bearer " + "a" * 10_000, f"Bearer {TOKEN}\r\nAuthorization: Bearer {TOKEN}",
    ],
)  # fmt: skip
def test_no_token_no_answer(server, token):
    for method, path in ASKED:
        answer = server.say(server.head(method, path, Authorization=token, Content_Length=0))
        assert_refused(answer, 401, "unauthorized")
    assert_refused(server.ask("GET", f"/v1/health?token={TOKEN}", headers={"Authorization": None}), 401, "unauthorized")
    server.settle()


HOSTS = [
    "", "evil.example", "evil.example:PORT", "localhost", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:0PORT",
    "127.0.0.1.:PORT", "localhost.:PORT", "127.1:PORT", "2130706433:PORT", "0x7f000001:PORT", "0.0.0.0:PORT",
    "[::1]", "::1:PORT", "[::ffff:127.0.0.1]:PORT", "evil@127.0.0.1:PORT", "127.0.0.1:PORT@evil.example",
    "127.0.0.1:PORT, evil.example", "127.0.0.1:PORT#evil.example", "127.0.0.1:PORT/evil", "127.0.0.1:PORT.evil.example",
    "localhost.evil.example:PORT", "geo.example.org", "geo.example.org.:PORT", "xgeo.example.org:PORT",
    "geo.example.org.evil.example:PORT", "example.org:PORT", "192.0.2.7", "[2001:db8::8]:PORT", "2001:db8::7:PORT",
    "ge\xf6.example.org:PORT", "http://127.0.0.1:PORT",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_that_rebinds_a_name_gets_no_answer(server, host, method):
    """The browser sends the page's own name as the Host, whichever address it has come to mean."""
    answer = server.ask(method, "/v1/health", headers={"Host": host.replace("PORT", str(server.port))})
    if answer.status == 400:  # no Host by the letters that it has
        assert answer.code == "not_http"
    else:
        assert_refused(answer, 403, "forbidden_host")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "[::1]",
        "geo.example.org",
        "Geo.Example.ORG",
        "192.0.2.7",
        "[2001:db8::7]",
    ],
)
def test_its_own_names_pass(server, host):
    assert server.ask("GET", "/v1/health", headers={"Host": f"{host}:{server.port}"}).status == 200


def test_one_host_and_no_other(server):
    own = f"127.0.0.1:{server.port}"
    for hosts in (f"{own}\r\nHost: evil.example", f"evil.example\r\nHost: {own}", f"{own}\r\nHost: {own}"):
        answer = server.ask("GET", "/v1/health", headers={"Host": hosts})
        assert (answer.status, answer.code) in [(403, "forbidden_host"), (400, "not_http")]
    without = server.head("GET", "/v1/health").replace(f"Host: {own}\r\n".encode(), b"")
    assert server.say(without).status == 400
    assert_refused(server.say(without.replace(b"HTTP/1.1", b"HTTP/1.0")), 403, "forbidden_host")
    # A proxy's form of a request: the Host counts, and there is nothing at such a path.
    assert server.ask("GET", f"http://evil.example:{server.port}/v1/health").status == 404
    assert_refused(
        server.ask("GET", f"http://127.0.0.1:{server.port}/v1/health", headers={"Host": "evil.example"}),
        403, "forbidden_host",
    )  # fmt: skip


@pytest.mark.parametrize("token", [None, f"Bearer {TOKEN}"])
@pytest.mark.parametrize(
    "page",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:PORT"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example", "Content-Type": "text/plain"},
        {"Origin": "https://evil.example", "Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_no_web_page_may_ask(server, jpeg, page, token):
    page = {name: value.replace("PORT", str(server.port)) for name, value in page.items()}
    for method, path in ASKED:
        assert_refused(server.ask(method, path, jpeg, headers={**page, "Authorization": token}), 403, "forbidden_page")
    preflight = {"Access-Control-Request-Method": "DELETE", "Access-Control-Request-Headers": "authorization"}
    answer = server.ask("OPTIONS", "/v1/jobs", headers={**page, **preflight, "Authorization": None})
    assert_refused(answer, 403, "forbidden_page")
    server.settle()


def test_no_preflight_is_answered_without_an_origin_either(server):
    asked = {"Access-Control-Request-Method": "GET"}
    assert_refused(server.ask("OPTIONS", "/v1/jobs", headers={**asked, "Authorization": None}), 401, "unauthorized")
    assert server.ask("OPTIONS", "/v1/jobs", headers=asked).code == "method_not_allowed"


def test_a_web_socket_is_no_way_in(server):
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Key": "x" * 22,
        "Sec-WebSocket-Version": "13",
    }
    assert server.ask("GET", "/v1/health", headers={**upgrade, "Authorization": None}).status == 401
    assert server.ask("GET", "/v1/health", headers=upgrade).status == 200  # as if nothing had been said of it
    with pytest.raises(RuntimeError, match="HTTP alone"):
        TestClient(Guard(None, TOKEN, 4242)).websocket_connect("/v1/health").__enter__()


def test_tokens_are_compared_in_constant_time(monkeypatch):
    compared = []

    def compare(one, other):
        compared.append((one, other))
        return hmac_compare(one, other)

    hmac_compare = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", compare)

    async def yes(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body"})

    client = TestClient(Guard(yes, TOKEN, 80, ("a",)), headers={"Host": "a"})
    tokens = ["", "Bearer x", f"Bearer {TOKEN}", f"Bearer {TOKEN[:-1]}z", "Bearer z" + TOKEN[1:]]
    statuses = [client.get("/", headers={"Authorization": token}).status_code for token in tokens]
    assert statuses == [401, 401, 200, 401, 401]
    assert compared == [(token.encode(), f"Bearer {TOKEN}".encode()) for token in tokens]


# --- ids, names and files -------------------------------------------------------------------------------------

ESCAPES = [
    "..", "../..", "../../../../etc/passwd", "..\\..\\secret.txt", "..%2f..%2fsecret.txt", "..%252f..%252fsecret.txt",
    "%2e%2e/%2e%2e", "....//....//secret.txt", "/etc/passwd", "//etc/passwd", "%00", "result.json%00.tif", "..%c0%af",
    "C:\\Windows\\win.ini", "\\\\host\\share", "file:///etc/passwd", "photo", ".", "", " ", "%", "%zz", "CON", "~", "*",
    "$(id)", "';--", "a" * 5000, quote("\N{FULLWIDTH FULL STOP}" * 2 + "/secret"), quote("\u202egpj"),
    quote("\ud800", errors="surrogatepass"),
    quote("\N{PILE OF POO}" * 50), "map-..", "sent-..", "result.json/..", "heatmap.tif/", "HEATMAP.TIF",
]  # fmt: skip


def digest(folder, without=()):
    """SHA-256 of each file under a folder, by name."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in Path(folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not set(without) & set(path.parents)
    }


def test_no_id_and_no_name_leads_elsewhere(server, done, jpeg):
    """Nothing outside of the working folder is read, written or deleted, nothing in it is made or goes."""
    secret = server.folder / "secret.txt"
    secret.write_text("CANARY")
    (work,) = server.work_folders()
    (work / "secret.txt").write_text("CANARY")
    before = digest(server.folder), digest(ROOT / "backend"), digest(ROOT / "resources")
    places = [
        "/v1/jobs/{}", "/v1/jobs/{}/result", "/v1/jobs/{}/files/result.json", f"/v1/jobs/{done}/files/{{}}",
        f"/v1/jobs/{done}/members/{{}}/map", "/v1/maps/{}", "/v1/maps/{}/files/result.json", "/v1/restrictions/{}",
        "/v1/priors/{}", "/v1/rasters/{}", "/v1/rasters/{}/search_area?area_km2=100", "/{}", "/v1/{}",
    ]  # fmt: skip
    for escape in ESCAPES:
        for place in places:
            for method in ("GET", "DELETE", "POST", "PUT"):
                path = place.format(escape.replace(" ", "%20"))
                if path.removesuffix("/.") == f"/v1/jobs/{done}":
                    continue
                answer = server.ask(method, path.encode().decode("latin-1"))
                assert 400 <= answer.status < 500, (method, path, answer.body)
                assert answer.code, path
                assert b"CANARY" not in answer.body and b"root:" not in answer.body
    assert (digest(server.folder), digest(ROOT / "backend"), digest(ROOT / "resources")) == before
    secret.unlink()
    (work / "secret.txt").unlink()


@pytest.mark.parametrize(
    "name", ["../../../../etc/passwd", "..\\..\\x", "a\0b", "result.json", "", "\u202egpj", "\N{PILE OF POO}" * 50]
)
def test_names_are_no_paths(server, jpeg, done, name):
    before = digest(server.folder)
    job = server.submit(jpeg, name=name)
    assert server.wait(job, "done", "failed")["state"] == "done"
    assert sorted(name for name in server.left() if name not in (done, job)) == []
    assert sorted(path.name for path in (server.work_folders()[0] / job).iterdir()) == [
        "heatmap.tif", "result.json", "search_areas.gpkg",
    ]  # fmt: skip
    assert server.ask("DELETE", f"/v1/jobs/{job}").status == 204
    for kind in ("priors", "rasters"):
        answer = server.ask("POST", f"/v1/{kind}", b"no raster", name=name)
        assert (answer.status, answer.code) in [(422, "prior_invalid"), (422, "raster_unreadable")], answer.body
    assert digest(server.folder) == before


# --- methods, heads and bodies --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "method", ["PUT", "PATCH", "DELETE", "HEAD", "TRACE", "CONNECT", "PROPFIND", "OPTIONS", "get", "X" * 300]
)
def test_other_methods_are_not_taken(server, method):
    head = server.head(method, "/v1/health", Content_Length=0)
    with server.open() as connection:
        connection.sendall(head)
        status = int(connection.recv(12).split()[1])
    assert status == 405


HEADS = {
    "a huge header": lambda head: head[:-2] + b"X-Huge: " + b"x" * 1_000_000 + b"\r\n\r\n",
    "a huge query": lambda head: head.replace(b"/v1/health", b"/v1/health?" + b"a=1&" * 250_000),
    "a huge path": lambda head: head.replace(b"/v1/health", b"/" + b"a" * 1_000_000),
    "many headers": lambda head: head[:-2] + b"".join(b"X-%d: 1\r\n" % k for k in range(100_000)) + b"\r\n",
    "a NUL": lambda head: head[:-2] + b"X-Nul: \0\r\n\r\n",
    "a folded header": lambda head: head[:-2] + b"X-Fold: 1\r\n 2\r\n\r\n",
    "a space before the colon": lambda head: head[:-2] + b"X-Space : 1\r\n\r\n",
    "a bare CR": lambda head: head[:-2] + b"X: 1\rHost: evil.example\r\n\r\n",
    "no version": lambda head: head.replace(b" HTTP/1.1", b""),
    "another version": lambda head: head.replace(b"HTTP/1.1", b"HTTP/9.9"),
    "HTTP/2": lambda head: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": lambda head: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "noise": lambda head: bytes(range(256)) * 40,
    "a negative length": lambda head: head[:-2] + b"Content-Length: -1\r\n\r\n",
    "a length in words": lambda head: head[:-2] + b"Content-Length: ten\r\n\r\n",
    "a superscript length": lambda head: head[:-2] + b"Content-Length: \xb2\r\n\r\n",
    "two lengths": lambda head: head[:-2] + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "an endless length": lambda head: head[:-2] + b"Content-Length: " + b"9" * 4000 + b"\r\n\r\n",
    "an unknown coding": lambda head: head[:-2] + b"Transfer-Encoding: gzip\r\n\r\n",
    "two codings": lambda head: head[:-2] + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "a bad chunk": lambda head: b"POST" + head[3:-2] + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
}


@pytest.mark.parametrize("kind", HEADS)
def test_bad_heads_get_an_error_or_silence(server, kind):
    answer = server.say(HEADS[kind](server.head("GET", "/v1/health")))
    if kind in ("a folded header", "another version"):  # obsolete or unknown, and harmless
        assert answer.status == 200
    elif answer is not None:
        assert 400 <= answer.status < 500
        assert answer.code in ("not_http", "forbidden_host", "method_not_allowed")
    assert server.ask("GET", "/v1/health").status == 200


SMUGGLED = {
    "length and coding": "Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}",
    "coding and length": "Transfer-Encoding: chunked\r\nContent-Length: {length}\r\n\r\n0\r\n\r\n{inner}",
    "a hidden coding": "Content-Length: {length}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{inner}",
    "a spaced coding": "Content-Length: {length}\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n{inner}",
    "a tabbed coding": "Content-Length: {length}\r\nTransfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n{inner}",
    "two lengths": "Content-Length: 5\r\nContent-Length: {length}\r\n\r\n0\r\n\r\n{inner}",
    "a short length": "Content-Length: 5\r\n\r\n0\r\n\r\n{inner}",
    "a long chunk": "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n{inner}",
    "bare line feeds": "X: 1\nTransfer-Encoding: chunked\n\n0\r\n\r\n{inner}",
}


@pytest.mark.parametrize("kind", SMUGGLED)
@pytest.mark.parametrize("token", [None, f"Bearer {TOKEN}"])
def test_a_request_in_a_request_needs_its_own_token(server, done, kind, token):
    """What hides behind a request is a request like any other: without token or Host it does nothing."""
    inner = f"DELETE /v1/jobs/{done} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
    outer = server.head("POST", "/v1/jobs", Authorization=token).decode()[:-2]
    rest = SMUGGLED[kind].format(inner=inner, length=len(inner) + 5)
    with server.open() as connection:
        connection.sendall((outer + rest).encode())
        connection.settimeout(0.3)
        heard = b""
        try:
            while block := connection.recv(65536):
                heard += block
        except (TimeoutError, ConnectionError):
            pass
    statuses = [line.split()[1] for line in heard.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]
    assert set(statuses) <= {b"202", b"400", b"401", b"422", b"501"}, heard
    if b"202" in statuses:  # the outer request was a whole one
        assert token is not None
        job = heard.split(b'"id":"')[1][:32].decode()
        assert server.ask("DELETE", f"/v1/jobs/{job}").status == 204
    assert server.ask("GET", f"/v1/jobs/{done}").status == 200
    server.settle([done])


def test_bodies_that_are_too_much(server, done):
    for path, most in (("/v1/jobs", 200), ("/v1/restrictions", 100), ("/v1/priors", 1000), ("/v1/maps", 1)):
        answer = server.say(server.head("POST", path, Content_Length=most * 10**6 + 1))
        assert (answer.status, answer.code.split("_", 1)[1]) == (413, "too_large"), path
    # Without a length, as it comes: a map's choices are read into memory.
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    answer = server.say(server.head("POST", "/v1/maps", Transfer_Encoding="chunked") + chunk * 17)
    assert (answer.status, answer.code) == (413, "request_too_large")
    country = server.ask("POST", "/v1/restrictions", b"{}", country="FR")
    assert (country.status, country.code) == (422, "request_invalid")
    server.settle([done])


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"jobs": "x"}', b'{"jobs": [null]}',
        b'{"jobs": ["\\ud800"]}', b'{"jobs": ["a"], "members": ["\\ud800"]}',
        b'{"jobs": ["a"], "priors": [{"id": "a", "weight": 1e999}]}',
        b'{"jobs": ["a"], "priors": [{"id": "a", "weight": NaN}]}', b'{"jobs": ["' + b"a" * 900_000 + b'"]}',
        b'{"jobs": [' + b",".join([b'"a"'] * 300) + b"]}", b'{"jobs": ["../.."], "restriction": "../../.."}',
    ],
)  # fmt: skip
def test_choices_that_are_none(server, body):
    answer = server.ask("POST", "/v1/maps", body, headers={"Content-Type": "application/json"})
    assert answer.status in (404, 422)
    assert answer.code in ("not_found", "request_invalid")
    assert len(answer.body) < 2000


def test_a_document_of_all_problems(server):
    """Every operation says with which problems it can end, and in which form."""
    document = server.ask("GET", "/v1/openapi.json").json()
    assert document["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["security"] == [{"HTTPBearer": []}]
            problems = {status for status in operation["responses"] if status >= "400"}
            assert problems >= {"401", "403", "404", "422", "500"}, path
            assert problems >= ({"408", "413", "429"} if "requestBody" in operation else set()), path
            for status in problems:
                assert list(operation["responses"][status]["content"]) == ["application/problem+json"], (method, path)


# --- slow ones ------------------------------------------------------------------------------------------------


def ends_within(connection, seconds):
    """What is heard until the end of a connection, which must come in time."""
    connection.settimeout(seconds)
    heard = b""
    try:
        while block := connection.recv(65536):
            heard += block
    except ConnectionError:
        pass
    return heard


@pytest.mark.parametrize("begin", [b"", b"G", b"GET /v1/health HTTP/1.1\r\nHost: 127.0.0.1"])
def test_a_request_that_never_comes_is_not_waited_for(hasty, begin):
    with hasty.open() as connection:
        connection.sendall(begin)
        assert ends_within(connection, 20 * PATIENCE_S) == b""


def test_a_head_byte_by_byte(hasty):
    with hasty.open() as connection:
        begun = time.monotonic()
        try:
            for byte in hasty.head("GET", "/v1/health") * 2:
                connection.send(bytes([byte]))
                time.sleep(0.1)
        except ConnectionError:
            pass
        assert time.monotonic() - begun < 20 * PATIENCE_S


UPLOADS = ("/v1/jobs", "/v1/maps", "/v1/restrictions", "/v1/priors", "/v1/rasters")
SLOW = [
    ({"Content_Length": 1000}, b"x"),
    ({"Content_Length": 1000}, b""),
    ({"Transfer_Encoding": "chunked"}, b"1\r\nx\r\n"),
    ({"Content_Length": 1000, "Expect": "100-continue"}, b""),
]


def test_bodies_that_come_too_slowly(hasty):
    """Also a length that lies, a body in chunks without end, and a sender who waits to be told to go on."""

    def send(path, headers, byte):
        with hasty.open() as connection:
            connection.sendall(hasty.head("POST", path, **headers))
            connection.settimeout(0.1)
            deadline = time.monotonic() + 20 * PATIENCE_S
            heard = b""
            while time.monotonic() < deadline:
                try:
                    connection.sendall(byte)
                    block = connection.recv(65536)
                except TimeoutError:
                    continue
                except ConnectionError:
                    return heard
                if not block:
                    return heard
                heard += block
        raise AssertionError(f"{path} still listens")

    asked = [(path, *slow) for path in UPLOADS for slow in SLOW]
    with ThreadPoolExecutor(len(asked)) as threads:
        for heard in threads.map(lambda one: send(*one), asked):
            assert b"HTTP/1.1 408" in heard and b'"code":"too_slow"' in heard
    hasty.settle()


def test_what_is_sent_beyond_the_length_is_no_part_of_it(hasty):
    with hasty.open() as connection:
        connection.sendall(hasty.head("POST", "/v1/jobs", Content_Length=3) + b"abc" + b"def" * 100)
        heard = ends_within(connection, 20 * PATIENCE_S)
    assert heard.startswith(b"HTTP/1.1 202")
    job = heard.split(b'"id":"')[1][:32].decode()
    assert hasty.ask("DELETE", f"/v1/jobs/{job}").status == 204


def test_an_answer_that_nobody_fetches(hasty, jpeg):
    """Many answers asked for at once, none read: the connection ends, and its handles are free again."""
    job = hasty.submit(jpeg)
    assert hasty.wait(job, "done", "failed")["state"] == "done"
    asked = hasty.head("GET", f"/v1/jobs/{job}/files/heatmap.tif")
    with hasty.open() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(asked * 60)
        work = str(hasty.work_folders()[0])

        def held():
            sockets = [each for each in hasty.measured.net_connections("tcp") if each.raddr]
            mine = [each.status for each in sockets if each.raddr.port == connection.getsockname()[1]]
            return mine + [file.path for file in hasty.measured.open_files() if file.path.startswith(work)]

        deadline = time.monotonic() + 120
        while not held() and time.monotonic() < deadline:  # a busy machine takes a while to accept it
            time.sleep(0.01)
        seen = [held()]
        while seen[-1] and time.monotonic() < deadline:
            time.sleep(0.2)
            seen.append(held())
        assert seen[-1] == [], seen
    assert hasty.ask("DELETE", f"/v1/jobs/{job}").status == 204


# --- many at once, and hanging up -----------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="file handles are limited on POSIX alone")
def test_thousands_of_connections_and_few_handles(raw_bundle, jpeg):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < 4096:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096) if hard != resource.RLIM_INFINITY else 4096, hard))
    handles = 256
    with live(raw_bundle, handles=handles) as server, ThreadPoolExecutor(16) as threads:
        before, seen = server.measured.num_fds(), 0
        begins = [b"", b"GET", server.head("GET", "/v1/health")[:-2]]
        opened = []

        def open_one(number):
            opened.append(server.open())
            opened[-1].sendall(begins[number % 3])

        opening = [threads.submit(open_one, number) for number in range(1500)]
        for _ in range(3):
            job = server.submit(jpeg)
            assert server.wait(job, "done", "failed")["state"] == "done"
            assert len(server.ask("GET", f"/v1/jobs/{job}/files/heatmap.tif").body) > 1000
            assert server.ask("DELETE", f"/v1/jobs/{job}").status == 204
            seen = max(seen, server.measured.num_fds())
        for each in opening:
            each.result()
        seen = max(seen, server.measured.num_fds())
        assert seen < handles
        for connection in opened:
            connection.close()
        deadline = time.monotonic() + 30
        while server.measured.num_fds() > before + 3 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert server.measured.num_fds() <= before + 3
        assert "Too many open files" not in server.log_text()
        server.settle()


def test_whoever_hangs_up_leaves_nothing(server, done, jpeg):
    """At each stage of sending a photo and of hearing the answer."""
    whole = server.head("POST", "/v1/jobs", Content_Length=len(jpeg)) + jpeg
    head = len(whole) - len(jpeg)
    before = server.measured.num_fds()
    for cut in (1, head // 2, head - 1, head, head + 1, head + len(jpeg) // 2, len(whole) - 1):
        for reset in (False, True):
            connection = server.open()
            connection.sendall(whole[:cut])
            if reset:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, bytes([1, 0, 0, 0, 0, 0, 0, 0]))
            connection.close()
    for path in (f"/v1/jobs/{done}/search_area?area_km2=5e7", f"/v1/jobs/{done}/files/heatmap.tif", "/v1/bundle"):
        for _ in range(5):
            with server.open() as connection:
                connection.sendall(server.head("GET", path))
    server.settle([done])
    deadline = time.monotonic() + 30
    while server.measured.num_fds() > before and time.monotonic() < deadline:
        time.sleep(0.1)
    assert server.measured.num_fds() <= before
    assert "Traceback" not in server.log_text(), server.log_text()


def test_whatever_is_repeated_is_harmless(server, done, jpeg):
    job = server.submit(jpeg)
    cancelled = [server.ask("POST", f"/v1/jobs/{job}/cancel") for _ in range(3)]
    assert {answer.status for answer in cancelled} == {200}
    server.wait(job, "cancelled", "done")
    assert [server.ask("DELETE", f"/v1/jobs/{job}").status for _ in range(3)] == [204, 404, 404]
    assert server.ask("POST", f"/v1/jobs/{job}/cancel").code == "not_found"
    asked = {"jobs": [done]}
    ids = []
    for _ in range(2):
        answer = server.ask("POST", "/v1/maps", str(asked).replace("'", '"').encode())
        assert answer.status == 201
        ids.append(answer.json()["id"])
    assert len(set(ids)) == 2
    for map_id in ids:
        assert [server.ask("DELETE", f"/v1/maps/{map_id}").status for _ in range(2)] == [204, 404]
    answer = server.ask("POST", "/v1/restrictions", country="FR")
    assert [server.ask("DELETE", f"/v1/restrictions/{answer.json()['id']}").status for _ in range(2)] == [204, 404]
    server.settle([done])


def test_removing_while_fetching(server, jpeg):
    """Whoever asks while another removes gets the whole file or hears that it is gone."""
    for _ in range(2):
        job = server.submit(jpeg)
        assert server.wait(job, "done", "failed")["state"] == "done"
        heard = []

        def fetch(job=job, heard=heard):
            for name in ("heatmap.tif", "result.json", "search_areas.gpkg"):
                heard.append(server.ask("GET", f"/v1/jobs/{job}/files/{name}"))
            heard.append(server.ask("GET", f"/v1/jobs/{job}/members/population/map"))
            heard.append(server.ask("GET", f"/v1/jobs/{job}/search_area?area_km2=50000"))

        threads = [threading.Thread(target=fetch) for _ in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(0.05)
        assert server.ask("DELETE", f"/v1/jobs/{job}").status == 204
        for thread in threads:
            thread.join()
        for answer in heard:
            assert answer.status in (200, 404), answer.body
            if answer.status == 200 and "content-length" in answer.headers:
                assert len(answer.body) == int(answer.headers["content-length"])
