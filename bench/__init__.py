"""Measurements against reference readings: ``python -m bench`` lists them. They are not tests."""
