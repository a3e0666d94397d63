"""Load on a real backend: clients that behave like the plugin, and a mix of all that clients do, good and bad.

A job's latency is the time from sending the photo to seeing that it is done, at the plugin's pace of asking. The queue
ahead of it are the jobs that were accepted before and not done yet when it was accepted. The order is fair when no job
is seen to wait after one that was sent later, when the first had been accepted already, is seen to have begun.
"""

import http.client
import json
import random
import socket
import statistics
import time
from bisect import bisect_right
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from tests.backend.live_server import TOKEN

POLL_S = 0.15  # as the plugin
AT_ONCE = 3  # one more than the plugin, so that 32 clients ask for more than the backend takes on
FILES = ("heatmap.tif", "search_areas.gpkg", "result.json")


class Caller:
    """One client's connection, kept open between requests as Qt keeps it."""

    def __init__(self, port):
        self._port = port
        self._connection = None
        self._used = 0.0

    def __call__(self, method, path, body=None, token=TOKEN):
        """Status, headers and body of the answer; any other end of the exchange is an error."""
        if time.monotonic() - self._used > 5.0:  # the backend closes a connection that is idle for 20 seconds
            self.close()
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        headers = {"Authorization": f"Bearer {token}"}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        self._used = time.monotonic()
        return response.status, response.headers, content

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@dataclass
class Seen:
    """What a client saw of one photo; times in seconds."""

    client: int
    first_asked: float
    asked: float = 0.0
    refusals: list = field(default_factory=list)  # seconds of each Retry-After
    id: str = ""
    accepted: float = 0.0
    last_queued: float = 0.0
    begun: float = float("inf")
    done: float = 0.0
    state: str = ""
    ahead: int = 0

    @property
    def latency(self):
        return self.done - self.asked


class Client:
    """Sends photos, `at_once` on their way, honours Retry-After, fetches results and removes jobs."""

    def __init__(self, number, port, photo, at_once):
        self.number, self.photo, self.at_once = number, photo, at_once
        self.call = Caller(port)
        self.seen = []
        self.faults = []

    def run(self, until, most=None):
        """Go on until a time, then finish what is under way; `most` photos at the most."""
        under_way, wanted, come_back = [], None, 0.0
        try:
            while True:
                now = time.monotonic()
                more = now < until and (most is None or len(self.seen) + len(under_way) < most)
                if wanted is None and more and len(under_way) < self.at_once:
                    wanted = Seen(self.number, now)
                if wanted is not None and not more and wanted.refusals:
                    wanted = None  # not accepted by the end
                if wanted is not None and now >= come_back:
                    if self._submit(wanted):
                        under_way.append(wanted)
                        wanted = None
                    else:
                        come_back = time.monotonic() + wanted.refusals[-1]
                for job in [*under_way]:
                    if self._poll(job):
                        under_way.remove(job)
                        self.seen.append(job)
                if not under_way and wanted is None and not more:
                    return self
                time.sleep(POLL_S)
        except Exception as error:
            self.faults.append(repr(error))
            return self
        finally:
            self.call.close()

    def _submit(self, job):
        job.asked = time.monotonic()
        status, headers, body = self.call("POST", f"/v1/jobs?name=client-{self.number}.jpg", self.photo)
        if status == 429:
            job.refusals.append(int(headers["Retry-After"]))
            return False
        job.accepted = time.monotonic()
        assert status == 202, (status, body)
        job.id = json.loads(body)["id"]
        return True

    def _poll(self, job):
        asked = time.monotonic()
        status, _, body = self.call("GET", f"/v1/jobs/{job.id}")
        assert status == 200, (status, body)
        job.state = json.loads(body)["state"]
        if job.state == "queued":
            job.last_queued = asked
            return False
        job.begun = min(job.begun, time.monotonic())
        if job.state == "running":
            return False
        job.done = time.monotonic()
        assert job.state == "done", body
        for name in FILES:
            status, headers, body = self.call("GET", f"/v1/jobs/{job.id}/files/{name}")
            assert status == 200 and len(body) == int(headers["Content-Length"]), (status, name)
        status, _, body = self.call("DELETE", f"/v1/jobs/{job.id}")
        assert status == 204, (status, body)
        return True


