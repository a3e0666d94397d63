"""Whether this computer has an NVIDIA driver: looked up by its files, without loading or starting anything."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LINUX_DRIVER = Path("/proc/driver/nvidia/version")
LINUX_LIBRARIES = ("wsl/lib", "x86_64-linux-gnu", "aarch64-linux-gnu", ".", "../lib64")  # below /usr/lib


def has_nvidia_driver(platform: str = sys.platform) -> bool:
    """Return True where CUDA can be expected to run; whether it does, the backend finds out and says."""
    if platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "nvcuda.dll").is_file()
    if platform == "darwin":
        return False  # there is no CUDA for macOS
    libraries = (Path("/usr/lib", folder, "libcuda.so.1") for folder in LINUX_LIBRARIES)
    return LINUX_DRIVER.is_file() or any(library.exists() for library in libraries)
