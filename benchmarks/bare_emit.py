"""The floor for pushing: a bare Flask-SocketIO that sends the same bytes to everybody when it is asked to.

``python -m benchmarks.bare_emit PORT MODE BYTES``; a process of its own, patched the same way.
"""

from __future__ import annotations

import sys


def main(port: int, mode: str, size: int) -> None:
    """Serve until killed."""
    if mode == "eventlet":
        import warnings

        warnings.simplefilter("ignore")
        import eventlet

        eventlet.monkey_patch()
    from flask import Flask, request
    from flask_socketio import SocketIO, join_room

    from eventapp.startup import web_server

    app = Flask("bare")
    socketio = SocketIO(app, async_mode=mode, manage_session=False)
    socketio.on_event("connect", lambda auth=None: join_room("all"))

    @app.post("/emit")
    def emit() -> dict[str, str]:
        mark = request.get_json()["mark"]
        socketio.emit("change", {"mark": mark, "patch": "x" * size}, to="all")
        return {"status": "ok"}

    web_server(mode, app, "127.0.0.1", port).start()
    import time

    while True:
        time.sleep(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
