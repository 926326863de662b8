"""The shell: the modules and styles that a desk or kiosk keeps on the device, and the worker that keeps them."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, current_app

from eventapp.messages import LANGUAGES

shell = Blueprint("shell", __name__)

_WORKER = "service-worker.js"
_KINDS = (".js", ".css", ".svg", ".wasm", ".woff2")


@shell.get("/sw.js")
def service_worker() -> Response:
    """The service worker, with the list of what it keeps; another list or another file makes it another version."""
    body = _worker(Path(current_app.config["KIOSK"]), Path(current_app.static_folder or ""))
    return Response(body, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def _worker(kiosk: Path, static: Path) -> str:
    files = {f"/kiosk/{name}": kiosk / name for name in _names(kiosk) if name != _WORKER}
    files |= {f"/static/{name}": static / name for name in _names(static)}
    script = (kiosk / _WORKER).read_text()
    version = hashlib.sha256(script.encode())
    for path, file in sorted(files.items()):
        version.update(path.encode() + file.read_bytes())
    texts = [f"/messages/{name}.json" for name in (*LANGUAGES, "zuil")]
    front = {"VERSION": f"vonk-{version.hexdigest()[:16]}", "SHELL": [*sorted(files), *texts]}
    return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in front.items()) + script


def _names(folder: Path) -> list[str]:
    return [str(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.suffix in _KINDS]
