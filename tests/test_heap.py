"""The memory of a standing process: what is freed is given back."""

import ctypes
import subprocess
import sys

import pytest

PROBE = """
import ctypes
from rashomon.archive.heap import settle
if {settled}:
    assert settle()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in
        "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()]
libc.mallinfo2.restype = Info
libc.free(libc.malloc(8_000_000))
before = libc.mallinfo2().hblks
libc.malloc(1_000_000)
print(libc.mallinfo2().hblks - before)
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="only glibc raises its limit")
@pytest.mark.parametrize(("settled", "mapped"), [(False, "0"), (True, "1")])
def test_a_large_block_is_mapped_apart_also_after_a_larger_one_was_freed(settled: bool, mapped: str) -> None:
    probe = [sys.executable, "-c", PROBE.format(settled=settled)]
    told = subprocess.run(probe, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert told.stdout.strip() == mapped
