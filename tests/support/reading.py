"""What a reading aid reads: the structure tree of a file, in order (ISO 32000-1, 14.7 and 14.9)."""

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf


class Leaf(NamedTuple):
    """What is read out in one piece."""

    tag: str
    language: str
    text: str


def leaves_of(data: bytes) -> list[Leaf]:
    """Return what a file reads out, in order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(_leaves(pdf))


def _leaves(pdf: pikepdf.Pdf) -> Iterator[Leaf]:
    """Yield leaves: the ActualText or Alt of an element stands for all that is in it."""
    pending = [(pdf.Root.StructTreeRoot.K, str(pdf.Root.get("/Lang", "")))]
    while pending:
        node, language = pending.pop()
        if isinstance(node, pikepdf.Array):
            pending.extend((kid, language) for kid in reversed(list(node)))
            continue
        if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:  # marked content, or an annotation
            continue
        language = str(node.get("/Lang", language))
        text = node.get("/ActualText", node.get("/Alt"))
        if text is not None:
            yield Leaf(str(node.S)[1:], language, str(text))
        elif "/K" in node:
            pending.append((node.K, language))


def unread_pieces(data: bytes) -> list[tuple[str, int]]:
    """Return tag and mcid of marked content, drawn under an element, that no text of the tree stands for."""
    found: list[tuple[str, int]] = []
    with pikepdf.open(BytesIO(data)) as pdf:
        pending = [(pdf.Root.StructTreeRoot.K, "", False)]
        while pending:
            node, tag, is_told = pending.pop()
            if isinstance(node, pikepdf.Array):
                pending.extend((kid, tag, is_told) for kid in node)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                is_told = is_told or "/ActualText" in node or "/Alt" in node
                pending.append((node.get("/K", pikepdf.Array()), str(node.S)[1:], is_told))
            elif isinstance(node, pikepdf.Dictionary) and node.get("/Type") == "/MCR" and not is_told:
                found.append((tag, int(node.MCID)))
    return found
