"""None outlives the toolkit, whatever the toolkit does to it."""

from __future__ import annotations

import subprocess
import sys

_PROBE = """
import app.ui
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
for _ in range(200_000):
    label.setEnabled(True)
print("alive")
"""


def test_a_program_outlives_very_many_calls():
    done = subprocess.run(
        [sys.executable, "-c", _PROBE], capture_output=True, text=True, check=False, timeout=120
    )

    assert done.stdout.strip() == "alive", done.stderr
    assert done.returncode == 0, done.stderr
