"""Whether a refusal is one clear sentence for an analyst."""

from __future__ import annotations

import re

_LONGEST = 240
# What means nothing to an analyst: Python, libraries, addresses, folders of this computer.
_RAW = re.compile(
    r"Traceback|Error\b|Exception|[Ee]rrno|0x[0-9a-f]{2}|<class|\bPIL\b|Pillow|lib(tiff|jpeg|png|webp)|site-packages|"
    r"\.py\b|\bNone\b|/(tmp|home|root|usr|proc|dev)\b|[A-Z]:\\(Users|Windows|Program)|\x1b"
)


def fault_of(sentence: str, name: str) -> str | None:
    """What is wrong with a sentence that refuses the file of this name; None for nothing."""
    rest = sentence.replace(name, "")
    if name not in sentence:
        return f"does not name the file: {sentence}"
    if not sentence.endswith(".") or re.search(r"\.\s", rest) or not sentence.isprintable():
        return f"is not one sentence: {sentence!r}"
    if len(rest) > _LONGEST or _RAW.search(rest):
        return f"is not clear: {sentence}"
    return None
