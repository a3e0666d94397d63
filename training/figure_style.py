"""How every figure of curves and bars looks, so that reports match and the same figures give the same bytes."""

SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "svg.hashsalt": "photo-geolocator",
    "svg.fonttype": "path",
}
# Okabe and Ito (2008), told apart by colour-blind readers; black, for a base, first.
COLOURS = ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
