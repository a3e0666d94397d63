"""The bundles of the published systems: one file a system."""
