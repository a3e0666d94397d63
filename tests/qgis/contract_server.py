"""A stand-in for the backend's server: answers as the contract says, or breaks it on request.

Runs in a thread (`ContractServer`), or as a process of its own: `python contract_server.py SAMPLE`, which
reads the token from standard input and announces itself like `python -m backend serve`.
"""

import hashlib
import itertools
import json
import math
import os
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

STAGES = ("decode", "predict", "fuse", "search_areas", "heatmap")
STATUS = {
    "unauthorized": 401,
    "not_found": 404,
    "no_such_address": 404,
    "job_not_done": 409,
    "photo_empty": 422,
    "photo_too_large": 413,
    "busy": 429,
}
COUNTRIES = {"AU": "Australia", "DE": "Germany", "FR": "France", "ES": "Spain"}
MEMBERS = ("geolocation", "population")
GPU = {"provider": "CUDAExecutionProvider", "provider_note": None}
LOST_GPU = {"provider": "CPUExecutionProvider", "provider_note": "The GPU failed while photos were worked on: 719"}
NOTE = (
    "The bundle's validation photos do not speak for this map, so no recall is promised: a recall is the share of the"
    " map's own probability."
)
HIGHEST_RECALL = 0.93
VALIDATION_PHOTOS = 1001
# Latitude, longitude, share of the area and of the probability, place, country.
REGIONS = (
    (48.86, 2.35, 0.5, "Paris, France", "France"),
    (41.39, 2.17, 0.3, "Barcelona, Spain", "Spain"),
    (-33.87, 151.21, 0.2, "Sydney, Australia", "Australia"),
)


def search_area(*, budget_km2=None, recall=None):
    """Return the answer to a budget or a recall: squares around three places, larger for more."""
    area = budget_km2 if recall is None else 1e6 * recall**2
    probability = 1 - math.exp(-area / 2e6)
    label = f"{recall:.0%} recall" if recall is not None else f"{budget_km2:,.0f} km²"
    asked = {"target": "area" if recall is None else "recall", "budget_km2": budget_km2, "recall": recall}
    features, regions = [], []
    for rank, (lat, lon, share, place, country) in enumerate(REGIONS, 1):
        half = min(math.sqrt(share * area) / 111.2 / 2, 20)
        w, s, e, n = bbox = [lon - half, lat - half, lon + half, lat + half]
        known = {"rank": rank, "place": place, "country": country}
        known |= {"area_km2": share * area, "probability": share * probability}
        regions.append({**known, "lat": lat, "lon": lon, "bbox": bbox})
        features.append(
            {
                "type": "Feature",
                "id": rank,
                "bbox": bbox,
                "geometry": {"type": "MultiPolygon", "coordinates": [[[[w, s], [e, s], [e, n], [w, n], [w, s]]]]},
                "properties": {"area_label": label, **asked, **known, "density": probability / area},
            }
        )
    described = {
        **asked,
        "label": label,
        "area_km2": area,
        "probability": probability,
        "expected_recall": 0.8 * probability,
        "region_count": len(regions),
        "regions": regions,
    }
    return {"type": "FeatureCollection", "search_area": described, "features": features}


