"""Paths of all three systems, addresses, names: none survives."""

from pathlib import Path

import pytest
from photo_geolocator.plugin.scrubbing import scrub

NAMES = {"user": "jdoe", "host": "WS-4711.corp.example"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/home/jdoe/Photos/my holiday.jpg went wrong", "<path> went wrong"),
        ("can't open '/home/Jane Doe/a b/c.jpg' (denied)", "can't open '<path>' (denied)"),
        ('File "/Users/jane/Library/x.py", line 3', 'File "<path>", line 3'),
        ("/Volumes/USB Stick/evidence.HEIC: empty", "<path>: empty"),
        (r"C:\Users\Jane Doe\Pictures\IMG 1.JPG is damaged", "<path> is damaged"),
        (r"D:\case files\2024\photo.tif, then", "<path>, then"),
        ("c:/Users/jane/x.jpg", "<path>"),
        (r"\\server\share\case 7\photo.jpg is gone", "<path> is gone"),
        ("file:///home/jdoe/a.jpg", "<path>"),
        ("file:///C:/Users/jane/a.jpg", "<path>"),
        ("~/photos/a.jpg", "<path>"),
        ("opened /mnt/data", "opened <path>"),
        ("https://user:pw@proxy.example:3128/x failed", "<address> failed"),
        ("socks5://10.1.2.3:1080", "<address>"),
        ("connect to 10.1.2.3:8080 or 127.0.0.1:5000", "connect to <address> or 127.0.0.1:5000"),
        ("mail jane.doe@example.org", "mail <mail>"),
        ("on WS-4711.corp.example as JDOE", "on <host> as <user>"),
        ("ws-4711 says", "<host> says"),
        ("jdoes and xjdoe", "jdoes and xjdoe"),
        (r"\\?\C:\Users\Jane Doe\x.jpg is gone", "<path> is gone"),
        (r"\\?\UNC\server\case 7\x.jpg is gone", "<path> is gone"),
        ("//server/case 7/x.jpg is gone", "<path> is gone"),
        ("via jane:p$ss@proxy:3128", "via <mail>:3128"),
        ("connect to fe80::1:2 or 2001:db8:0:0:0:0:0:1", "connect to <address> or <address>"),
    ],
)
def test_what_tells_of_a_person_is_taken_out(text, expected):
    assert scrub(text, **NAMES) == expected


@pytest.mark.parametrize(
    "text",
    [
        "QGIS 3.22.16, Qt 5.15.8, Python 3.11.2",
        "CPUExecutionProvider, 45 km/h, 3/4, and/or",
        "provider: auto; state: ready (0.1.0)",
        "The backend stopped (exit code 3)",
        "at 12:30:45, std::vector, a // b",
    ],
)
def test_the_rest_stays(text):
    assert scrub(text, **NAMES) == text


def test_known_folders_are_told_by_what_they_are():
    known = {"/home/jdoe/plugins": "<plugin>", "/home/jdoe/plugins/data x": "<data>"}
    assert scrub("/home/jdoe/plugins/backend/x.py and /home/jdoe/plugins/data x/y", known, **NAMES) == (
        "<plugin>/backend/x.py and <data>/y"
    )


def test_a_home_folder_with_a_space_in_its_name(monkeypatch):
    monkeypatch.setattr("photo_geolocator.plugin.scrubbing.Path.home", lambda: Path("/srv/Jane Doe"))
    text = "/srv/Jane Doe can't be written, nor /srv/Jane Doe/case 7/x.jpg"
    assert scrub(text, **NAMES) == "~ can't be written, nor <path>"
    assert scrub("/srv/Jane Doerr", **NAMES) == "<path> Doerr"  # not ours: a name with a space is cut


def test_known_addresses_and_secrets():
    known = {"geo.corp.example": "<remote>", "a+b/c=": "<token>"}
    assert scrub("Host geo.corp.example refused a+b/c=", known, **NAMES) == "Host <remote> refused <token>"


def test_this_computers_names_by_default(monkeypatch):
    monkeypatch.setattr("photo_geolocator.plugin.scrubbing.getpass.getuser", lambda: "somebody")
    monkeypatch.setattr("photo_geolocator.plugin.scrubbing.platform.node", lambda: "desk-9")
    assert scrub("somebody at desk-9") == "<user> at <host>"


def test_a_short_or_missing_name_does_not_eat_words(monkeypatch):
    assert scrub("me and mine", user="me", host="") == "me and mine"
