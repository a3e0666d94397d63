"""The manifest, read strictly: anything else is refused in a sentence that names the field."""

import json
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.bundle import STARTER
from backend.manifest import ManifestError, is_safe_name, parse_manifest
from tests.fuzz.sentences import fault_of

SHIPPED = json.loads((STARTER / "manifest.json").read_text(encoding="utf-8"))
SHIPPED["calibration"] |= {key: SHIPPED["calibration"][key][:5] for key in ("mass_at_truth", "area_at_truth")}
DATA = json.dumps(SHIPPED).encode()


def refusal(data):
    with pytest.raises(ManifestError) as caught:
        parse_manifest(data)
    sentence = f"The bundle 'x' {caught.value}."
    assert fault_of(sentence, "'x'") is None
    return str(caught.value)


def test_a_good_one_comes_back_as_it_stands():
    assert parse_manifest(DATA) == SHIPPED
    facts = {**SHIPPED, "made_by": "somebody"}
    facts["networks"][0]["parity"] = {"difference": 1e-7}
    assert parse_manifest(json.dumps(facts).encode()) == facts


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"a": ' * 2000 + b"1" + b"}" * 2000, "no JSON|nested more than 32 deep"),
        (b'{"a": ' * 40 + b"1" + b"}" * 40, "nested more than 32 deep"),
        (b"1" * 10_000, "no JSON"),
        (b'{"format": 1, "format": 2}', "'format' twice in one object"),
        (DATA.replace(b'"kind": "attribute"', b'"kind": "attribute", "kind": "geolocation"', 1), "'kind' twice"),
        (b'{"a": NaN}', "the number NaN"),
        (b'{"a": -Infinity}', "the number -Infinity"),
        (b'{"a": 1e999}', "the number 1e999"),
        ('{"a": "é"}'.encode("latin-1"), "not in UTF-8"),
        (json.dumps(SHIPPED).encode("utf-16"), "not in UTF-8"),
        (b"\xef\xbb\xbf" + DATA, "no JSON"),
        (b'{"a": "\\ud800"}', r"'\\ud800' in its manifest.json, which can't be shown"),
        (b'{"a\\u202e": 1}', "can't be shown"),
        (b'{"a": "two\\nlines"}', "can't be shown"),
        (b"[]", "lacks the format"),
        (b"null", "lacks the format"),
        (b'{"format": "zip"}', "lacks the format"),
        (DATA.replace(b'"format_version": 1', b'"format_version": true'), "format version true"),
        (DATA.replace(b'"format_version": 1', b'"format_version": [[]]'), r"format version \[\[\]\]"),
    ],
)  # fmt: skip
def test_what_is_no_manifest(data, message):
    assert re.search(message, refusal(data))


def changed(path, value):
    manifest = json.loads(DATA)
    inner = manifest
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    return json.dumps(manifest).encode()


MIXTURE = ("predictors", 0, "head")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("name",), 3, "no valid 'name' .* string"),
        (("title",), "x" * 2000, "at most 1000 characters"),
        (("networks",), {}, "'networks' .* list"),
        (("networks", 0, "file"), "../x", "unsafe name"),
        (("networks", 0, "file"), "/etc/passwd", "unsafe name"),
        (("files", "CELLS.csv"), "0" * 64, "differ in capitals alone"),
        (("files", "nul.csv"), "0" * 64, "unsafe name, 'nul.csv'"),
        (("files", "a."), "0" * 64, "unsafe name"),
        (("files", "Manifest.JSON"), "0" * 64, "unsafe name"),
        (("files", "x"), "0" * 63, r"no SHA-256 as 'files\.x'"),
        (("files", "x"), "A" * 64, r"no SHA-256 as 'files\.x'"),
        (("maps", 0, "classes"), [], "at least 1 item"),
        (("maps", 0, "classes", 0, "value"), 65_536, "less than or equal to 65535"),
        (("maps", 0, "classes", 0, "value"), 1.0, "valid integer"),
        (("maps", 0, "classes", 0, "value"), 2, "two classes of its map 'population' the same value"),
        (("maps", 1, "name"), "population", "'population' twice among its maps"),
        (("predictors", 0, "exponent"), 10**400, "number"),
        ((*MIXTURE, "type"), None, "head of the unknown type null at"),
        (("predictors", 0, "exponent"), 1e300, "less than or equal to 100"),
        (("predictors", 0, "overlap"), 1, "valid boolean"),
        (("predictors", 1, "map"), None, r"'predictors\.1\.map' .* string"),
        ((*MIXTURE, "type"), "prior", r"unknown 'predictors\.0\.head\.prior\."),
        ((*MIXTURE, "gallery", "neighbours"), 0, "greater than or equal to 1"),
        ((*MIXTURE, "gallery", "metric"), -1, "greater than or equal to 0"),
        ((*MIXTURE, "gate", "low"), 2, "less than or equal to 1"),
        ((*MIXTURE, "temperature"), 1e-300, "greater than or equal to 0.000000001"),
        ((*MIXTURE, "temperature"), None, "number"),
        (MIXTURE, {}, r"lacks 'predictors\.0\.head\.type'"),
        (MIXTURE, [], r"'predictors\.0\.head' .* object"),
        (("calibration", "mass_at_truth"), [], "at least 1 item"),
        (("calibration", "mass_at_truth", 0), "0.1", "valid number"),
        (("calibration", "confidence", "intercept"), 1e300, "less than or equal to 1000000000"),
        (("calibration", "confidence", "masss"), 1, r"unknown 'calibration\.confidence\.masss'"),
        (("calibration", "confidence"), None, "'calibration.confidence' .* object"),
    ],
)  # fmt: skip
def test_the_field_that_is_wrong_is_named(path, value, message):
    assert re.search(message, refusal(changed(path, value)))


@pytest.mark.parametrize("name", ["a", "a.b-c_d", "console", "com", "LPT", "x" * 100])
def test_safe_names(name):
    assert is_safe_name(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", ".a", "a/b", "a\\b", "a:b", "é", "a b", "a.", "CON", "nul.txt", "Com1", "lpt9.x.y", "x" * 101],
)
def test_names_that_are_not(name):
    assert not is_safe_name(name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(10**400),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def places(value, path=()):
    """The path of everything in a manifest."""
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, (*path, key))
    return found


PLACES = places(SHIPPED)


@settings(deadline=None)
@given(st.sampled_from(PLACES), JSON, st.sampled_from(["set", "remove", "beside"]))
def test_any_change_is_valid_or_refused_in_a_sentence(path, value, action):
    manifest = json.loads(DATA)
    inner = manifest
    for part in path[:-1]:
        inner = inner[part]
    if action == "remove":
        del inner[path[-1]]
    elif action == "set" or isinstance(inner, list):
        inner[path[-1]] = value
    else:
        inner[f"{path[-1]}x"] = value
    data = json.dumps(manifest).encode()
    try:
        assert parse_manifest(data) == manifest
    except ManifestError as error:
        assert fault_of(f"The bundle 'x' {error}.", "'x'") is None


@settings(deadline=None)
@given(JSON)
def test_any_json_is_no_manifest(value):
    refusal(json.dumps(value).encode())


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_damage_to_the_bytes_is_refused_or_means_nothing_else(rng: random.Random):
    data = bytearray(DATA)
    for _ in range(rng.choice((1, 3, 30))):
        data[rng.randrange(len(data))] = rng.choice((rng.randrange(256), *b'{}[]",:0'))
    try:
        parse_manifest(bytes(data))
    except ManifestError as error:
        assert fault_of(f"The bundle 'x' {error}.", "'x'") is None
