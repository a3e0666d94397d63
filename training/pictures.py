"""Figures small enough for a repository: few colours need a palette, which takes a third of the bytes."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

_COLOURS = 256


def write_png(picture: Image.Image, path: Path) -> None:
    """Write an RGB picture as a PNG with a palette; the same picture gives the same bytes."""
    # Not the default method, which gives rare colours, such as an end of a colour bar, away.
    few = picture.convert("RGB").quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
