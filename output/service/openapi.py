"""The OpenAPI 3.1 document of the service, made of the table of query keys and of the published JSON Schemas."""

from typing import Any

import msgspec

from output.service.filters import MOST_VALUES
from output.service.keys import KEYS, Key
from output.service.pages import HIGHEST_LIMIT, LONGEST_CURSOR, USUAL_LIMIT
from schemas.dataset import Publisher
from schemas.json_schema import PUBLISHED

VERSION = "1.0.0"

_RECORDS = {"Activity": "activity", "Occurrence": "occurrence"}
_ETAG = {"description": "Tag of these very bytes.", "schema": {"type": "string"}}
_LINK = {
    "description": "RFC 8288: `next` page, `alternate` calendar, `canonical` address.",
    "schema": {"type": "string"},
}
_VERSION = {"description": "Version of this interface.", "schema": {"type": "string"}}
_LINKED = ("Link",)
_Json = dict[str, Any]


def document(publisher: Publisher | None = None) -> bytes:
    """The document as JSON; the same bytes for the same code. Without a publisher nobody is named to be reached."""
    return msgspec.json.format(msgspec.json.encode(_document(publisher)), indent=1) + b"\n"


def _contact(publisher: Publisher | None) -> _Json:
    if publisher is None:
        return {}
    return {"contact": {"name": publisher.name} | (_reached_at(publisher.url) if publisher.url else {})}


def _reached_at(address: str) -> _Json:
    """What is no address of a page is one of mail."""
    mail = address.removeprefix("mailto:")
    is_page = "://" in address or "@" not in mail
    return {"url": address} if is_page else {"email": mail}


def _document(publisher: Publisher | None) -> _Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Bruggen",
            "summary": "Informal activities in the neighbourhood, as JSON and as calendars.",
            "description": "What organisers of informal activities announce on their own websites. Facts are CC0; each "
            "record carries the rights of its source. Unknown is never a yes: a filter gives what is stated. Nothing "
            "about who asks what is kept. Each address answers GET, HEAD and OPTIONS, and any other method with 405; "
            "ranges are passed over.",
            "version": VERSION,
            **_contact(publisher),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/v1", "description": "This service"}],
        "tags": [
            {"name": "dataset", "description": "Records as JSON"},
            {"name": "calendars", "description": "RFC 5545"},
        ],
        "paths": _paths(),
        "components": {"schemas": _schemas(), "responses": _responses(), "headers": _headers()},
    }


def _paths() -> _Json:
    filters = [_parameter(key) for key in KEYS]
    paged = [*filters, *_PAGING]
    return {
        "/activities": {
            "get": _operation("listActivities", "Activities by id", paged, _page("activities", "Activity"), *_LINKED)
        },
        "/activities/{id}": {
            "get": _one("getActivity", "One activity", [_ID], _json({"$ref": "#/components/schemas/Activity"}))
        },
        "/changes": {
            "get": _operation("listChanges", "What changed, page by page (RPDE 1.0)", [*_POSITION], _json(_RPDE))
        },
        "/occurrences": {
            "get": _operation(
                "listOccurrences", "Occurrences by their beginning", paged, _page("occurrences", "Occurrence"), *_LINKED
            )
        },
        "/{feed}": {"get": _calendar("getFeed", "A filter as calendar", [_FEED, *filters])},
        "/feeds/{feed}": {"get": _calendar("getFeedByCode", "The same by its short address", [_CODED_FEED])},
        "/openapi.json": {"get": _ready("getDocument", "This document", [], _json({"type": "object"}))},
    }


_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "Id of an activity; one that was merged into another redirects to it.",
    "schema": {"type": "string", "pattern": "^[a-z0-9]+$"},
}
# No dot may stand in the first part of a path (linter of the NL API Design Rules 2.2), so it is a parameter here.
_FEED = {
    "name": "feed",
    "in": "path",
    "required": True,
    "description": "The simple one has no recurrence rules, for website plugins that cannot read these.",
    "schema": {"type": "string", "enum": ["feed.ics", "feed.simple.ics"]},
}
_CODED_FEED = _FEED | {
    "description": "The code of a filter, as `feed` of a page of JSON has it, and the form: `.ics` or `.simple.ics`.",
    "schema": {"type": "string", "pattern": r"^[A-Za-z0-9_-]+(\.simple)?\.ics$"},
    "example": "URNDUgUA.ics",
}
_POSITION = (
    {
        "name": "afterTimestamp",
        "in": "query",
        "description": "`modified` of the last item that was read; with `afterId`.",
        "schema": {"type": "integer", "minimum": 0, "maximum": 999999999999999},
    },
    {
        "name": "afterId",
        "in": "query",
        "description": "Id of that item.",
        "schema": {"type": "string", "pattern": "^[a-z0-9~]{1,100}$"},
    },
)
_RPDE = {
    "type": "object",
    "required": ["next", "items", "license"],
    "properties": {
        "next": {"type": "string", "format": "uri"},
        "license": {"type": "string", "format": "uri"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["state", "kind", "id", "modified"],
                "properties": {
                    "state": {"enum": ["updated", "deleted"]},
                    "kind": {"type": "string"},
                    "id": {"type": "string"},
                    "modified": {"type": "integer", "description": "Seconds since 1970."},
                    "data": {
                        "type": "object",
                        "description": "Fields of an activity, but for those that say nothing new.",
                    },
                },
            },
        },
    },
}
_PAGING = (
    {
        "name": "limit",
        "in": "query",
        "description": "Records on a page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": HIGHEST_LIMIT, "default": USUAL_LIMIT},
    },
    {
        "name": "cursor",
        "in": "query",
        "description": "Where the page before ended; stands in its `next`. Pages hold together over a new release.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": LONGEST_CURSOR},
    },
)


