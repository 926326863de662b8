"""The OpenAPI document says what the api does: no route without a description, no description without a route."""

# ruff: noqa: F811

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from serving import Site, command, shared_site  # noqa: F401

from eventapp.fair.commands import AnyCommand
from eventapp.fair.decide import _RULES
from eventapp.fair.words import ROLES

METHODS = {"get", "post", "put", "patch", "delete"}
Document = dict[str, Any]


@pytest.fixture(scope="module")
def document(shared_site: Site) -> Document:
    answer = shared_site.stranger().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found: Document = answer.json
    return found


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def pointers(node: Any) -> Iterator[Document]:
    """Every reference in the document, however deep."""
    if isinstance(node, dict):
        if "$ref" in node:
            yield node
        for child in node.values():
            yield from pointers(child)
    elif isinstance(node, list):
        for child in node:
            yield from pointers(child)


def test_the_document_and_the_routes_name_each_other(shared_site: Site, document: Document) -> None:
    routes = {
        (re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in shared_site.app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(path, method) for path, method, _ in operations(document)} == routes


def test_it_is_an_openapi_31_document(document: Document) -> None:
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert document["info"]["title"] and document["info"]["version"]
    assert set(document) <= {"openapi", "info", "servers", "paths", "components", "security", "tags"}


def test_every_operation_is_complete(document: Document) -> None:
    for path, method, operation in operations(document):
        assert method in METHODS
        assert operation["summary"]
        assert operation["responses"].keys() >= {"200", "4XX"}, f"{method} {path}"
        for answer in operation["responses"].values():
            assert answer["description"] and answer["content"]
        for parameter in operation["parameters"]:
            assert parameter["in"] in ("path", "query") and parameter["name"] and parameter["schema"]
        assert ("requestBody" in operation) == (method == "post")


def test_what_stands_in_a_path_is_described(document: Document) -> None:
    for path, _, operation in operations(document):
        described = {one["name"] for one in operation["parameters"] if one["in"] == "path" and one["required"]}
        assert described == set(re.findall(r"{(\w+)}", path))


def test_every_reference_leads_somewhere(document: Document) -> None:
    references = {node["$ref"] for node in pointers(document)}
    assert references
    for reference in references:
        assert reference.removeprefix("#/components/schemas/") in document["components"]["schemas"], reference


def test_every_kind_of_command_is_described_with_what_it_needs(document: Document) -> None:
    described = document["components"]["schemas"]
    kinds = {struct.__name__: struct.__struct_config__.tag for struct in AnyCommand.__args__}
    assert set(_RULES) == set(AnyCommand.__args__), "a command without a rule, or a rule without a command"
    for name, kind in kinds.items():
        assert described[name]["properties"]["kind"]["enum"] == [kind]
        assert {"id", "at", "kind"} <= set(described[name]["required"])


def test_the_doors_without_a_lock_are_described_as_such(document: Document) -> None:
    open_doors = {path for path, _, operation in operations(document) if operation.get("security") == []}
    assert open_doors == {"/api/v1/devices/pair", "/api/v1/openapi.json"}
    assert document["security"], "all others want a token or a cookie"


def check(value: Any, schema: Document, document: Document, where: str) -> None:
    """Hold a real answer against its schema: the few words of JSON Schema that the document uses."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
             "null": type(None)}  # fmt: skip
    if "type" in schema:
        wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        assert isinstance(value, tuple(kinds[kind] for kind in wanted)), where
    if "enum" in schema:
        assert value in schema["enum"], where
    if isinstance(value, dict) and "properties" in schema:
        assert set(value) <= set(schema["properties"]), f"{where} has more than is described"
        for name, child in value.items():
            check(child, schema["properties"][name], document, f"{where}.{name}")
    if isinstance(value, list) and "items" in schema:
        for place, child in enumerate(value):
            check(child, schema["items"], document, f"{where}[{place}]")


@pytest.mark.parametrize("role", ["desk", "stand", "screen", "organiser"])
def test_real_answers_are_as_described(shared_site: Site, document: Document, role: str) -> None:
    device = shared_site.paired(role)
    calls: list[tuple[str, str, Document | None]] = [("get", "/api/v1/me", None), ("get", "/api/v1/snapshot", None)]
    if role in ("desk", "organiser"):
        calls.append(("get", "/api/v1/people", None))
    if role == "organiser":
        calls += [("post", "/api/v1/pairings", {"role": one}) for one in ROLES if one != "stand"]
        calls.append(("post", "/api/v1/imports", None))
    if role != "screen":
        wishes = [command("check_in", code="K1"), {}, command("check_in", code="K999"), command("invite", subject="x")]
        calls.append(("post", "/api/v1/commands", {"commands": wishes}))
    for method, path, body in calls:
        answer = device.open(path, method=method.upper(), json=body, query_string={"q": "o"} if method == "get" else {})
        responses = document["paths"][path][method]["responses"]
        content = responses["200" if answer.status_code == 200 else "4XX"]["content"]
        check(answer.json, content["application/json"]["schema"], document, f"{method} {path}")


def test_a_refusal_is_as_described(shared_site: Site, document: Document) -> None:
    for method, path in (("GET", "/api/v1/me"), ("POST", "/api/v1/devices/pair"), ("GET", "/api/v1/nergens")):
        answer = shared_site.stranger().open(path, method=method, json={} if method == "POST" else None)
        check(answer.json, {"$ref": "#/components/schemas/Error"}, document, path)
        assert set(answer.json) == {"code", "params", "text"}
