"""The JSON Schema of a book's source, for editors: help, completion and checks while typing."""

from booklet.document.format import BOOK
from booklet.document.shapes import Schema


def json_schema() -> Schema:
    """Return the schema (draft 7) of what the reader accepts, as far as one value tells.

    Languages that are missing, files, bounds of lengths and the order of the body are seen by the reader alone.
    """
    definitions: Schema = {}
    written = BOOK.schema(definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A book for booklet",
        **written,
        "definitions": dict(sorted(definitions.items())),
    }