class ContractServer:
    """Serves the sample result in `sample` for every photo; `url` says where.

    failures: photo name -> (code, detail) its job ends with; busy: path pattern -> how often it is answered that the
    backend is busy; polls: answers before a job is done (None:
    never); broken: path pattern -> what to do instead of answering, one of `drop`, `half`, `garbage`, `list`,
    `plain500`, `redirect`; requests: (method, path, headers) seen. targets: queries for search areas, area_delay:
    seconds each takes, areas_at_once: the most that were under way together, area_answer: a function that makes
    them. calibrated: whether the bundle has recalls to promise. own_results: results name their photo, with its
    SHA-256, a truth and a best point that depends on it. dies_on: names of photos that end the process. rasters: what
    was sent, by id. restrictions, priors, maps: the same; map_delay: seconds that a map takes. A map points the farther
    north the more members are off and the more photos it is of, and the farther east the more its priors weigh.
    """

    def __init__(self, sample: Path, token: str, *, polls=3):
        self.sample, self.token, self.polls = sample, token, polls
        self.failures, self.broken, self.requests, self.jobs, self.bodies = {}, {}, [], {}, {}
        self.busy, self.retry_after = {}, "1"
        self.job_numbers = itertools.count(1)  # photos may arrive at once
        self.targets, self.area_delay, self.areas_open, self.areas_at_once = [], 0.0, 0, 0
        self.area_answer = search_area
        self.calibrated = True
        self.kills = (
            None  # a file: after the first death on `dies_on` the next start ends in another, and no more follow
        )
        self.gpu_photos = 0  # the first results that are of the GPU; then it is lost
        self.told = []  # the jobs of these results
        self.own_results, self.dies_on, self.log, self.rasters = False, (), None, {}
        self.restrictions, self.priors, self.maps, self.map_delay = {}, {}, {}, 0.0
        self.http = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"server_state": self}))
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()

    def paths(self, method):
        """Return the paths asked for with `method`."""
        return [path for seen, path, _ in self.requests if seen == method]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Say nothing: a client that hangs up is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_state: ContractServer

    def log_message(self, *_):
        pass

    def do_GET(self):
        self._route("GET")

    def do_POST(self):
        self._route("POST")

    def do_DELETE(self):
        self._route("DELETE")

    def _route(self, method):
        state = self.server_state
        url = urlsplit(self.path)
        path = url.path
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        state.requests.append((method, path, dict(self.headers)))
        for pattern, way in state.broken.items():
            if re.fullmatch(pattern, f"{method} {path}"):
                return self._break(way)
        for pattern, times in state.busy.items():
            if times and re.fullmatch(pattern, f"{method} {path}"):
                state.busy[pattern] -= 1
                document = self._document("busy", "Many photos are waiting already: the next one can come in a moment.")
                return self._bytes(json.dumps(document).encode(), "application/problem+json", 429, state.retry_after)
        if self.headers.get("Authorization") != f"Bearer {state.token}":
            return self._problem("unauthorized", "The token is missing or wrong; start the backend again.")
        if (method, path) == ("GET", "/v1/bundle"):
            return self._json(
                200,
                {
                    "name": "starter",
                    "version": "1.0.0",
                    "title": "Starter",
                    "license": "CC-BY-4.0",
                    "members": [],
                    **(GPU if state.gpu_photos else {**GPU, "provider": "CPUExecutionProvider"}),
                    "versions": {},
                    "presets": [],
                    "networks": [],
                    "highest_recall": HIGHEST_RECALL if state.calibrated else None,
                    "highest_recall_by_curve": None,
                    "validation_photos": VALIDATION_PHOTOS if state.calibrated else 0,
                    "card": "# Starter",
                },
            )
        if (method, path) == ("POST", "/v1/jobs"):
            return self._submit(parse_qs(url.query), body)
        if re.match("/v1/(countries|restrictions|priors|maps)", path):
            return self._knowledge(method, path.split("/")[2:], parse_qs(url.query), body)
        if path.startswith("/v1/rasters"):
            return self._raster(method, path, parse_qs(url.query), body)
        match = re.fullmatch(r"/v1/jobs/([^/]+)(/.*)?", path)
        if match is None:
            return self._problem("no_such_address", "There is nothing at this address.")
        job = state.jobs.get(match.group(1))
        if job is None or job["state"] == "deleted":
            return self._problem(
                "not_found",
                "The backend no longer has this photo's result: it was removed, or the backend was restarted; geolocate"
                " the photo again.",
            )
        if (method, match.group(2)) == ("GET", "/search_area"):
            return self._search_area(job, parse_qs(url.query))
        return self._job(method, match.group(2) or "", job)

    def _submit(self, query, body):
        state = self.server_state
        name = query["name"][0]
        if not body:
            return self._problem("photo_empty", f"{name} is empty; choose another photo.")
        job = {
            "id": f"job-{next(state.job_numbers)}",
            "name": name,
            "state": "queued",
            "stage": None,
            "progress": 0.0,
            "problem": None,
            "polls": 0,
            "query": query,
        }
        if state.log:
            with Path(state.log).open("a", encoding="utf-8") as log:
                log.write(name + "\n")
        state.jobs[job["id"]] = job
        state.bodies[job["id"]] = body
        return self._json(202, self._public(job))

    def _job(self, method, rest, job):
        state = self.server_state
        if method == "DELETE":
            job["state"] = "deleted"
            self.send_response(204)
            self.end_headers()
            return None
        if method == "POST" and rest == "/cancel":
            if job["state"] not in ("done", "failed"):
                job["state"] = "cancelled"
            return self._json(200, self._public(job))
        if rest == "":
            self._advance(job)
            return self._json(200, self._public(job))
        if job["state"] != "done":
            return self._problem("job_not_done", f"{job['name']} is not done yet; ask again later.")
        if rest == "/area_at":
            return self._area_at(parse_qs(urlsplit(self.path).query), 1000.0)
        if rest.startswith("/members/"):
            name = rest.split("/")[2]
            if name not in MEMBERS:
                return self._problem("not_found", f"The bundle has no member '{name}'.")
            return self._bytes((state.sample / f"member_{name}").read_bytes(), "application/octet-stream")
        if rest == "/result":
            return self._bytes(self._result(job), "application/json")
        if rest in ("/files/heatmap.tif", "/files/search_areas.gpkg"):
            return self._bytes((state.sample / rest.rsplit("/", 1)[1]).read_bytes(), "application/octet-stream")
        return self._problem("not_found", "There is no such file.")

    def _result(self, job):
        state = self.server_state
        body = (state.sample / "result.json").read_bytes()
        if state.gpu_photos:
            if job["id"] not in state.told:  # photos come at the same time, in whatever order
                state.told.append(job["id"])
            value = json.loads(body)
            value["backend"] |= GPU if state.told.index(job["id"]) < state.gpu_photos else LOST_GPU
            body = json.dumps(value).encode()
        if not state.own_results:
            return body
        sha256 = hashlib.sha256(state.bodies[job["id"]]).hexdigest()
        result = json.loads(body)
        result["photo"] |= {"name": job["name"], "sha256": sha256}
        result["best_point"] |= {"lat": int(sha256[:2], 16) / 3, "lon": int(sha256[2:4], 16) / 3}
        result["truth"] = [{"photo": job["name"], "distance_km": 12.5, "area_km2": 3456.0, "probability": 0.4}]
        return json.dumps(result).encode()

    def _knowledge(self, method, path, query, body):
        """Restrictions, priors, countries and maps."""
        state = self.server_state
        kind, *rest = path
        if kind == "countries":
            return self._json(200, [{"code": code, "name": name} for code, name in sorted(COUNTRIES.items())])
        if (method, kind) == ("POST", "restrictions"):
            codes = query.get("country", [])
            label = ", ".join(COUNTRIES[code] for code in codes) or query.get("name", ["1 polygon"])[0]
            made = {"id": f"restriction-{len(state.restrictions) + 1}", "label": label, "area_km2": 550_000.0}
            made["inside"] = query["inside"] == ["true"]
            state.restrictions[made["id"]] = {**made, "body": body, "codes": codes}
            return self._json(201, made)
        if (method, kind) == ("POST", "priors"):
            name = query["name"][0]
            if not body.startswith((b"II", b"MM")):
                return self._problem("prior_invalid", f"The prior '{name}' can't be read as a GeoTIFF: save it again.")
            made = {"id": f"prior-{len(state.priors) + 1}", "name": name, "covered_km2": 1e6, "note": "Rounded."}
            state.priors[made["id"]] = {**made, "size": len(body)}
            return self._json(201, made)
        if (method, kind, rest) == ("POST", "maps", []):
            return self._make_map(json.loads(body))
        made = state.maps.get(rest[0]) if rest else None
        if made is None:
            return self._problem("not_found", "There is no such map: it was removed, or the backend was restarted.")
        return self._map(method, rest[1:], made, query)

    def _make_map(self, asked):
        state = self.server_state
        time.sleep(state.map_delay)
        for kind, ids, known in (
            ("job", asked["jobs"], {key for key, job in state.jobs.items() if job["state"] == "done"}),
            ("restriction", filter(None, [asked["restriction"]]), state.restrictions),
            ("prior", [one["id"] for one in asked["priors"]], state.priors),
        ):
            if not set(ids) <= set(known):
                return self._problem("not_found", f"There is no such {kind}: it was removed; make it again.")
        on = MEMBERS if asked["members"] is None else asked["members"]
        if not on and not any(one["weight"] for one in asked["priors"]):
            return self._problem("no_members", "Nothing makes this map: switch on a member of the ensemble.")
        restriction = state.restrictions.get(asked["restriction"])
        if restriction and restriction["codes"] == ["AU"]:
            return self._problem("nothing_left", "The restriction leaves no place where the photo can have been taken.")
        lat = 10.0 * (len(MEMBERS) - len(on)) + len(asked["jobs"])
        lon = 10.0 * sum(one["weight"] for one in asked["priors"])
        made = {
            "id": f"map-{len(state.maps) + 1}",
            "jobs": asked["jobs"],
            "members": [{"name": name, "on": name in on} for name in MEMBERS],
            "restriction": restriction and {key: restriction[key] for key in ("id", "label", "area_km2", "inside")},
            "priors": [{**one, "name": state.priors[one["id"]]["name"]} for one in asked["priors"]],
            "best_point": {"lat": lat, "lon": lon, "place": f"Place {lat:g} {lon:g}"},
            "calibrated": False,
            "note": NOTE,
            "left": 0.25 if restriction else 1.0,
        }
        state.maps[made["id"]] = made
        return self._json(201, made)

    def _map(self, method, rest, made, query):
        state = self.server_state
        if method == "DELETE":
            del state.maps[made["id"]]
            self.send_response(204)
            return self.end_headers()
        if not rest:
            return self._json(200, made)
        if rest == ["area_at"]:
            return self._area_at(query, 2000.0)
        if rest == ["search_area"]:
            state.targets.append({"map": made["id"], **{name: float(values[0]) for name, values in query.items()}})
            budget, recall = (float(query[name][0]) if name in query else None for name in ("area_km2", "recall"))
            answer = search_area(budget_km2=budget, recall=recall)
            answer["search_area"]["expected_recall"] = None
            for feature in answer["features"]:
                feature["properties"]["area_label"] = f"{made['id']}: {feature['properties']['area_label']}"
            return self._bytes(json.dumps(answer).encode(), "application/geo+json")
        name = rest[1]
        if name != "result.json":
            name = "restricted" if name == "search_areas.gpkg" and made["restriction"] else name
            return self._bytes((state.sample / name).read_bytes(), "application/octet-stream")
        jobs = [state.jobs[job_id] for job_id in made["jobs"]]
        photos = [json.loads(self._result(job))["photo"] for job in jobs]
        result = json.loads(self._result(jobs[0]))
        result |= {"photos": photos, "best_point": made["best_point"], "confidence_note": NOTE}
        result |= dict.fromkeys(("confidence", "unsure", "confidence_radius_km"))
        result["choices"] = {key: made[key] for key in ("members", "restriction", "priors")}
        for area in result["search_areas"]:
            area["expected_recall"] = None
        return self._json(200, result)

    def _area_at(self, query, area):
        lat, lon = (float(query[name][0]) for name in ("lat", "lon"))
        known = {"density": 1e-6, "probability": 0.5, "distance_km": 1.0, "place": "Paris, France"}
        return self._json(200, {"lat": lat, "lon": lon, "area_km2": area, **known})

    def _raster(self, method, path, query, body):
        state = self.server_state
        if (method, path) == ("POST", "/v1/rasters"):
            if not body.startswith((b"II", b"MM")):
                return self._problem("raster_invalid", f"{query['name'][0]} is no GeoTIFF: export it as one.")
            raster_id = f"raster-{len(state.rasters) + 1}"
            state.rasters[raster_id] = {"query": query, "size": len(body)}
            known = {"width": 1, "height": 1, "crs": "EPSG:4326", "area_km2": 1.0, "total": 1.0}
            return self._json(201, {"id": raster_id, "name": query["name"][0], **known})
        _, _, _, raster_id, *rest = path.split("/")
        if raster_id not in state.rasters:
            return self._problem("not_found", "There is no such raster: it was removed, or the backend was restarted.")
        if method == "DELETE":
            del state.rasters[raster_id]
            self.send_response(204)
            return self.end_headers()
        if rest == ["area_at"]:
            lat, lon = (float(query[name][0]) for name in ("lat", "lon"))
            known = {"density": 1e-6, "probability": 0.5, "distance_km": 1.0, "place": "Paris, France"}
            return self._json(200, {"lat": lat, "lon": lon, "area_km2": 1000.0 * abs(lat), **known})
        budget, recall = (float(query[name][0]) if name in query else None for name in ("area_km2", "recall"))
        answer = search_area(budget_km2=budget, recall=recall)
        return self._bytes(json.dumps(answer).encode(), "application/geo+json")

    def _search_area(self, job, query):
        state = self.server_state
        state.targets.append({name: float(values[0]) for name, values in query.items()})
        state.areas_open += 1
        state.areas_at_once = max(state.areas_at_once, state.areas_open)
        time.sleep(state.area_delay)
        state.areas_open -= 1
        if job["problem"]:
            return self._bytes(json.dumps(job["problem"]).encode(), "application/problem+json", 422)
        if job["state"] != "done":
            return self._problem("job_not_done", f"The photo is {job['state']}: its results are there once it is done.")
        if len(query) != 1 or query.keys() - {"area_km2", "recall"}:
            return self._problem("request_invalid", "Give either area_km2 or recall.")
        budget, recall = (float(query[name][0]) if name in query else None for name in ("area_km2", "recall"))
        if recall is not None and not state.calibrated:
            detail = "This bundle was not calibrated, so it promises no recall: ask for an area in km2."
            return self._problem("recall_unreachable", detail)
        if recall is not None and recall > HIGHEST_RECALL:
            detail = f"A recall of {recall:g} can't be promised by this bundle: {HIGHEST_RECALL:.2f} is the highest."
            return self._problem("recall_unreachable", detail)
        answer = state.area_answer(budget_km2=budget, recall=recall)
        if not state.calibrated:
            answer["search_area"]["expected_recall"] = None
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        return self._bytes(body, "application/geo+json")

    def _advance(self, job):
        state = self.server_state
        if job["state"] not in ("queued", "running"):
            return
        if job["name"] in state.dies_on and not (state.kills and Path(state.kills).exists()):
            if state.kills:
                Path(state.kills).write_text("1")
            os._exit(9)
        failure = state.failures.get(job["name"])
        job["polls"] += 1
        if failure:
            code, detail = failure
            job["state"] = "failed"
            job["problem"] = self._document(code, detail)
        elif state.polls is not None and job["polls"] > state.polls:
            job.update(state="done", stage=None, progress=1.0)
        else:
            share = min(job["polls"], 4) / 5
            job.update(state="running", stage=STAGES[min(job["polls"] - 1, 4)], progress=share)

    @staticmethod
    def _public(job):
        return {key: job[key] for key in ("id", "name", "state", "stage", "progress", "problem")}

    @staticmethod
    def _document(code, detail):
        status = STATUS.get(code, 422)
        return {"type": "about:blank", "title": code, "status": status, "detail": detail, "code": code}

    def _problem(self, code, detail):
        document = self._document(code, detail)
        self._bytes(json.dumps(document).encode(), "application/problem+json", document["status"])

    def _json(self, status, value):
        self._bytes(json.dumps(value).encode(), "application/json", status)

    def _bytes(self, body, kind, status=200, retry_after=None):
        self.send_response(status)
        if retry_after is not None:
            self.send_header("Retry-After", retry_after)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _break(self, way):
        if way == "garbage":
            return self._bytes(b"\xff\xfe not json", "application/json")
        if way == "list":
            return self._bytes(b"[]", "application/json")
        if way == "plain500":
            return self._bytes(b"Internal Server Error", "text/plain", 500)
        if way == "redirect":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        if way == "half":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"{" * 10)
            self.wfile.flush()
        self.close_connection = True
        return self.connection.shutdown(2)


def main():
    """Serve until standard input closes or the process is ended; CONTRACT_SERVER sets attributes, as JSON."""
    token = sys.stdin.readline().strip()
    with ContractServer(Path(sys.argv[-1]), token) as server:
        for name, value in json.loads(os.environ.get("CONTRACT_SERVER", "{}")).items():
            setattr(server, name, value)
        if server.kills and Path(server.kills).exists() and Path(server.kills).read_text() == "1":
            Path(server.kills).write_text("2")
            os.kill(os.getpid(), 9)
        event = {"event": "ready", "url": server.url, "pid": os.getpid(), "version": "0.1.0"}
        print(json.dumps(event), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
