"""Hostile photos that look for code nobody has reached yet: coverage-guided, by libFuzzer through atheris.

`python -m tests.fuzz.guided [--runs 100000] [--seed 6]`. Guided by the branches of the backend and of Pillow's readers
in Python; the decoders in C run too, but are not looked into. Half of the changes are those of mutations.py, the other
half libFuzzer's own. What fails is kept in tests/fuzz/found/.
"""

from __future__ import annotations

import argparse
import logging
import random
import shutil
import sys
import time
import warnings

import atheris

with atheris.instrument_imports(include=["backend", "PIL"], enable_loader_override=False):
    from backend import photo, preprocessing  # noqa: F401 instrumented, and used by `photos`

from .mutations import KINDS
from .photos import FOUND, ROOT, decode
from .seeds import photo_seeds
from .watched import HANG_S, LOST_S

CORPUS = ROOT / "build" / "fuzz" / "corpus"
MOST_BYTES = 65_536
MEMORY_MB = 2000  # of the process, networks and instrumentation included


def decode_in_time(data: bytes) -> None:
    """Decode, and fail where that takes the processor too long."""
    begin = time.process_time()
    decode(data)
    seconds = time.process_time() - begin
    assert seconds < HANG_S, f"took {seconds:.1f} s"


def main() -> None:
    """Run libFuzzer, which ends the process itself."""
    parser = argparse.ArgumentParser(description="Coverage-guided hostile photos.")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--runs", type=int, default=100_000)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable()
    seeds = photo_seeds()
    kinds = list(KINDS.values())

    def change(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)
        if rng.random() < 0.5:
            return atheris.Mutate(data, most)
        # A kind that needs a format takes the seed of it; the others change what was found.
        try:
            return rng.choice(kinds)(rng, {"found": data})[:most]
        except (IndexError, StopIteration):
            return rng.choice(kinds)(rng, seeds)[:most]

    shutil.rmtree(CORPUS, ignore_errors=True)
    CORPUS.mkdir(parents=True)
    for name, data in seeds.items():
        (CORPUS / name).write_bytes(data)
    options = [
        f"-seed={arguments.seed}",
        f"-runs={arguments.runs}",
        f"-max_len={MOST_BYTES}",
        f"-timeout={LOST_S:.0f}",  # on the clock, which on a busy machine says little
        f"-rss_limit_mb={MEMORY_MB}",
        f"-artifact_prefix={FOUND}/guided-",
        "-print_final_stats=1",
        "-close_fd_mask=2",
        str(CORPUS),
    ]
    atheris.Setup([sys.argv[0], *options], decode_in_time, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
