"""The program itself, as a stranger starts it: everything real, a small bureau."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhiheng.demo.cast import sign_ins


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    argv = [sys.executable, "-m", "zhiheng.config.cli", "demo", "--data", str(folder), "--port", "0", "--prisoners", "60", "--lang", "en"]
    kept = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
    process = subprocess.Popen(argv, env=kept, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    return process, said


def status_of(said: str, path: str) -> int:
    port = int(re.findall(r"ready: http://127\.0\.0\.1:(\d+)/", said)[0])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    return connection.getresponse().status


@pytest.mark.slow
def test_two_starts(tmp_path: Path) -> None:
    process, said = start(tmp_path)
    try:
        assert [row.username for row in sign_ins() if row.username not in said] == []
        assert (tmp_path / "demo_password").read_text().strip() in said
        assert status_of(said, "/healthz") == 200
        assert status_of(said, "/sign-in") == 200
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0

    begun = time.monotonic()
    process, said = start(tmp_path)
    seconds = time.monotonic() - begun
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert "tables up to date" not in said
    assert "synthetic bureau of" not in said
    assert seconds < 20
