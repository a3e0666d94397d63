"""The metadata items that GDAL keeps in a GeoTIFF, such as what its classes mean.

QGIS hands them out as a page of HTML alone, in its own language; so they are read from the file.
"""

from __future__ import annotations

import html
import struct
from pathlib import Path

from qgis.PyQt.QtXml import QDomDocument

GDAL_METADATA = 42112  # the tag, an ASCII text: XML
_ASCII = 2
_MOST_BYTES = 10_000_000


def read_items(path: Path) -> dict:
    """Return the items of the whole file, by name; ValueError when it is no TIFF, OSError when it can't be read."""
    text = _tag(path)
    if not text:
        return {}
    document = QDomDocument()
    if not document.setContent(text):
        raise ValueError(f"the metadata of {path.name} are no XML")
    nodes = document.elementsByTagName("Item")
    elements = (nodes.at(number).toElement() for number in range(nodes.count()))
    # GDAL escapes twice: the text for XML, and its own quotation marks before that.
    return {one.attribute("name"): html.unescape(one.text()) for one in elements if not one.hasAttribute("sample")}


def _tag(path: Path) -> bytes:
    """Return the text of the tag in the first directory, empty when there is none."""
    with path.open("rb") as file:
        head = file.read(16)
        order = {b"II": "<", b"MM": ">"}.get(head[:2])
        if order is None or len(head) < 16:
            raise ValueError(f"{path.name} is no TIFF")
        try:
            big = struct.unpack(order + "H", head[2:4])[0] == 43
            offset = struct.unpack(order + ("Q" if big else "I"), head[8:16] if big else head[4:8])[0]
            file.seek(offset)
            count_format, entry = (
                ("Q", struct.Struct(order + "HHQ8s")) if big else ("H", struct.Struct(order + "HHI4s"))
            )
            (count,) = struct.unpack(order + count_format, file.read(struct.calcsize(order + count_format)))
            for _ in range(min(count, 1000)):
                tag, kind, length, value = entry.unpack(file.read(entry.size))
                if tag == GDAL_METADATA and kind == _ASCII and length <= _MOST_BYTES:
                    if length <= len(value):
                        return value[:length].rstrip(b"\0")
                    file.seek(struct.unpack(order + ("Q" if big else "I"), value)[0])
                    return file.read(length).rstrip(b"\0")
        except struct.error as error:
            raise ValueError(f"{path.name} breaks off") from error
    return b""
