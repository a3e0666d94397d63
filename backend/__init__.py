"""The local backend: geolocation and attribute predictors, fused on one grid, ranked into search areas."""

import os

__version__ = "0.1.0"

# ONNX Runtime (1.31 at least) reports its use to its makers from the moment it is imported. Nothing leaves the
# machine here, so it is told not to before any module can import it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
