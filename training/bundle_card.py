"""The card of an exported bundle: what it is made of, what was measured, what was not."""

from __future__ import annotations

from training.drafts import Draft
from training.precision import MEAN_LIMIT, WORST_LIMIT, Variant, table

NOT_CALIBRATED = """## Not calibrated

This bundle was not calibrated: its map is the plain product of its predictors (powers 1), which is too sure of itself;
it has no confidence and promises no recall. To calibrate it on photos with positions:

    python -m training calibrate --bundle DIR --photos TABLE --out DIR
"""


def render(draft: Draft, difference: float | None, variants: list[Variant], compared: str, photos: str) -> str:
    """The card (Markdown).

    difference: from torch on `compared`, see `training.parity`, None where nothing was exported here; variants: judged
    on half of `photos`; both in words.
    """
    members = "\n".join(
        f"| {p['name']} | {p['label']} | {p['head']['type']} | {p.get('exponent', 1.0):g} |" for p in draft.predictors
    )
    sources = "\n".join(f"- {line}" for line in draft.sources)
    measured = []
    if difference is not None:
        measured.append(
            f"Largest difference between a probability by the backend and by the PyTorch original, on"
            f" {compared}: {difference:.1e} (limit 1e-4)."
        )
    if variants:
        measured.append(
            f"Smaller numbers, on half of {photos}; int8's ranges come from the other half. A variant is kept when it"
            f" moves at most {MEAN_LIMIT:g} of the probability of the mean photo, {WORST_LIMIT:g} of the worst, and is"
            f" faster where it is for CPUs; fp16 was judged on the CPU too:\n\n{table(variants)}"
        )
    if not measured:
        measured.append("Nothing was measured here; the cards of its parts say what was measured on them.")
    return (
        f"# {draft.title}\n\n"
        f"| predictor | | head | power |\n|---|---|---|---|\n{members}\n\n"
        f"## What it is made of\n\n{sources}\n\n"
        "## What was measured\n\n" + "\n\n".join(measured) + "\n\n"
        "How often it finds the place of a photo was not measured when it was exported; `python -m training evaluate\n"
        f"--bundle DIR --photos TABLE` does that.\n\n{NOT_CALIBRATED}"
    )
