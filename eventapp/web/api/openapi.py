"""The OpenAPI document of the api. A test holds its paths against the routes, both ways."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from flask import Response, jsonify

from eventapp import __version__
from eventapp.fair.commands import AnyCommand
from eventapp.fair.words import ROLES
from eventapp.web.api import api

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_INSTANT = {"type": "string", "format": "date-time"}
_FILE = {"type": "string", "contentMediaType": "application/octet-stream"}
_ERROR = {"$ref": "#/components/schemas/Error"}


@api.get("/openapi.json")
def openapi() -> Response:
    """This document."""
    return jsonify(document())


@cache
def document() -> dict[str, Any]:
    """The whole description, OpenAPI 3.1."""
    commands, components = msgspec.json.schema_components([AnyCommand], ref_template="#/components/schemas/{name}")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Vonk", "version": __version__, "license": {"name": "EUPL-1.2"}},
        "security": [{"token": []}, {"cookie": []}],
        "paths": _paths(commands[0]),
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "vonk"},
            },
            "schemas": {**components, **_schemas()},
        },
    }


def _paths(command: dict[str, Any]) -> dict[str, Any]:
    return {
        "/api/v1/commands": {"post": _operation(
            "Give commands: one result for each, in order; a bad one never stops the others.",
            _object(results=_list(_ref("Result")), head={"type": "integer"}),
            body=_object(commands={**_list(command), "maxItems": 500}))},
        "/api/v1/people": {"get": _operation(
            "Look people up by part of a name or by badge number.",
            _object(people=_list(_ref("Person"))), query={"q": _TEXT, "file": _TEXT, "row": {"type": "integer"}})},
        "/api/v1/people/{id}": {"get": _operation(
            "One person's card: every field with its origin, what differs, what is missing.",
            {"type": "object"}, path={"id": _TEXT})},
        "/api/v1/snapshot": {"get": _operation("What the room of this device shows now.", _ref("Snapshot"))},
        "/api/v1/me": {"get": _operation(
            "The device that asks.",
            _object(device=_TEXT, role={"enum": list(ROLES)}, label=_TEXT, employer=_TEXT_OR_NULL, fair=_TEXT,
                    rehearsal={"type": "boolean"}))},
        "/api/v1/devices/pair": {"post": {**_operation(
            "Turn a one-time code into a paired device; sets a cookie too.",
            _object(token=_TEXT, role={"enum": list(ROLES)}), body=_object(code=_TEXT)), "security": []}},
        "/api/v1/pairings": {"post": _operation(
            "Mint a one-time code for a role; for a stand with its employer.",
            _object(code=_TEXT, role=_TEXT, url=_TEXT, expires_at=_INSTANT, qr=_TEXT),
            body=_object(role={"enum": list(ROLES)}, employer=_TEXT_OR_NULL, label=_TEXT))},
        "/api/v1/imports": {"post": _operation(
            "Take in files; mappings (JSON) correct how columns are read, by fingerprint, and are remembered.",
            {"type": "object"}, body=_object(files=_list(_FILE), mappings=_TEXT), media="multipart/form-data")},
        "/api/v1/imports/proposals": {"post": _operation(
            "How files would be read, with sample values; nothing is taken in.",
            _object(files=_list({"type": "object"})), body=_object(files=_list(_FILE)), media="multipart/form-data")},
        "/api/v1/imports/progress": {"get": _operation(
            "How many rows of the running import are done.", _object(progress={"type": ["object", "null"]}))},
        "/api/v1/templates/{kind}.{format}": {"get": _file(
            "An empty register in our own layout.", "text/csv",
            path={"kind": {"enum": ["kandidaten", "vacatures"]}, "format": {"enum": ["csv", "xlsx"]}})},
        "/api/v1/badges.pdf": {"get": _file(
            "Badges of the given numbers or people; without either, of all.", "application/pdf",
            query={"number": _list(_TEXT), "subject": _list(_TEXT), "layout": _TEXT})},
        "/api/v1/openapi.json": {"get": {**_operation("This document.", {"type": "object"}), "security": []}},
    }  # fmt: skip


def _schemas() -> dict[str, Any]:
    return {
        "Error": _object(code=_TEXT, params={"type": "object"}, text=_TEXT),
        "Result": _object(
            id={"description": "The id of the command, as it was given."},
            status={"enum": ["recorded", "duplicate", "refused"]},
            code=_TEXT,
            params={"type": "object"},
            person=_ref("Person"),
        ),
        "Person": {"type": "object", "description": "Somebody as the desk may see them."},
        "Snapshot": _object(room=_TEXT, version={"type": "integer"}, view={"type": "object"}),
    }


def _operation(
    summary: str,
    answer: dict[str, Any],
    body: dict[str, Any] | None = None,
    media: str = "application/json",
    query: dict[str, Any] | None = None,
    path: dict[str, Any] | None = None,
) -> dict[str, Any]:
    asked = [{"name": name, "in": "query", "schema": schema} for name, schema in (query or {}).items()]
    asked += [{"name": name, "in": "path", "required": True, "schema": schema} for name, schema in (path or {}).items()]
    operation: dict[str, Any] = {
        "summary": summary,
        "parameters": asked,
        "responses": {
            "200": {"description": "Done", "content": {"application/json": {"schema": answer}}},
            "4XX": {"description": "Refused", "content": {"application/json": {"schema": _ERROR}}},
        },
    }
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {media: {"schema": body}}}
    return operation


def _file(
    summary: str, media: str, query: dict[str, Any] | None = None, path: dict[str, Any] | None = None
) -> dict[str, Any]:
    operation = _operation(summary, {}, query=query, path=path)
    operation["responses"]["200"]["content"] = {media: {}}
    return operation


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}
