"""What becomes of each code point of a text: worked out once, however often it comes."""

from collections.abc import Callable


class EachCharacter(dict[int, str]):
    """For `str.translate`: fills itself as code points are asked for, of which a book has a few hundred."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def __missing__(self, code_point: int) -> str:
        changed = self[code_point] = self._change(chr(code_point))
        return changed
