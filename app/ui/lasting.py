"""Keeps three objects alive that PySide6 6.12 lets go of before Python 3.12.

PySide6 6.12.0 is compiled as if None, True and False could not die, which is so from Python 3.12
on. Before that each call that returns nothing takes one reference to None away, and after some
ten thousand calls the interpreter aborts with "deallocating None". Measured on 6.12.0 with Python
3.11.7; 6.11.3 is sound, but brings QtPdf only together with everything else.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40  # at a million calls a second this lasts for twelve days


def keep_singletons() -> None:
    """Give None, True and False more references than a program can lose."""
    if sys.version_info >= (3, 12):
        return
    for value in (None, True, False):
        if sys.getrefcount(value) < _PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(value)).value += _PLENTY
