"""Notices that photos are not worked on by the GPU any more, from what the backend says of itself and of results."""

from __future__ import annotations

from .translation import tr

GPU = "CUDAExecutionProvider"


class GpuLoss:
    """Remembers whether the backend worked on the GPU when something was heard of it last."""

    def __init__(self) -> None:
        self._on_gpu = False

    def began(self, provider: str, note: str) -> str:
        """Take note of where a backend works that has started; returns what `seen` does."""
        sentence = self.seen(provider, note)
        self._on_gpu = provider == GPU
        return sentence

    def seen(self, provider: str, note: str) -> str:
        """Return a sentence for the first result that is not of the GPU any more, else an empty text.

        `note` is the backend's reason. Results may come in another order than they were worked on: one of the GPU that
        comes after one of the CPU says nothing of the backend now.
        """
        if not self._on_gpu or provider == GPU:
            return ""
        self._on_gpu = False
        return tr("The GPU failed; the processor goes on with the photos, more slowly: {reason}").format(
            reason=note or tr("the backend gave no reason.")
        )
