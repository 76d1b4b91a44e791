"""JSON Schema for pack.yaml and list files, made from the models, described in Chinese."""

import json
from functools import cache
from typing import Any

from liststrict.model.basis import Frozen
from liststrict.model.entry import PackHeader, RuleList
from liststrict.packtools.schema_words import FIELDS, MODELS


def pack_schema() -> dict[str, Any]:
    """One schema for both kinds of file: what has entries is a list, what has none is a header."""
    definitions: dict[str, Any] = {}
    for model in (PackHeader, RuleList):
        whole = model.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
        definitions.update(whole.pop("$defs", {}))
        definitions[model.__name__] = whole
    for name, definition in definitions.items():
        _describe(name, definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "liststrict 规则包文件",
        "description": "pack.yaml（规则包说明）和各张清单的 .yaml 文件。",
        "type": "object",
        "if": {"anyOf": [{"required": [key]} for key in ("list", "entries", "verdict")]},
        "then": {"$ref": "#/$defs/RuleList"},
        "else": {"$ref": "#/$defs/PackHeader"},
        "$defs": dict(sorted(definitions.items())),
    }


@cache
def schema_text() -> str:
    """The schema as it is written to files."""
    return json.dumps(pack_schema(), ensure_ascii=False, indent=2) + "\n"


def file_models() -> dict[str, type[Frozen]]:
    """Every model that pack files are made of, by name."""
    found: dict[str, type[Frozen]] = {}
    queue: list[Any] = [PackHeader, RuleList]
    while queue:
        kind = queue.pop()
        if isinstance(kind, type) and issubclass(kind, Frozen):
            if kind.__name__ not in found:
                found[kind.__name__] = kind
                queue.extend(field.annotation for field in kind.model_fields.values())
        else:
            queue.extend(getattr(kind, "__args__", ()))
    return found


def _describe(name: str, definition: dict[str, Any]) -> None:
    definition.pop("title", None)
    definition["description"] = MODELS.get(name, name)
    for field, rules in definition.get("properties", {}).items():
        rules.pop("title", None)
        words = FIELDS.get((name, field))
        if words:
            rules["description"] = words
