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

_LINKS = {"type": "object", "properties": {"links": {"type": "array", "items": {"type": "object"}}}}


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
        "/api/v1/links": {
            "get": _operation("The other laptops and the hub, and how it stands with each.", _LINKS),
            "post": _operation(
                "Pair with one and keep up with it from now on (url, code), or know it no more (forget).", _LINKS,
                body=_object(url=_TEXT, code=_TEXT, forget=_TEXT))},
        "/api/v1/people": {"get": _operation(
            "Look people up by part of a name or by badge number.",
            _object(people=_list(_ref("Person"))), query={"q": _TEXT, "file": _TEXT, "row": {"type": "integer"}})},
        "/api/v1/people/{id}": {"get": _operation(
            "One person's card: every field with its origin, what differs, what is missing, which work is unsure.",
            {"type": "object"}, path={"id": _TEXT})},
        "/api/v1/people/{id}/next": {"get": _operation(
            "Up to three stands to name to who just came in, with the reasons and how long one waits there now.",
            _object(ready={"type": "boolean"}, suggestions={"type": "boolean"}, next=_list({"type": "object"}),
                    job_coach=_TEXT), path={"id": _TEXT})},
        "/api/v1/people/{id}/guide": {"get": _operation(
            "Which stands next, with the reasons to say aloud, and what people decided about this person.",
            {"type": "object"}, path={"id": _TEXT})},
        "/api/v1/people/{id}/why": {"get": _operation(
            "Why this person is or is not suggested at a stand, per vacancy.",
            _object(why=_list(_TEXT), vacancies=_list({"type": "object"})), path={"id": _TEXT},
            query={"employer": _TEXT})},
        "/api/v1/hall": {"get": _operation(
            "While suggestions are off: everybody in the hall, for the stand that asks; without ranking.",
            _object(people=_list({"type": "object"}), found={"type": "integer"}),
            query={"q": _TEXT, "most": {"type": "integer"}})},
        "/api/v1/shown": {"get": _operation(
            "Which suggestions stood on which screens, on what ground; pseudonymous.",
            _object(shown=_list({"type": "object"})))},
        "/api/v1/bias": {"get": _operation(
            "Per audit group which share was suggested, invited and matched; small counts held back.",
            {"type": "object"})},
        "/api/v1/carried": {"get": _operation(
            "Who is who, for when the laptop is away: each sealed for the holder of their badge; only what changed.",
            _object(epoch=_TEXT, version={"type": "integer"}, more={"type": "boolean"},
                    people=_list(_object(find=_TEXT, box=_TEXT_OR_NULL))),
            query={"epoch": _TEXT, "after": {"type": "integer"}})},
        "/api/v1/carried/index": {"get": _operation(
            "Everybody by name, for a desk that may look people up while the laptop is away; it keeps this encrypted.",
            _object(people=_list({"type": "object"})))},
        "/api/v1/self": {"post": _operation(
            "At a kiosk: the one person whose name begins with these letters and who was born on this day, or nobody.",
            _object(person={"type": ["object", "null"]}),
            body=_object(letters=_TEXT, day={"type": "integer"}, month={"type": "integer"}, year={"type": "integer"}))},
        "/api/v1/self/{id}/next": {"get": _operation(
            "At a kiosk: up to three stands for who was checked in there a moment ago, with reasons anybody may read.",
            _object(stands=_list({"type": "object"}), ready={"type": "boolean"}), path={"id": _TEXT})},
        "/api/v1/snapshot": {"get": _operation("What the room of this device shows now.", _ref("Snapshot"))},
        "/api/v1/me": {"get": _operation(
            "The device that asks.",
            _object(device=_TEXT, role={"enum": list(ROLES)}, label=_TEXT, employer=_TEXT_OR_NULL, fair=_TEXT,
                    rehearsal={"type": "boolean"}))},
        "/api/v1/devices/pair": {"post": {**_operation(
            "Turn a one-time code into a paired device; sets a cookie too. fair is of use at a hub alone: the id of the"
            " fair that the laptop has, needed where the code does not say for which it is.",
            _object(token=_TEXT, role={"enum": list(ROLES)}),
            body=_object(code=_TEXT, fair=_TEXT_OR_NULL)), "security": []}},
        "/api/v1/devices/me": {"post": _operation(
            "The device that asks says how it is; kept in memory only. Answers how many seconds its clock is ahead.",
            _object(skew={"type": "integer"}),
            body=_object(sent_at=_INSTANT, battery={"type": ["integer", "null"]}, waiting={"type": "integer"}))},
        "/api/v1/pairings": {"post": _operation(
            "Mint a one-time code for a role; for a stand with its employer.",
            _object(code=_TEXT, role=_TEXT, url=_TEXT, expires_at=_INSTANT, qr=_TEXT),
            body=_object(role={"enum": list(ROLES)}, employer=_TEXT_OR_NULL, label=_TEXT,
                         searches={"type": "boolean"}))},
        "/api/v1/imports": {"post": _operation(
            "Take in files; mappings (JSON) correct how columns are read, by fingerprint, and are remembered. digests"
            " (JSON): those of the proposals, file by file; 409 where a file is another one now.",
            {"type": "object"}, body=_object(files=_list(_FILE), mappings=_TEXT, digests=_TEXT),
            media="multipart/form-data")},
        "/api/v1/imports/proposals": {"post": _operation(
            "How files would be read, with sample values; nothing is taken in.",
            _object(files=_list({"type": "object"})), body=_object(files=_list(_FILE)), media="multipart/form-data")},
        "/api/v1/imports/progress": {"get": _operation(
            "Which phase the running import is in (reading, comparing, storing), and how much of that is done.",
            _object(progress={"type": ["object", "null"]}))},
        "/api/v1/held": {"get": _operation(
            "Cells that say why somebody cannot do something, held in memory for an organiser; the oldest first.",
            _ref("Held"))},
        "/api/v1/held/{id}": {"post": _operation(
            "Decide about a held cell: rewrite it as limits and harmless words on the person's card, or drop it.",
            _ref("Held"), path={"id": _TEXT},
            body=_object(decision={"enum": ["rewrite", "drop"]}, limits=_list(_TEXT), text=_TEXT))},
        "/api/v1/templates/{kind}.{format}": {"get": _file(
            "An empty register in our own layout.", "text/csv",
            path={"kind": {"enum": ["kandidaten", "vacatures"]}, "format": {"enum": ["csv", "xlsx"]}})},
        "/api/v1/badges.pdf": {"get": _file(
            "Badges of the given numbers or people; without either, of all.", "application/pdf",
            query={"number": _list(_TEXT), "subject": _list(_TEXT), "layout": _TEXT})},
        "/api/v1/badges/sample.png": {"get": _file(
            "What a badge looks like on this paper, for somebody who does not exist.", "image/png",
            query={"layout": _TEXT})},
        "/api/v1/badges/choices": {"post": _operation(
            "Choose for all badges: the surname shown or not, the logo (a data URL; empty for none).",
            _ref("Printing"), body=_object(surname={"type": "boolean"}, logo=_TEXT))},
        "/api/v1/printing": {"get": _operation(
            "The printers, the jobs that want somebody, who prints where, and how far a PDF is.", _ref("Printing"))},
        "/api/v1/printers": {"post": _operation(
            "Add or change a printer, remove one, or assign a desk to one.", _ref("Printing"),
            body=_object(name=_TEXT, kind={"enum": ["folder", "browser", "cups", "zpl"]}, address=_TEXT, layout=_TEXT,
                         labels={"type": ["integer", "null"]}, remove=_TEXT, assign=_TEXT, printer=_TEXT))},
        "/api/v1/prints/{id}": {"post": _operation(
            "What is so of a print job: it prints now, it is done, or it has to be printed again.",
            _object(id=_TEXT, state={"enum": ["waiting", "printing", "done", "failed"]}), path={"id": _TEXT},
            body=_object(answer={"enum": ["take", "done", "again"]}))},
        "/api/v1/prints/{id}.png": {"get": _file(
            "The badge of a job that a browser has taken.", "image/png", path={"id": _TEXT})},
        "/api/v1/cards.pdf": {"post": {**_file(
            "A card for a stand, or for all: QR codes for the Wi-Fi and for the address with a pairing code.",
            "application/pdf"), "requestBody": {"required": True, "content": {"application/json": {
                "schema": _object(stand=_TEXT, network=_TEXT, password=_TEXT, address=_TEXT)}}}}},
        "/api/v1/purge": {"post": _operation(
            "Forget everybody whose period is over today, with a certificate; or only say how many that would be.",
            {"type": "object"}, body=_object(rehearse={"type": "boolean"}))},
        "/api/v1/certificates/{id}": {"get": _operation(
            "What a purge forgot: counts, days and hashes; no name.", {"type": "object"}, path={"id": _TEXT})},
        "/api/v1/paper/list.pdf": {"post": {**_file(
            "The check-in list on paper: a row for everybody who is still expected, and for each spare badge.",
            "application/pdf"), "requestBody": {"content": {"application/json": {"schema": _object()}}}}},
        "/api/v1/paper/spares.pdf": {"get": _file(
            "The spare badges that are nobody's.", "application/pdf", query={"layout": _TEXT})},
        "/api/v1/paper/rows/{code}": {"get": _operation(
            "Who stands on a row of the list that was written on: a person, a spare badge, or why neither.",
            _object(code=_TEXT, person=_ref("Person"), spare=_TEXT), path={"code": _TEXT})},
        "/api/v1/slips": {"post": _operation(
            "Ask for somebody's slip: next stands, whom they spoke and what was agreed.",
            _object(printer=_object(name=_TEXT, kind=_TEXT)), body=_object(subject=_TEXT, id=_TEXT))},
        "/api/v1/backups": {
            "get": _operation("When the last good backup was made, where, what is wrong, and which sticks there are.",
                              _ref("Backups")),
            "post": _operation("Make one now, choose where they go and how often, or say that a recovery was seen.",
                               _ref("Backups"), body=_object(
                                   make={"type": "boolean"}, seen={"type": "boolean"}, folder=_TEXT,
                                   every={"type": "integer", "minimum": 1, "maximum": 240}))},
        "/api/v1/openapi.json": {"get": {**_operation("This document.", {"type": "object"}), "security": []}},
    }  # fmt: skip


