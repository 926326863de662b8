"""A peer: another laptop or the hub, as seen from the side that asks. What it answers is in ``service``."""

from __future__ import annotations

import gzip
import http.client
import json
import urllib.error
import urllib.request
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol
from urllib.parse import urlencode

PATIENCE_SECONDS: Final = 20.0
# The most that an answer may be once it is unpacked: a full batch with one large fact fits many times.
MOST_ANSWER: Final = 32 * 1024 * 1024
_GZIP_FROM: Final = 1024


class SyncProblem(Exception):
    """Sync stopped here; ``code`` says why. Everything that was acknowledged is safe, and trying again goes on."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Peer(Protocol):
    """Whom we ask. Every method raises SyncProblem when there is no good answer."""

    def vector(self) -> dict[str, Any]: ...
    def compare(self, tips: Mapping[str, tuple[int, str]]) -> list[str]: ...
    def branch(self, node: str, seq: int) -> dict[str, Any] | None: ...
    def settle_fork(self, node: str, seq: int, mark: str, hlc: int) -> str: ...
    def pull(self, since: str, besides: str, wait: float = 0) -> dict[str, Any]: ...
    def push(self, node: str, facts: Sequence[dict[str, Any]]) -> dict[str, Any]: ...


class HttpPeer:
    """A peer at an address, with the token that we got when we were paired there."""

    def __init__(self, url: str, token: str, patience: float = PATIENCE_SECONDS) -> None:
        self.url = url.rstrip("/")
        self._token, self._patience = token, patience
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def vector(self) -> dict[str, Any]:
        """What is there."""
        return self._ask("/sync/v1/vv")

    def compare(self, tips: Mapping[str, tuple[int, str]]) -> list[str]:
        """Which laptops numbered other facts there."""
        return [str(node) for node in self._ask("/sync/v1/compare", {"tips": dict(tips)})["forked"]]

    def branch(self, node: str, seq: int) -> dict[str, Any] | None:
        """Which fact stands at a number there."""
        return self._ask(f"/sync/v1/branch?{urlencode({'node': node, 'seq': seq})}")["fact"]  # type: ignore[no-any-return]

    def settle_fork(self, node: str, seq: int, mark: str, hlc: int) -> str:
        """Let the peer give its course another name; returns the name of its course."""
        return str(self._ask("/sync/v1/fork", {"node": node, "seq": seq, "mark": mark, "hlc": hlc})["node"])

    def pull(self, since: str, besides: str, wait: float = 0) -> dict[str, Any]:
        """Facts from after this position there."""
        asked = urlencode({"since": since, "besides": besides, "wait": wait})
        return self._ask(f"/sync/v1/pull?{asked}", patience=self._patience + wait)

    def push(self, node: str, facts: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Hand facts over."""
        return self._ask("/sync/v1/push", {"node": node, "facts": list(facts)})

    def beside(self) -> dict[str, Any]:
        """What a laptop that joins needs besides the facts."""
        return self._ask("/sync/v1/beside")

    def claim(self, code: str, fair: str = "") -> str:
        """Use up a pairing code; returns the token, which is also used from now on.

        ``fair`` is the id of our fair: a hub, which holds many, makes room for it.
        """
        answer = self._ask("/api/v1/devices/pair", {"code": code, "fair": fair})
        if answer.get("role") != "laptop":
            raise SyncProblem("sync_other_role")
        self._token = str(answer["token"])
        return self._token

    def _ask(self, path: str, body: dict[str, Any] | None = None, patience: float | None = None) -> dict[str, Any]:
        request = urllib.request.Request(self.url + path, headers=self._headers())
        if body is not None:
            request.data, more = packed(body)
            for name, value in more.items():
                request.add_header(name, value)
        try:
            with self._opener.open(request, timeout=patience or self._patience) as reply:
                answer = unpacked(reply.read(MOST_ANSWER), reply.headers.get("Content-Encoding"))
        except urllib.error.HTTPError as error:
            raise SyncProblem(_why(error)) from error
        except (OSError, http.client.HTTPException, ValueError, EOFError) as error:
            raise SyncProblem("unreachable") from error
        if not isinstance(answer, dict):
            raise SyncProblem("bad_answer")
        return answer

    def _headers(self) -> dict[str, str]:
        token = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        return {"Accept": "application/json", "Accept-Encoding": "gzip", **token}


def packed(body: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
    """A document as it goes over the line, and the headers that say so; compressed where that helps."""
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    headers = {"Content-Type": "application/json"}
    if len(data) < _GZIP_FROM:
        return data, headers
    return gzip.compress(data, 5), {**headers, "Content-Encoding": "gzip"}


def unpacked(data: bytes, encoding: str | None) -> Any:
    """The document that came over the line. ValueError when it is none, or only half of it came."""
    if encoding == "gzip":
        data = gunzipped(data, MOST_ANSWER)
    return json.loads(data)


def gunzipped(data: bytes, most: int) -> bytes:
    """Unpack, but never more than so many bytes. ValueError when there is more, or it breaks off."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(data, most)
    except zlib.error as error:
        raise ValueError("not gzip") from error
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError("too much, or cut off")
    return plain


def _why(error: urllib.error.HTTPError) -> str:
    """The code in a refusal."""
    try:
        data = error.read(64 * 1024)
        return str(unpacked(data, error.headers.get("Content-Encoding"))["code"])
    except (ValueError, KeyError, TypeError, OSError, http.client.HTTPException):
        return "unreachable" if error.code >= 500 else "bad_answer"
