"""The tables, one definition for all databases."""
