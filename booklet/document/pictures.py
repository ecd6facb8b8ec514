"""The pictures of a book, wherever they stand in it."""

from collections.abc import Iterable, Iterator

from booklet.document.model import Block, Box, Figure, Pictures


def figures_of(body: Iterable[Block]) -> Iterator[Figure]:
    """Yield the pictures of a body, in their order."""
    for block in body:
        match block:
            case Figure():
                yield block
            case Pictures():
                yield from block.figures
            case Box():
                yield from figures_of(block.body)
            case _:
                pass
