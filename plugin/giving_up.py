"""How many photos are on their way to the backend at once, and when one of them, or all, are given up.

The backend works on one photo at a time. A second one waits there, so that it has work while the first one's results
are fetched.
"""

from __future__ import annotations

from .errors import BackendDied, ConnectionLost, PhotoFileError, PluginError, ProblemError

AT_ONCE = 2
ATTEMPTS = 2  # of a photo that was lost with the backend: it may have been another photo's fault
# The backend may break on a photo; when it breaks on several in a row, it is the backend.
MOST_BREAKS = 3
_BREAKS = ("predictor_failed", "out_of_memory", "internal")


def is_lost(error: PluginError) -> bool:
    """Whether a photo ended because the backend went away."""
    return isinstance(error, (BackendDied, ConnectionLost))


def is_break(error: PluginError) -> bool:
    """Whether the backend broke on a photo, or went away with it."""
    return is_lost(error) or error.code in _BREAKS


def is_the_photos_fault(error: PluginError) -> bool:
    """Whether another photo may well succeed."""
    if isinstance(error, ProblemError):
        return error.code.startswith("photo_")
    return isinstance(error, PhotoFileError)
