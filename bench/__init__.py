"""Measurements against reference readings: ``python -m bench`` lists them. They are not tests."""

# Measured is what a command costs: this sets threads and garbage collection as it does, before NumPy loads.
import rashomon.cli  # noqa: F401
