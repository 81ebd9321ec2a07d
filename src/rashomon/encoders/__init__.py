"""Learned models behind small Protocols, and the ones that ship with Rashomon."""
