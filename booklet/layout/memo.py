"""What is kept from one layout run to the next, where many documents differ in little: personal copies.

What is kept is what would be made anew: it follows from its key alone. Values of the book are told by identity, since
the parts that copies share are the same objects; they are kept alive with what was made of them.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from booklet.layout.tags import StructureBuilder

T = TypeVar("T")

_MOST = 5_000
"""Things that are kept: those of a template are some hundreds, others come and go with the rows."""


class Memo:
    """Keeps what is made; this one keeps nothing, for documents that are made once."""

    fixed_qr_mask: int | None = None
    """The pattern that QR codes are masked with; None for the one that suits a code best, which takes long to find."""

    fits_titles: bool = False
    """Set titles with a field smaller where they are long."""

    def of(self, key: Hashable, alive: Sequence[object], make: Callable[[], T]) -> T:
        """Return what `make` makes; `key` has the ids of what must stay `alive` for it."""
        return make()

    def tagged(self, key: Hashable, alive: Sequence[object], tags: StructureBuilder, make: Callable[[], T]) -> T:
        """Return the same for what also adds elements to the structure tree."""
        return make()


class SeriesMemo(Memo):
    """Keeps what the documents of one series have in common."""

    fixed_qr_mask = 2
    fits_titles = True

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Any, ...]] = {}
        self._older: dict[Hashable, tuple[Any, ...]] = {}
        """What is not asked for again while as much is made anew is forgotten."""

    def of(self, key: Hashable, alive: Sequence[object], make: Callable[[], T]) -> T:
        """Return what `make` made for the key, now or before."""
        known = self._known(key)
        if known is None:
            known = self._keep(key, (make(), alive))
        return known[0]  # type: ignore[no-any-return]

    def tagged(self, key: Hashable, alive: Sequence[object], tags: StructureBuilder, make: Callable[[], T]) -> T:
        """Return the same, and add to the tree what it added then: the ids in it are those of its place."""
        start = tags.count
        whole = (key, start)
        known = self._known(whole)
        if known is None:
            made = make()
            self._keep(whole, (made, alive, tags.added_since(start)))
            return made
        tags.add_again(known[2])
        return known[0]  # type: ignore[no-any-return]

    def _known(self, key: Hashable) -> tuple[Any, ...] | None:
        known = self._kept.get(key)
        if known is None and key in self._older:
            known = self._keep(key, self._older[key])
        return known

    def _keep(self, key: Hashable, kept: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(self._kept) >= _MOST:
            self._older, self._kept = self._kept, {}
        self._kept[key] = kept
        return kept


NO_MEMO = Memo()
