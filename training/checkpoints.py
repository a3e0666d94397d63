"""Files of a run that are whole or not there: a kill or a full disk leaves the last ones as they were.

Resume states are read with `weights_only`, networks are safetensors: nothing here can run code when it is loaded.
"""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor


class CheckpointError(OSError):
    """A file of a run can't be written or read: one sentence that says what is safe and what to do."""


def write_whole(path: Path, data: bytes | memoryview) -> None:
    """Write a file through a temporary one beside it, flushed to the disk before it takes the name.

    CheckpointError when that fails; the file of that name is then what it was.
    """
    temporary = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if not isinstance(error, OSError):  # interrupted
            raise
        raise CheckpointError(
            f"'{path.name}' can't be written in '{path.parent.name}' ({error.strerror or error}): the last one is"
            " whole; make room and run the same command again to go on from it."
        ) from error


def save_state(path: Path, state: dict[str, Any]) -> None:
    """Write a resume state of tensors, numbers, texts, lists and dicts; CheckpointError as `write_whole`."""
    buffer = io.BytesIO()
    torch.save(state, buffer)
    write_whole(path, buffer.getbuffer())


def load_state(path: Path) -> dict[str, Any]:
    """Read a resume state, on the CPU; CheckpointError when it is damaged or holds anything but data."""
    damaged = CheckpointError(
        f"'{path.name}' in '{path.parent.name}' is damaged or no checkpoint of this program: start a new run."
    )
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, ValueError, pickle.UnpicklingError) as error:
        raise damaged from error
    if not isinstance(state, dict):
        raise damaged
    return state


def save_weights(path: Path, weights: dict[str, Tensor]) -> None:
    """Write a network's state dict as safetensors; CheckpointError as `write_whole`."""
    write_whole(path, save({name: tensor.detach().cpu().contiguous() for name, tensor in weights.items()}))


def load_weights(path: Path) -> dict[str, Tensor]:
    """Read a network's state dict; CheckpointError when the file is missing or damaged."""
    try:
        return load_file(path)
    except (OSError, SafetensorError) as error:
        raise CheckpointError(
            f"'{path.name}' in '{path.parent.name}' is missing or damaged: train that run to its first epoch's end."
        ) from error
