"""A network of a bundle: preprocessing and an ONNX Runtime session on the best provider that really runs."""

from __future__ import annotations

import contextlib
import sys
from typing import Any, Literal

import numpy as np
import onnxruntime
from PIL import Image

from .bundle import Bundle
from .errors import BundleError, GeolocatorError, OutOfMemory, PredictorError, is_out_of_memory
from .preprocessing import check, example, prepare

CPU = "CPUExecutionProvider"
CUDA = "CUDAExecutionProvider"

# Where networks run: CUDA if it works and else the CPU; the CPU; CUDA or not at all.
Provider = Literal["auto", "cpu", "cuda"]

# Sessions on a GPU that is gone. ONNX Runtime ends the process when it tries to free what they have there.
_lost: list[onnxruntime.InferenceSession] = []


class Network:
    """A network, loaded and run once.

    Should the GPU fail later, the CPU takes over, for that photo and for all that follow; what is said below changes
    with it.

    provider: the ONNX Runtime execution provider that really runs, asked of the session after a tiny run;
    file, precision: what it runs, the manifest's variant for that provider or else its `file`, which is "fp32";
    note: why it is not the GPU when ONNX Runtime offered one, or not the variant, else None;
    outputs: name of each output -> how many numbers it gives for a view.

    Raises BundleError for a description that is incomplete or does not fit, and PredictorError when ONNX Runtime
    refuses the network or does not run the wanted CUDA.
    """

    provider: str
    file: str
    precision: str
    note: str | None
    outputs: dict[str, int]

    def __init__(self, bundle: Bundle, entry: dict[str, Any], *, threads: int | None = None, wanted: Provider = "auto"):
        self.name = entry["name"]
        self._bundle, self._entry, self._threads, self._wanted = bundle, entry, threads, wanted
        self._preprocessing = entry.get("preprocessing")
        check(self._preprocessing, self.name)
        answer = self._open()
        if wanted == "cuda" and self.provider != CUDA:
            reason = self.note or "ONNX Runtime has no CUDA here"
            raise PredictorError(
                f"CUDA was asked for and does not run ({reason.rstrip('.')}): choose another provider, or install"
                " CUDA's libraries.",
                code="cuda_missing",
            )
        views = len(example(self._preprocessing))
        for name, values in answer.items():
            if values.ndim != 2 or len(values) != views:
                raise BundleError(
                    f"The bundle's network '{self.file}' gives '{name}' in the shape {values.shape} for {views}"
                    " views of a photo: it must be a row a view."
                )
        self.outputs = {name: values.shape[1] for name, values in answer.items()}

    def run(self, image: Image.Image) -> dict[str, np.ndarray]:
        """Every output for one upright RGB photo: name -> (views, width) float32.

        Raises PredictorError when the network fails or gives no finite answer.
        """
        views = prepare(image, self._preprocessing)
        try:
            outputs = self._run_or_fall_back(views)
        except GeolocatorError:
            raise
        except Exception as error:  # ONNX Runtime's own errors share no public root
            if is_out_of_memory(error):
                raise OutOfMemory(f"the network '{self.name}'") from error
            raise PredictorError(
                f"ONNX Runtime could not run the network '{self.name}': {_first_line(error)}."
            ) from error
        if not all(np.isfinite(values).all() for values in outputs.values()):
            raise PredictorError(f"The network '{self.name}' gave no finite answer: install the bundle again.")
        return outputs

    def _run_or_fall_back(self, views: np.ndarray) -> dict[str, np.ndarray]:
        try:
            return _run(self._session, views)
        except Exception as error:
            if self.provider != CUDA:
                raise
            reason = _first_line(error)
        if self._wanted == "cuda":
            raise PredictorError(
                f"The GPU failed ({reason}), and CUDA was asked for: choose another provider, or restart the computer.",
                code="cuda_lost",
            )
        _lost.append(self._session)
        try:
            self._start("cpu", [CPU])
        except GeolocatorError:
            self._session = _lost[-1]  # the next photo tries again
            raise
        gpu_note = f"The GPU failed while photos were worked on: {reason}"
        self.note = "; ".join(note for note in (gpu_note, self.note) if note)
        return _run(self._session, views)

    def _open(self) -> dict[str, np.ndarray]:
        """Load what the best provider can run; returns the answer to the tiny run."""
        gpu_note = None
        if self._wanted != "cpu" and CUDA in onnxruntime.get_available_providers():
            # ONNX Runtime falls back to the CPU by itself when CUDA's libraries are missing, or fails at the first run.
            try:
                # Finds the CUDA libraries that pip installed; it prints, and standard output belongs to the caller.
                with contextlib.redirect_stdout(sys.stderr):
                    getattr(onnxruntime, "preload_dlls", lambda: None)()
                answer = self._start("gpu", [CUDA, CPU])
            except Exception as error:  # any failure of the GPU means: use the CPU
                gpu_note = f"The GPU could not be used: {_first_line(error.__cause__ or error)}"
            else:
                if self.provider == CUDA:
                    return answer
                gpu_note = "The GPU could not be used: ONNX Runtime found no working CUDA libraries."
                if "variants" not in self._entry:
                    self.note = gpu_note
                    return answer
        answer = self._start("cpu", [CPU])
        self.note = "; ".join(note for note in (gpu_note, self.note) if note) or None
        return answer

    def _start(self, variant: str, providers: list[str]) -> dict[str, np.ndarray]:
        """Load the variant, or `file` where there is none or ONNX Runtime refuses it."""
        file, note = self._entry["file"], None
        if variant in self._entry.get("variants", {}):
            chosen = self._entry["variants"][variant]
            try:
                return self._load(chosen["file"], chosen["precision"], providers)
            except GeolocatorError as error:
                note = f"'{file}' runs instead of '{chosen['file']}': {_first_line(error.__cause__)}"
        answer = self._load(file, "fp32", providers)
        self.note = note
        return answer

    def _load(self, file: str, precision: str, providers: list[str]) -> dict[str, np.ndarray]:
        path = str(self._bundle.file(file))
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        if self._threads is not None:
            options.intra_op_num_threads = self._threads
        self._session = None  # a network can take much of the memory: never two of them
        try:
            session = onnxruntime.InferenceSession(path, options, providers=providers)
            answer = _run(session, example(self._preprocessing))
        except Exception as error:  # as above
            if is_out_of_memory(error):
                raise OutOfMemory(f"the network '{file}'") from error
            raise PredictorError(
                f"ONNX Runtime could not load the network '{file}': {_first_line(error)}; install the bundle again."
            ) from error
        self._session, self.provider = session, session.get_providers()[0]
        self.file, self.precision, self.note = file, precision, None
        return answer


def _run(session: onnxruntime.InferenceSession, views: np.ndarray) -> dict[str, np.ndarray]:
    values = session.run(None, {session.get_inputs()[0].name: views})
    names = [output.name for output in session.get_outputs()]
    return {name: np.asarray(value, np.float32) for name, value in zip(names, values, strict=True)}


def _first_line(error: BaseException) -> str:
    """The first line of an error, without the computer's name and the builder's paths that CUDA's have in them."""
    line = (str(error).strip() or type(error).__name__).splitlines()[0]
    return line.partition(" ; GPU=")[0].rstrip(".")
