"""`zhiheng demo` with a real database and real children that do next to nothing: run by test_run.py as a process.

First argument: the web child's code, `serve` or `fall`; the rest are the demo's own options.
"""

from __future__ import annotations

import argparse
import sys

from zhiheng.demo import run

SERVE = """
import http.server, socket, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"ok")
    def log_message(self, *words): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer, bind_and_activate=False)
server.socket = socket.socket(fileno=int(sys.argv[1]))
server.serve_forever()
"""
FALL = "raise SystemExit('no such table')"


def main(argv: list[str]) -> int:
    """Stands for `zhiheng.config.cli.main`."""
    run.WEB = (sys.executable, "-c", {"serve": SERVE, "fall": FALL}[argv[0]])
    run.WORKER = (sys.executable, "-c", "import time; time.sleep(600)")
    run.BUILT = ()
    setattr(run.Demo, "_prepare", lambda _demo: None)  # noqa: B010  # the real one needs the whole program
    parser = argparse.ArgumentParser()
    run.configure(parser)
    return run.run(parser.parse_args(argv[1:]))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
