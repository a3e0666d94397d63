"""The networks: one file a system of the seeds."""
