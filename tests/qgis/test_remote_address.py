import pytest
from photo_geolocator.plugin.remote_address import Way, host_of, way_to, where_photos_go


@pytest.mark.parametrize(
    ("address", "way", "host"),
    [
        ("https://maps.example.org:8443", Way.ENCRYPTED, "maps.example.org"),
        ("HTTPS://Maps.Example.org/geo", Way.ENCRYPTED, "maps.example.org"),
        ("https://127.0.0.1", Way.ENCRYPTED, "127.0.0.1"),
        ("http://maps.example.org", Way.PLAIN, "maps.example.org"),
        ("http://127.0.0.1.example.org", Way.PLAIN, "127.0.0.1.example.org"),
        ("http://127.0.0.1:8080", Way.LOOPBACK, "127.0.0.1"),
        ("http://LOCALHOST:8080", Way.LOOPBACK, "localhost"),
        ("http://[::1]:8080", Way.LOOPBACK, "::1"),
    ],
)
def test_how_photos_travel(address, way, host):
    assert (way_to(address), host_of(address)) == (way, host)
    assert where_photos_go(address) == f"Photos are sent to {host}."


@pytest.mark.parametrize(
    "address",
    [
        "",
        "maps.example.org",
        "127.0.0.1:8443",
        "ftp://x.example",
        "file:///etc/passwd",
        "https://",
        "https://:8443",
        "https://x.example:0",
        "https://x.example:65536",
        "https://x y.example",
        "https://x.example?a=b",
        "https://x.example#a",
        "https://user:pw@x.example",
        "http://user:pw@127.0.0.1:80",
        "http://127.0.0.1\\@x.example",
        "http://[",
    ],
)
def test_what_is_no_address(address):
    assert way_to(address) is Way.NONE


def test_a_sentence_names_no_empty_host():
    assert where_photos_go("") == "Photos stay on this machine."
    assert where_photos_go("ftp:///x").startswith("No photo is sent")
