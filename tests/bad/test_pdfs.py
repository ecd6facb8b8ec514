"""Broken PDFs, given to every command that takes one."""

import pytest

from tests.bad.make import PDFS, PLAIN
from tests.bad.support import run

COMMANDS = {
    "impose": ("impose", "a.pdf", "out.pdf"),
    "tile": ("tile", "a.pdf", "out.pdf", "--page", "1", "--size", "A3"),
    "prove": ("prove", "a.pdf", "whole.pdf", "--scheme", "saddle", "--binding", "left"),
    "prove against": ("prove", "whole.pdf", "a.pdf", "--scheme", "saddle", "--binding", "left"),
    "check": ("check", "a.pdf"),
    "check for print": ("check", "a.pdf", "--standard", "x4", "--format", "json"),
}
BEYOND_MENDING = {
    "no pages": "pdf-empty",
    "locked": "pdf-encrypted",
    "not to be printed": "pdf-encrypted",
    **dict.fromkeys(
        (
            *(
                "nothing",
                "words",
                "a head alone",
                "noise",
                "a picture",
                "the first half",
                "the last half",
                "no catalog",
            ),
            *("pages in pages without end", "pages that are words", "a page of too large numbers", "a bomb"),
            "a number that no machine has",
        ),
        "pdf-damaged",
    ),
}
"""Every other one is mended as viewers do: sheets are made of it, it is not what the sheets hold, and checks fail."""
MENDED = {"impose": (0, ""), "tile": (0, ""), "prove": (3, "fold-proof"), "prove against": (3, "fold-proof")}
FOUND = (3, "")
"""What a check finds is told as its report, not as an error."""
SPECIAL = {
    ("a page of no size", "impose"): (1, "page-size"),
    ("a page of no size", "tile"): (1, "tile-size"),
    ("a bomb", "check"): FOUND,  # it is unpacked up to a bound, and told as content that cannot be decoded
    ("a bomb", "check for print"): FOUND,
    **{(name, command): FOUND for name in ("locked", "not to be printed") for command in ("check", "check for print")},
}


def expected(name: str, command: str) -> tuple[int, str]:
    """Return the exit code and the code of the error."""
    if (name, command) in SPECIAL:
        return SPECIAL[name, command]
    return (1, BEYOND_MENDING[name]) if name in BEYOND_MENDING else MENDED.get(command, FOUND)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", PDFS)
def test_a_broken_pdf_ends_in_a_sentence(tmp_path, capsys, monkeypatch, name, command):
    (tmp_path / "a.pdf").write_bytes(PDFS[name])
    (tmp_path / "whole.pdf").write_bytes(PLAIN)
    outcome = run(tmp_path, *COMMANDS[command], capsys=capsys, monkeypatch=monkeypatch)
    code = outcome.codes[0] if outcome.codes else ""
    assert (outcome.exit_code, code) == expected(name, command), outcome.told
    if command in ("impose", "tile") and code:
        assert set(outcome.places) == {"a.pdf"}