@dataclass
class Figures:
    """What came of a load."""

    photos: int
    faults: list
    refusals: int
    longest_wait: float
    per_client: list
    out_of_order: int
    latency: dict
    ratio: dict
    seconds: float

    def lines(self, single):
        low, middle, high = min(self.per_client), statistics.median(self.per_client), max(self.per_client)
        return [
            f"{len(self.per_client)} clients for {self.seconds:.0f} s: {self.photos} photos done,"
            f" {len(self.faults)} failures",
            f"  a client: {low} to {high} photos, median {middle:g}; out of order: {self.out_of_order}",
            f"  refused with 429 and Retry-After: {self.refusals}; longest from first asking to acceptance:"
            f" {self.longest_wait:.1f} s",
            f"  latency {_quantiles(self.latency)} s; single client {single:.2f} s",
            f"  latency / (single client's x (queue ahead + 1)): {_quantiles(self.ratio)}",
        ]


def _quantiles(of):
    return ", ".join(f"{name} {value:.2f}" for name, value in of.items())


def single_latency(port, photo, photos):
    """The median latency in seconds of photos sent one after the other by one client; the first is not counted."""
    client = Client(0, port, photo, 1).run(float("inf"), photos + 1)
    assert not client.faults, client.faults
    return statistics.median(job.latency for job in client.seen[1:])


def load(port, photo, *, clients, seconds, single, at_once=AT_ONCE):
    """Let clients send photos at once for some time; the figures of it."""
    begin = time.monotonic()
    with ThreadPoolExecutor(clients) as threads:
        made = [Client(number, port, photo, at_once) for number in range(clients)]
        list(threads.map(lambda client: client.run(begin + seconds), made))
    seen = sorted((job for client in made for job in client.seen), key=lambda job: job.accepted)
    accepted, done = [job.accepted for job in seen], sorted(job.done for job in seen)
    for number, job in enumerate(seen):
        job.ahead = number - bisect_right(done, accepted[number])
    ratios = [job.latency / (single * (job.ahead + 1)) for job in seen]
    return Figures(
        photos=len(seen),
        faults=[fault for client in made for fault in client.faults],
        refusals=sum(len(job.refusals) for job in seen),
        longest_wait=max(job.accepted - job.first_asked for job in seen),
        per_client=[len(client.seen) for client in made],
        out_of_order=_out_of_order(seen),
        latency=_summary([job.latency for job in seen]),
        ratio=_summary(ratios),
        seconds=time.monotonic() - begin,
    )


def _summary(values):
    return {"median": float(np.quantile(values, 0.5)), "p95": float(np.quantile(values, 0.95)), "max": max(values)}


def _out_of_order(seen):
    """How many jobs were seen to wait after one that was sent when they had been accepted was seen to have begun."""
    by_sending = sorted(seen, key=lambda job: job.asked)
    asked = [job.asked for job in by_sending]
    earliest = np.minimum.accumulate([job.begun for job in reversed(by_sending)])[::-1]
    count = 0
    for job in seen:
        later = bisect_right(asked, job.accepted)
        count += later < len(seen) and earliest[later] < job.last_queued
    return count


# --- everything that clients do -------------------------------------------------------------------------------


THINGS = ("geolocate", "map", "search_raster", "bad_photo", "cancel", "hang_up", "intrude")


