"""EXIF is read from bytes built here, tag by tag, and never raises."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.exif import Exif, read_exif

ASCII, SHORT, LONG, RATIONAL, SRATIONAL, BYTE = 2, 3, 4, 5, 10, 1


def directory(order, start, entries):
    """A directory at offset `start`; entries are (tag, type, count, value bytes)."""
    values_at = start + 2 + 12 * len(entries) + 4
    table, values = struct.pack(order + "H", len(entries)), b""
    for tag, kind, count, value in entries:
        table += struct.pack(order + "HHI", tag, kind, count)
        if len(value) <= 4:
            table += value.ljust(4, b"\x00")
        else:
            table += struct.pack(order + "I", values_at + len(values))
            values += value
    return table + b"\x00" * 4 + values


def tiff(order="<", *, main=(), exif=(), gps=()):
    """A TIFF stream whose main directory points to an EXIF and a GPS directory."""
    pointers = [(0x8769, LONG, 1, b"\x00" * 4), (0x8825, LONG, 1, b"\x00" * 4)]
    size = len(directory(order, 8, [*main, *pointers]))
    exif_part = directory(order, 8 + size, list(exif))
    offsets = [struct.pack(order + "I", offset) for offset in (8 + size, 8 + size + len(exif_part))]
    pointers = [(0x8769, LONG, 1, offsets[0]), (0x8825, LONG, 1, offsets[1])]
    gps_part = directory(order, 8 + size + len(exif_part), list(gps))
    head = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(order + "I", 8)
    return head + directory(order, 8, [*main, *pointers]) + exif_part + gps_part


def rationals(*pairs, order="<"):
    return b"".join(struct.pack(order + "II", *pair) for pair in pairs)


PARIS = ((48, 1), (51, 1), (2400, 100)), ((2, 1), (21, 1), (3, 1))


def gps(lat=PARIS[0], north=b"N\x00", lon=PARIS[1], east=b"E\x00", order="<"):
    return [
        (1, ASCII, len(north), north),
        (2, RATIONAL, len(lat), rationals(*lat, order=order)),
        (3, ASCII, len(east), east),
        (4, RATIONAL, len(lon), rationals(*lon, order=order)),
    ]


@pytest.mark.parametrize("order", ["<", ">"])
def test_reads_orientation_time_and_position(order):
    stream = tiff(
        order,
        main=[(0x0112, SHORT, 1, struct.pack(order + "H", 6))],
        exif=[(0x9003, ASCII, 20, b"2014:01:02 10:11:12\x00")],
        gps=gps(order=order),
    )
    found = read_exif(stream)
    assert (found.orientation, found.taken_at) == (6, "2014-01-02T10:11:12")
    assert found.position == pytest.approx((48 + 51 / 60 + 24 / 3600, 2 + 21 / 60 + 3 / 3600))
    assert read_exif(b"Exif\x00\x00" + stream) == found


SYDNEY = ((33, 1), (52, 1), (0, 1)), b"S\x00", ((151, 1), (12, 1), (0, 1)), b"E\x00"
DEGREES_ONLY = ((338688, 10000),), b"S\x00", ((1512093, 10000),), b"E\x00"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (gps(*SYDNEY), (-33.866667, 151.2)),
        (gps(*DEGREES_ONLY), (-33.8688, 151.2093)),
        (gps(lat=((33, 1), (5208, 100))), (33.868, 2.350833)),  # degrees and decimal minutes
        (gps(north=b"n\x00", east=b"w"), (48.856667, -2.350833)),
        (gps(lat=((90, 1),), lon=((180, 1),)), (90.0, 180.0)),
        (gps(lat=((0, 1),), lon=((10, 1),)), (0.0, 10.0)),  # the equator is a place
        (gps(lat=((0, 1),), lon=((0, 1),)), None),  # what cameras write without a fix
        (gps(lat=((48, 1), (51, 1), (0, 0))), None),
        (gps(lat=((48, 0), (51, 1), (0, 1))), None),
        (gps(lat=((0, 0), (0, 0), (0, 0)), lon=((0, 0), (0, 0), (0, 0))), None),
        (gps(lat=((91, 1),)), None),
        (gps(lon=((180, 1), (0, 1), (1, 1))), None),
        (gps(lat=((48, 1), (75, 1), (0, 1))), None),
        (gps(lat=((4294967295, 1),)), None),
        (gps(lat=((1, 1),) * 4), None),
        (gps(north=b"\x00"), None),
        (gps(north=b"X\x00"), None),
        (gps(north=b"E\x00"), None),
        (gps()[1:], None),  # no hemisphere
        (gps()[:2], None),  # no longitude
        ([], None),
        ([(1, BYTE, 2, b"N\x00"), *gps()[1:]], (48.856667, 2.350833)),  # reference written as bytes
        ([gps()[0], (2, SRATIONAL, 1, struct.pack("<ii", -48, 1)), *gps()[2:]], None),
        ([gps()[0], (2, ASCII, 6, b"48.85\x00"), *gps()[2:]], None),
        ([gps()[0], (2, RATIONAL, 2**31, b"\x00" * 8), *gps()[2:]], None),
    ],
)
def test_position(entries, expected):
    position = read_exif(tiff(gps=entries)).position
    assert position == (expected if expected is None else pytest.approx(expected, abs=1e-6))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"2014:01:02 10:11:12\x00", "2014-01-02T10:11:12"),
        (b"2014-01-02T10:11:12\x00", "2014-01-02T10:11:12"),
        (b"0000:00:00 00:00:00\x00", None),
        (b"2014:02:30 10:11:12\x00", None),
        (b"2014:01:02 24:00:00\x00", None),
        (b"    :  :     :  :  \x00", None),
        (b"\xff\xfe\xfd\xfc\xfb", None),
        (b"2014:01:02\x00", None),
    ],
)
def test_time(text, expected):
    assert read_exif(tiff(exif=[(0x9003, ASCII, len(text), text)])).taken_at == expected


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_unknown_orientations_are_upright(value):
    assert read_exif(tiff(main=[(0x0112, SHORT, 1, struct.pack("<H", value))])).orientation == 1


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damaged_exif_is_absent_never_an_error(data):
    time = [(0x9003, ASCII, 20, b"2014:01:02 10:11:12\x00")]
    stream = bytearray(tiff(main=[(0x0112, SHORT, 1, b"\x06\x00")], exif=time, gps=gps()))
    for _ in range(data.draw(st.integers(1, 8))):
        stream[data.draw(st.integers(0, len(stream) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(stream[: data.draw(st.integers(0, len(stream)))])
    assert isinstance(read_exif(cut), Exif)


def test_directories_that_point_at_themselves_end():
    loop = b"II*\x00\x08\x00\x00\x00" + directory("<", 8, [(0x8769, LONG, 0, b"\x08\x00\x00\x00")])
    assert read_exif(loop) == Exif()
