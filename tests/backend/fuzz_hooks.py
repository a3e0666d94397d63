"""What Schemathesis can't know: ids and files that are there, for every other request to hit (see test_fuzz_http)."""

import json
import os
import random

import numpy as np
import rasterio
import schemathesis
from rasterio.transform import from_origin

from tests.backend.live_server import Client

FILES = ("heatmap.tif", "result.json", "search_areas.gpkg")
MEMBERS = ("geolocation", "population")


class World:
    """Things in a server, made when they are wanted, and anew where a request takes them away."""

    def __init__(self, port, photo):
        self._client, self._photo, self._job = Client(port), photo, "none"
        self._random = random.Random(1)
        self._raster = _geotiff()

    def aim(self, case):
        """Put what is there into every other request that is meant to succeed: else all would end at unknown ids."""
        wanted = case.meta is None or case.meta.generation.mode.is_positive
        if not wanted or self._random.random() < 0.5:
            return
        for name in case.path_parameters or ():
            case.path_parameters[name] = self._there(name, case.path, case.method.upper())
        if case.method.upper() == "GET" and case.path.endswith("search_area"):
            case.query = {"area_km2": 10 ** self._random.uniform(1.2, 8.7)}

    def _there(self, name, path, method):
        if name == "job_id":
            return self._client.submit(self._photo) if method in ("DELETE", "POST") else self._done()
        if name == "map_id":
            return self._made("/v1/maps", json.dumps({"jobs": [self._done()]}).encode())
        if name == "restriction_id":
            return self._made("/v1/restrictions", b"", country="FR")
        if name in ("prior_id", "raster_id"):
            return self._made(f"/v1/{name[:-3]}s", self._raster)
        return self._random.choice(MEMBERS if "members" in path else FILES)

    def _done(self):
        """A done job; Schemathesis remembers ids, and may have taken the last one away."""
        if self._client.ask("GET", f"/v1/jobs/{self._job}").status == 404:
            self._job = self._client.submit(self._photo)
            self._client.wait(self._job, "done", "failed")
        return self._job

    def _made(self, path, body, **params):
        answer = self._client.ask("POST", path, body, **params)
        assert answer.status == 201, answer.body
        return answer.json()["id"]


def _geotiff():
    with rasterio.MemoryFile() as memory:
        with memory.open(
            driver="GTiff", width=36, height=18, count=1, dtype="float32", crs="EPSG:4326",
            transform=from_origin(-180, 90, 10, 10),
        ) as file:  # fmt: skip
            file.write(np.ones((18, 36), np.float32), 1)
        return memory.read()


_world = World(int(os.environ["FUZZ_PORT"]), bytes.fromhex(os.environ["FUZZ_PHOTO"]))


@schemathesis.hook
def before_call(_context, case, _kwargs):
    """Called by Schemathesis before each request."""
    _world.aim(case)