class Visitor:
    """Does one thing after another, good or bad, and leaves nothing behind."""

    def __init__(self, port, photo, raster, seed):
        self._port, self._photo, self._raster = port, photo, raster
        self._random = random.Random(seed)
        self._call = Caller(port)

    def visit(self, things):
        """Do some of THINGS; an answer that is not expected is an error."""
        for thing in things:
            getattr(self, thing)()
        self._call.close()

    def _ask(self, method, path, body=None, *, expected=200, token=TOKEN):
        while True:
            status, headers, content = self._call(method, path, body, token)
            if status != 429:
                break
            time.sleep(int(headers["Retry-After"]))
        assert status == expected, (method, path, status, content[:500])
        # Not GeoJSON: to read megabytes of it would hold up the other visitors, who share this process.
        return json.loads(content) if headers.get_content_subtype() == "json" else content

    def _submit(self, photo):
        return self._ask("POST", "/v1/jobs?name=a.jpg", photo, expected=202)["id"]

    def _wait(self, job, state):
        while (found := self._ask("GET", f"/v1/jobs/{job}")["state"]) in ("queued", "running"):
            time.sleep(POLL_S)
        assert found == state, found

    def _remove(self, kind, thing):
        self._ask("DELETE", f"/v1/{kind}/{thing}", expected=204)
        self._ask("DELETE", f"/v1/{kind}/{thing}", expected=404)

    def _done(self):
        job = self._submit(self._photo)
        self._wait(job, "done")
        return job

    def geolocate(self):
        """A photo, its files, areas, members' maps and a place."""
        job = self._done()
        for name in FILES:
            self._ask("GET", f"/v1/jobs/{job}/files/{name}")
        for member in ("geolocation", "population"):
            self._ask("GET", f"/v1/jobs/{job}/members/{member}/map")
        self._ask("GET", f"/v1/jobs/{job}/search_area?area_km2={10 ** self._random.uniform(2, 8):.0f}")
        self._ask("GET", f"/v1/jobs/{job}/area_at?lat=48.2&lon=16.4")
        self._remove("jobs", job)

    def map(self):
        """Two photos of one place with a restriction and a prior."""
        jobs = [self._done(), self._done()]
        country = self._random.choice(["FR", "BR", "ID", "CA"])
        restriction = self._ask("POST", f"/v1/restrictions?country={country}&inside=false", expected=201)["id"]
        box = [[-60, -60], [60, -60], [60, 60], [-60, 60], [-60, -60]]
        polygons = json.dumps({"type": "Polygon", "coordinates": [box]})
        other = self._ask("POST", "/v1/restrictions", polygons, expected=201)["id"]
        prior = self._ask("POST", "/v1/priors?name=p.tif", self._raster, expected=201)["id"]
        asked = {"jobs": jobs, "restriction": restriction, "priors": [{"id": prior, "weight": 0.5}]}
        made = self._ask("POST", "/v1/maps", json.dumps(asked), expected=201)["id"]
        self._ask("GET", f"/v1/maps/{made}/search_area?area_km2=90000")
        self._ask("GET", f"/v1/maps/{made}/files/search_areas.gpkg")
        self._remove("maps", made)
        self._remove("priors", prior)
        for each in (restriction, other):
            self._remove("restrictions", each)
        for job in jobs:
            self._remove("jobs", job)

    def search_raster(self):
        """A raster of somebody's."""
        raster = self._ask("POST", "/v1/rasters?name=r.tif", self._raster, expected=201)["id"]
        self._ask("GET", f"/v1/rasters/{raster}/search_area?recall=0.5")
        self._ask("GET", f"/v1/rasters/{raster}/area_at?lat=10&lon=10")
        self._remove("rasters", raster)

    def bad_photo(self):
        """Bytes that are no photo, half a photo, no bytes at all, and rasters and polygons that are none."""
        for photo in (b"no photo", self._photo[: len(self._photo) // 2], self._photo[:30]):
            job = self._submit(photo)
            self._wait(job, "failed")
            self._remove("jobs", job)
        self._ask("POST", "/v1/jobs", b"", expected=422)
        self._ask("POST", "/v1/priors", b"II*\0 no raster", expected=422)
        self._ask("POST", "/v1/rasters", b"no raster", expected=422)
        self._ask("POST", "/v1/restrictions", b"{}", expected=422)

    def cancel(self):
        """At some stage, and twice."""
        job = self._submit(self._photo)
        time.sleep(self._random.choice([0.0, 0.1, 0.5, 1.0]))
        for _ in range(2):
            self._ask("POST", f"/v1/jobs/{job}/cancel")
        self._remove("jobs", job)

    def hang_up(self):
        """In the head, in the body, before the answer."""
        fields = f"Host: 127.0.0.1:{self._port}\r\nAuthorization: Bearer {TOKEN}\r\nContent-Length: {len(self._photo)}"
        head = f"POST /v1/{self._random.choice(['jobs', 'priors', 'rasters'])} HTTP/1.1\r\n{fields}\r\n\r\n".encode()
        for data in (head[:20], head, head + self._photo[:5000]):
            with socket.create_connection(("127.0.0.1", self._port), 30) as connection:
                connection.sendall(data)
        job = self._done()
        with socket.create_connection(("127.0.0.1", self._port), 30) as connection:
            path = f"/v1/jobs/{job}/search_area?area_km2=1e8"
            connection.sendall(f"GET {path} HTTP/1.1\r\n{fields}\r\n\r\n".encode())
        self._remove("jobs", job)

    def intrude(self):
        """Without the right to ask, and with nonsense."""
        self._ask("GET", "/v1/bundle", token="nobody", expected=401)
        self._ask("POST", "/v1/jobs", self._photo, token="nobody", expected=401)
        self._ask("GET", "/v1/jobs/../../etc/passwd", expected=404)
        with socket.create_connection(("127.0.0.1", self._port), 30) as connection:
            connection.sendall(b"\x16\x03\x01 no HTTP\r\n\r\n")
            with suppress(OSError):
                connection.recv(1000)


class Watch:
    """What a server holds, measured when nothing is under way."""

    def __init__(self, server):
        self._server = server
        self.samples = []  # hours, MB, file handles, threads, files

    def look(self):
        """Wait until all that was under way has come to its end, and note what is held."""
        deadline = time.monotonic() + 60
        while (self._server.left() or self._connections()) and time.monotonic() < deadline:
            time.sleep(0.2)
        process = self._server.measured
        files = sum(path.is_file() for path in self._server.folder.rglob("*"))
        held = process.memory_info().rss / 1e6, process.num_fds(), process.num_threads(), files
        self.samples.append((time.monotonic() / 3600, *held))

    def _connections(self):
        return [each for each in self._server.measured.net_connections("tcp") if each.status == "ESTABLISHED"]

    def slopes(self, warm_up):
        """The slope per hour of each figure, with its standard error, without the first samples."""
        table = np.array(self.samples[warm_up:])
        found = []
        for values in table[:, 1:].T:
            (slope, _), covariance = np.polyfit(table[:, 0], values, 1, cov=True)
            found.append((float(slope), float(np.sqrt(covariance[0, 0]))))
        return dict(zip(("MB", "handles", "threads", "files"), found, strict=True))


def soak(server, photo, raster, *, visitors, seconds, rounds):
    """Let visitors come in rounds for some time, and at least `rounds`: in each they share THINGS.

    Returns a `Watch` that looked at the server before the first and after each.
    """
    watch = Watch(server)
    watch.look()
    until, seed = time.monotonic() + seconds, 0
    while time.monotonic() < until or len(watch.samples) <= rounds:
        things = random.Random(seed).sample(THINGS, len(THINGS))
        with ThreadPoolExecutor(visitors) as threads:
            coming = [
                threads.submit(Visitor(server.port, photo, raster, seed + number).visit, things[number::visitors])
                for number in range(visitors)
            ]
            for each in coming:
                each.result()
        seed += visitors
        watch.look()
    return watch
