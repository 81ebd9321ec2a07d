"""The Google Reader API, for reader programs that speak it."""
