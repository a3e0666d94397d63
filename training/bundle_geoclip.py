"""`python -m training bundle-geoclip`: the published GeoCLIP ensemble, installed where the plugin finds it."""

from __future__ import annotations

from pathlib import Path

from backend.bundle import STARTER, load_bundle
from backend.installed import bundles_folder
from training import parity
from training.drafts import whole_bundle
from training.exporter import finish
from training.models.geoclip import CLIP_TRUNK, CLIP_WEIGHTS
from training.recalibrate import recalibrate
from training.systems import ensemble, geoclip

NAME = "geoclip"


def bundle_geoclip(
    attributes: Path = STARTER,
    photos: Path | None = None,
    check_photos: Path | None = None,
    trunk: str = CLIP_TRUNK,
    weights: str = CLIP_WEIGHTS,
) -> Path:
    """Download CLIP's trunk (1.7 GB, once), export GeoCLIP, join the attribute predictors of a bundle, install.

    photos: table of photos with positions to calibrate on; check_photos: folder to measure fp16 and int8 on. Returns
    the installed folder. Raises OSError in one sentence when the trunk can't be had, and what export and calibration
    raise; a bundle that is installed already stays until the new one is whole.
    """
    joined = load_bundle(attributes)
    checked = parity.check_photos(check_photos)
    out = bundles_folder() / NAME
    print(f"Getting CLIP {trunk} ({weights}) from the Hugging Face hub, or from its cache.", flush=True)
    with whole_bundle(out) as folder:
        draft = geoclip.draft(folder, trunk=trunk, weights=weights)
        ensemble.join_attributes(draft, [joined])
        finish(draft, checked, check_photos)
    print(f"Installed: {out}")
    if photos is not None:
        recalibrate(out, photos, out)
        print(f"Calibrated on {photos.name}.")
    print(
        f"To use it on the command line: python -m backend geolocate PHOTO --out DIR --bundle {NAME}\n"
        f'In QGIS, once, in the Python console: QgsSettings().setValue("photo_geolocator/bundle", "{NAME}")'
    )
    return out
