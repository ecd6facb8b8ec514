"""The date in files: that of SOURCE_DATE_EPOCH, never of a clock, which would make every build differ."""

import os

from booklet.errors import ContentError, Diagnostic

DEFAULT_DATE = 946_684_800
"""2000-01-01 UTC: the date in files when SOURCE_DATE_EPOCH names none."""
_LAST_DATE = 253_402_300_799
"""9999-12-31 23:59:59 UTC: a PDF's dates have four digits for the year (ISO 32000-1, 7.9.4)."""


def source_date() -> int:
    """Return the date of the files, seconds since 1970 (reproducible-builds.org, SOURCE_DATE_EPOCH)."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return DEFAULT_DATE
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(_LAST_DATE)) and int(value) <= _LAST_DATE):
        raise ContentError(
            Diagnostic(
                code="source-date",
                message=f"SOURCE_DATE_EPOCH is “{value[:40]}”, which is no number of seconds, or one too large",
                hint="set it to the seconds since 1970-01-01 (before the year 10000), or unset it",
            )
        )
    return int(value)
