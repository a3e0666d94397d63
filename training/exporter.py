"""`python -m training export`: a system from torch to a sealed bundle, checked on the way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from backend.predictor import Predictors
from training import bundle_card, parity, precision
from training.drafts import Draft, whole_bundle
from training.export import write_manifest
from training.systems import attributes, ensemble, geoclip, geoestimation

SYSTEMS = ("geoclip", "geoestimation", "attributes", "ensemble")
# Photos that parity is checked on, besides the generated pictures.
_PARITY_PHOTOS = 8


def export(
    system: str,
    out: Path,
    *,
    runs: Sequence[Path] = (),
    bundles: Sequence[Path] = (),
    partition: Path | None = None,
    check_photos: Path | None = None,
) -> None:
    """Write the bundle of a system to the folder `out`, whole or not at all, and print what was measured.

    runs: folders that `train` wrote (one; for attributes one or more; for geoclip none or one); bundles: of an
    ensemble; partition: CSV, for geoclip and attributes; check_photos: folder of photos that parity and precision are
    measured on, else generated pictures. Raises ValueError for options that don't fit the system, ParityError, and the
    errors of what is read.
    """
    _check_options(system, runs, bundles, partition)
    photos = parity.check_photos(check_photos)
    with whole_bundle(out) as folder:
        if system == "geoclip":
            draft = geoclip.draft(folder, runs[0] if runs else None, partition)
        elif system == "geoestimation":
            draft = geoestimation.draft(folder, runs[0])
        elif system == "attributes":
            draft = attributes.draft(folder, list(runs), partition)
        else:
            draft = ensemble.draft(folder, list(bundles))
        finish(draft, photos, check_photos)
    print(f"Bundle written: {out}")


def finish(draft: Draft, photos: list[Image.Image], folder: Path | None) -> None:
    """Check parity, add variants, write card and manifest. folder: where the photos are from, None = generated."""
    described = f"{len(photos)} generated pictures" if folder is None else f"{len(photos)} photos of `{folder.name}`"
    odd = [parity.picture(size, seed) for seed, size in enumerate(parity.SIZES)]
    own = [] if folder is None else photos[:_PARITY_PHOTOS]
    compared = f"{len(odd)} generated pictures of odd sizes"
    if folder is not None:
        compared = f"{len(own)} photos of `{folder.name}` and {compared}"
    difference, variants = None, []
    if draft.references:
        difference = parity.check(draft, [*own, *odd])
        print(f"Parity: probabilities differ from PyTorch's by {difference:.1e} at most (limit {parity.LIMIT:g}).")
        draft.references.clear()  # and with them the torch networks: what follows needs the memory
        variants = precision.add_variants(draft, photos)
        print(f"Precision, on half of {described}:\n{precision.table(variants)}")
    else:
        Predictors(draft.unsealed()).predict(photos[0])  # what was joined fits together
    (draft.folder / "card.md").write_text(
        bundle_card.render(draft, difference, variants, compared, described), encoding="utf-8"
    )
    write_manifest(draft.folder, draft.content())


def _check_options(system: str, runs: Sequence[Path], bundles: Sequence[Path], partition: Path | None) -> None:
    allowed = {"geoclip": (0, 1), "geoestimation": (1, 1), "attributes": (1, None), "ensemble": (0, 0)}
    least, most = allowed[system]
    if len(runs) < least:
        raise ValueError(f"To export {system} name the run that trained it: --run RUN.")
    if most is not None and len(runs) > most:
        raise ValueError(f"To export {system} name {'no run' if most == 0 else 'one run'}, not {len(runs)}.")
    if bundles and system != "ensemble":
        raise ValueError("--bundles is for --system ensemble alone.")
    if partition is not None and system not in ("geoclip", "attributes"):
        raise ValueError(f"--partition is for geoclip and attributes: {system} has its own.")
