# jsonschema_lite.py - the part of JSON Schema that our schema uses
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's python3 has no JSON Schema validator; this one knows the few keywords that
clientele-report.schema.json uses, and refuses keywords that it does not know."""

import re

KNOWN = {"$schema", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties",
         "items", "enum", "const", "pattern", "minimum", "maximum", "minItems", "maxItems", "propertyNames", "anyOf"}


def is_type(value, name):
    if name == "null":
        return value is None
    if name == "boolean":
        return isinstance(value, bool)
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, {"string": str, "array": list, "object": dict}[name])


def faults(value, schema, root, where="$"):
    """All the ways in which value breaks the schema, as sentences."""
    unknown = set(schema) - KNOWN
    if unknown:
        return [f"{where}: the schema uses {sorted(unknown)}, which this validator does not know"]
    if "$ref" in schema:
        target = root
        for part in schema["$ref"].lstrip("#/").split("/"):
            target = target[part]
        return faults(value, target, root, where)
    found = []
    if "anyOf" in schema and all(faults(value, one, root, where) for one in schema["anyOf"]):
        found.append(f"{where}: {value!r} is none of what is possible")
    if "const" in schema and value != schema["const"]:
        found.append(f"{where}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r} is not one of the ids")
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(is_type(value, name) for name in names):
            return found + [f"{where}: {value!r} is no {' or '.join(names)}"]
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{where}: {value!r} does not look like {schema['pattern']}")
    if is_type(value, "number"):
        if value < schema.get("minimum", value) or value > schema.get("maximum", value):
            found.append(f"{where}: {value!r} is out of range")
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            found.append(f"{where}: {len(value)} items")
        for index, item in enumerate(value):
            found += faults(item, schema.get("items", {}), root, f"{where}[{index}]")
    if isinstance(value, dict):
        found += [f"{where}: “{key}” is missing" for key in schema.get("required", []) if key not in value]
        extra = schema.get("additionalProperties", True)
        for key, item in value.items():
            if "propertyNames" in schema:
                found += faults(key, schema["propertyNames"], root, f"{where}.{key}")
            if key in schema.get("properties", {}):
                found += faults(item, schema["properties"][key], root, f"{where}.{key}")
            elif extra is False:
                found.append(f"{where}: “{key}” is not in the schema")
            elif isinstance(extra, dict):
                found += faults(item, extra, root, f"{where}.{key}")
    return found
