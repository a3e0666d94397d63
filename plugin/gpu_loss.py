"""Notices that photos are not worked on by the GPU any more, from what the backend says of itself and of results."""

from __future__ import annotations

from .translation import tr

GPU = "CUDAExecutionProvider"


class GpuLoss:
    """Remembers where photos were worked on last."""

    def __init__(self) -> None:
        self._provider = ""

    def seen(self, provider: str, note: str) -> str:
        """Return a sentence when the last one was the GPU and this one is not, else an empty text.

        `note` is the backend's reason.
        """
        before, self._provider = self._provider, provider
        if before != GPU or provider == GPU:
            return ""
        return tr("The GPU failed; the processor goes on with the photos, more slowly: {reason}").format(
            reason=note or tr("the backend gave no reason.")
        )