def _schemas() -> dict[str, Any]:
    return {
        "Error": _object(code=_TEXT, params={"type": "object"}, text=_TEXT),
        "Backups": _object(
            last={"type": ["string", "null"]},
            where=_TEXT,
            folder=_TEXT,
            own=_TEXT,
            every={"type": "integer"},
            problem=_TEXT,
            busy={"type": "boolean"},
            recovered={"type": ["object", "null"]},
            places=_list(_TEXT),
        ),
        "Result": _object(
            id={"description": "The id of the command, as it was given."},
            status={"enum": ["recorded", "duplicate", "refused"]},
            code=_TEXT,
            params={"type": "object"},
            person=_ref("Person"),
        ),
        "Printing": _object(
            printers=_list({"type": "object"}),
            jobs={"type": "object"},
            failed={"type": "integer"},
            desks={"type": "object"},
            shaping=_TEXT_OR_NULL,
            choices=_object(surname={"type": "boolean"}, logo={"type": "boolean"}),
            drawing={"type": ["object", "null"]},
        ),
        "Person": {"type": "object", "description": "Somebody as the desk may see them."},
        "Held": _object(waiting={"type": "integer"}, cells=_list(_ref("HeldCell"))),
        "HeldCell": _object(
            id=_TEXT,
            person=_object(id=_TEXT, name=_TEXT, number=_TEXT),
            file=_TEXT,
            row={"type": "integer"},
            column=_TEXT,
            pieces=_list(_object(text=_TEXT, marked={"type": "boolean"})),
            found=_list(_TEXT),
            known=_list(_TEXT),
        ),
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
