"""Where the bundle lies that comes with the plugin."""

from pathlib import Path

STARTER = Path(__file__).parent.parent / "resources" / "bundles" / "starter"
