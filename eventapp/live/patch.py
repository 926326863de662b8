"""Changes of a view as JSON Merge Patch (RFC 7396): small enough to push, simple enough to apply by hand."""

from __future__ import annotations

from typing import Any


def merge_patch(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What to send so that ``old`` becomes ``new``; empty when they are equal. A key that is gone is null."""
    patch: dict[str, Any] = dict.fromkeys(old.keys() - new.keys())
    for key, value in new.items():
        before = old.get(key)
        if before is value or before == value:
            continue
        both = isinstance(before, dict) and isinstance(value, dict)
        patch[key] = merge_patch(before, value) if both else value  # type: ignore[arg-type]
    return patch


def apply_patch(old: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """The other half of ``merge_patch``; the browser has the same in ``live.js``."""
    new = {key: value for key, value in old.items() if patch.get(key, key) is not None}
    for key, value in patch.items():
        if isinstance(value, dict):
            before = old.get(key)
            new[key] = apply_patch(before if isinstance(before, dict) else {}, value)
        elif value is not None:
            new[key] = value
    return new
