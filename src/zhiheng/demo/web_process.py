"""One web process of the demo: serves on a listening socket that its keeper holds, so that no visitor is turned away
while a fallen process is started again: connections wait in the socket's queue.
"""

from __future__ import annotations

import socket
import sys

import uvicorn

APPLICATION = "zhiheng.config.asgi:application"


def main(argv: list[str]) -> None:
    """`argv`: the number of the inherited listening socket."""
    listening = socket.socket(fileno=int(argv[0]))
    config = uvicorn.Config(
        APPLICATION,
        log_level="warning",
        lifespan="off",
        server_header=False,
        # An open live stream would otherwise hold the end of the process for ever.
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(sys.argv[1:])
