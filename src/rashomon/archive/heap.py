"""Keep the memory of a process that stands for weeks from falling into pieces."""

import ctypes

LARGE = 128 * 1024
"""Bytes from which a block gets pages of its own, which the system has back as soon as it is freed."""
_M_MMAP_THRESHOLD = -3


def settle() -> bool:
    """Hold the C library to its first limit for large blocks; False where it cannot be told.

    The limit of glibc rises by itself to the largest block that was freed (mallopt(3)). The passing
    matrices of clustering then lie between small things that last, and what they leave can rarely be used
    again: an archive of 100,000 articles came to hold 14 GB for less than one in use.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return bool(mallopt and mallopt(_M_MMAP_THRESHOLD, LARGE))