def _parameter(key: Key) -> _Json:
    schema: _Json = {"type": "array", "items": key.schema, "maxItems": MOST_VALUES} if key.many else key.schema
    return {"name": key.name, "in": "query", "description": key.description, "schema": schema}


def _operation(name: str, summary: str, parameters: list[Any], content: _Json, *more: str) -> _Json:
    """A question to a release; `more`: headers of its answers."""
    operation = _ready(name, summary, parameters, content, *more)
    operation["responses"]["503"] = {"$ref": "#/components/responses/NotReady"}
    return operation


def _one(name: str, summary: str, parameters: list[Any], content: _Json) -> _Json:
    operation = _operation(name, summary, parameters, content)
    operation["responses"] |= {
        "308": {"$ref": "#/components/responses/Merged"},
        "404": {"$ref": "#/components/responses/Unknown"},
    }
    return operation


def _calendar(name: str, summary: str, parameters: list[Any]) -> _Json:
    """A calendar answers 404 where others answer 503: calendar programs give up on a feed that answers 5xx."""
    operation = _ready(name, summary, parameters, {"text/calendar": {"schema": {"type": "string"}}}, *_LINKED)
    operation["responses"]["404"] = {"$ref": "#/components/responses/Unknown"}
    return operation


def _ready(name: str, summary: str, parameters: list[Any], content: _Json, *more: str) -> _Json:
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["calendars" if "text/calendar" in content else "dataset"],
        "parameters": parameters,
        "responses": {
            "200": {"description": "As asked.", "headers": _refs("ETag", "API-Version", *more), "content": content},
            "304": {"$ref": "#/components/responses/Unchanged"},
            "400": {"$ref": "#/components/responses/BadRequest"},
        },
    }


def _json(schema: _Json) -> _Json:
    return {"application/json": {"schema": schema}}


def _page(kind: str, record: str) -> _Json:
    properties: _Json = {
        "license": {"type": "string", "format": "uri"},
        "as_of": {"type": "string", "format": "date", "description": "Day of the release."},
        "feed": {"type": "string", "format": "uri-reference", "description": "The same as a calendar, for ever."},
        "next": {"type": "string", "format": "uri-reference", "description": "The next page; absent on the last."},
        kind: {"type": "array", "items": {"$ref": f"#/components/schemas/{record}"}},
    }
    if kind == "activities":
        properties["count"] = {"type": "integer", "minimum": 0, "description": "Activities that fit, on all pages."}
    return _json({"type": "object", "required": sorted({*properties} - {"next"}), "properties": properties})


def _responses() -> _Json:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}

    def trouble(description: str, *more: str) -> _Json:
        return {"description": description, "headers": _refs("API-Version", *more), "content": problem}

    return {
        "Unchanged": {"description": "The client has these bytes.", "headers": _refs("ETag", "API-Version")},
        "BadRequest": trouble("Something else was expected; `detail` says what."),
        "Unknown": trouble("Nothing stands at this address."),
        "NotReady": trouble("No release can be searched yet."),
        "Merged": trouble("The activity turned out to be another one, at `Location`.", "Location"),
    }


def _headers() -> _Json:
    location = {"description": "Where it stands now.", "schema": {"type": "string", "format": "uri-reference"}}
    return {"ETag": _ETAG, "API-Version": _VERSION, "Link": _LINK, "Location": location}


def _refs(*names: str) -> _Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _schemas() -> _Json:
    """The published schemas with their parts side by side, as OpenAPI wants them."""
    found: _Json = {
        "Problem": {
            "type": "object",
            "description": "RFC 9457",
            "required": ["title", "status", "detail"],
            "properties": {
                "type": {"type": "string", "format": "uri-reference"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
            },
        }
    }
    for name, file in _RECORDS.items():
        text = (PUBLISHED / f"{file}.schema.json").read_bytes()
        schema: _Json = msgspec.json.decode(text.replace(b'"#/$defs/', b'"#/components/schemas/'))
        found |= schema.pop("$defs", {})
        found[name] = {key: value for key, value in schema.items() if not key.startswith("$")}
    return dict(sorted(found.items()))
