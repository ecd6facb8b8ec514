"""What a reading aid reads: the structure tree of a file, in order (ISO 32000-1, 14.7 and 14.9)."""

from collections.abc import Iterator

import pikepdf


def leaves_in_order(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Yield tag and text of what is read out: ActualText or Alt of an element stands for all that is in it."""
    root = pdf.Root.StructTreeRoot.get("/K")
    pending = [root] if root is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, pikepdf.Array):
            pending.extend(reversed(list(node)))
            continue
        if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:  # a number of marked content, or an annotation
            continue
        text = node.get("/ActualText", node.get("/Alt"))
        if text is not None:
            yield str(node.S)[1:], str(text)
        elif "/K" in node:
            pending.append(node.K)


def texts_in_order(pdf: pikepdf.Pdf) -> list[str]:
    """Return the texts of the leaves."""
    return [text for _, text in leaves_in_order(pdf)]
