"""A PDF put together by ourselves, for very many small files that have most of their objects in common.

It takes finished objects as `canvas.Canvas` does and writes what ReportLab and pikepdf together make of them: objects
without a stream go into object streams (ISO 32000-1, 7.5.7), the cross-references into one of their own (7.5.8). What
stands in all files is stored once, in a `base`; an assembly begins with the objects of its base and their numbers.
"""

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from booklet.pdf.canvas import Ref
from booklet.pdf.finish import Metadata, information, xmp
from booklet.pdf.syntax import number, text_string

_COMPRESSION_LEVEL = 6
_PER_OBJECT_STREAM = 200
"""Objects: a reader unpacks all of a stream to get one of them."""
_KEPT = 512
"""Compressed streams that are kept, those of one template and the pages that copies share."""


class Objects(Protocol):
    """What fonts, pictures and tags need of the file that they are written to."""

    page_refs: list[Ref]
    """References to the pages added so far, by page_index."""

    def reserve(self) -> Ref:
        """Return a reference to an object that `fill` or `fill_stream` provides later."""
        ...

    def fill(self, ref: Ref, syntax: str) -> None:
        """Provide a reserved object: ASCII syntax."""
        ...

    def add(self, syntax: str) -> Ref:
        """Store an object and return a reference to it."""
        ...

    def add_stream(self, data: bytes, entries: str = "", *, encoded: bool = False) -> Ref:
        """Store a stream and return a reference to it."""
        ...

    def drop(self, ref: Ref) -> None:
        """Take an object out of the file."""
        ...

    def set_catalog(self, key: str, syntax: str) -> None:
        """Set an entry of the document catalogue."""
        ...


class _Stream(bytes):
    """An object with a stream, in its syntax."""


@lru_cache(maxsize=_KEPT)
def _compressed(data: bytes) -> bytes:
    return zlib.compress(data, _COMPRESSION_LEVEL)


class Assembly:
    """A file in the making."""

    def __init__(self, language: str, base: "Assembly | None" = None) -> None:
        self.page_refs: list[Ref] = []
        self._objects: list[bytes | None] = [*base._objects] if base else [None, None]
        """By object number less one; None for one that is not there. The first two are catalogue and page tree."""
        self._catalog: dict[str, str] = {**base._catalog} if base else {"Lang": text_string(language)}
        self._streams: dict[tuple[bytes, str], Ref] = {**base._streams} if base else {}
        """References by a digest of the content, for what is alike."""
        self._bookmarks: list[tuple[str, Ref, float, int]] = []

    def reserve(self) -> Ref:
        """Return a reference to an object that `fill` provides later."""
        self._objects.append(None)
        return Ref(f"{len(self._objects)} 0 R")

    def fill(self, ref: Ref, syntax: str) -> None:
        """Provide a reserved object: ASCII syntax."""
        self._objects[_index(ref)] = syntax.encode("ascii")

    def drop(self, ref: Ref) -> None:
        """Take an object out of the file."""
        self._objects[_index(ref)] = None
        self._streams = {content: known for content, known in self._streams.items() if known != ref}

    def add(self, syntax: str) -> Ref:
        """Store an object and return a reference to it."""
        self._objects.append(syntax.encode("ascii"))
        return Ref(f"{len(self._objects)} 0 R")

    def add_stream(self, data: bytes, entries: str = "", *, encoded: bool = False) -> Ref:
        """Store a stream and return a reference to it; one that is in the file already is not stored again."""
        content = hashlib.sha256(data).digest(), entries
        known = self._streams.get(content)
        if known is None:
            stored = data
            if not encoded:
                stored, entries_written = _compressed(data), entries + "/Filter/FlateDecode"
            else:
                entries_written = entries
            head = f"<<{entries_written}/Length {len(stored)}>>\nstream\n".encode("ascii")
            self._objects.append(_Stream(b"".join((head, stored, b"\nendstream"))))
            known = self._streams[content] = Ref(f"{len(self._objects)} 0 R")
        return known

    def set_catalog(self, key: str, syntax: str) -> None:
        """Set an entry of the document catalogue."""
        self._catalog[key] = syntax

    def add_page(self, contents: Sequence[bytes], entries: Mapping[str, str], annotations: Sequence[Ref] = ()) -> None:
        """Append a page whose content is that of streams one after the other."""
        streams = [self.add_stream(content) for content in contents]
        written = "".join(f"/{key} {syntax}" for key, syntax in entries.items())
        links = f"/Annots[{' '.join(annotations)}]" if annotations else ""
        drawn = streams[0] if len(streams) == 1 else f"[{' '.join(streams)}]"
        self.page_refs.append(self.add(f"<</Type/Page/Parent 2 0 R/Contents {drawn}{written}{links}>>"))

    def add_bookmark(self, title: str, *, page_index: int, y_up: float, level: int) -> None:
        """Append to the outline; the level may be one deeper than the last at most."""
        self.add_bookmark_to(self.page_refs[page_index], title, y_up, level)

    def add_bookmark_to(self, page: Ref, title: str, y_up: float, level: int) -> None:
        """Append to the outline what leads to a page."""
        self._bookmarks.append((title, page, y_up, level))

    # --- The file -----------------------------------------------------------------------------------------------------

    def to_bytes(self, metadata: Metadata) -> bytes:
        """Return the file. Nothing may be added afterwards."""
        self._add_outline()
        info = self.add(information(metadata))
        packet = xmp(metadata, "").encode()
        head = f"<</Type/Metadata/Subtype/XML/Length {len(packet)}>>\nstream\n".encode("ascii")
        self._objects.append(_Stream(b"".join((head, packet, b"\nendstream"))))
        self._catalog["Metadata"] = f"{len(self._objects)} 0 R"
        kids = " ".join(self.page_refs)
        self._objects[1] = f"<</Type/Pages/Count {len(self.page_refs)}/Kids[{kids}]>>".encode("ascii")
        entries = "".join(f"/{key} {syntax}" for key, syntax in self._catalog.items())
        self._objects[0] = f"<</Type/Catalog/Pages 2 0 R{entries}>>".encode("ascii")
        return _file(self._objects, info)

    def _add_outline(self) -> None:
        """Store the bookmarks (ISO 32000-1, 12.3.3), all closed but the outermost."""
        if not self._bookmarks:
            return
        root = self.reserve()
        refs = [self.reserve() for _ in self._bookmarks]
        below: dict[Ref, list[int]] = {root: []}
        above: list[Ref] = [root]
        for i, (_, _, _, level) in enumerate(self._bookmarks):
            del above[level + 1 :]
            below[above[-1]].append(i)
            below[refs[i]] = []
            above.append(refs[i])
        for parent, children in below.items():
            for place, i in enumerate(children):
                title, page, y_up, _ = self._bookmarks[i]
                links = f"/Prev {refs[children[place - 1]]}" if place else ""
                links += f"/Next {refs[children[place + 1]]}" if place + 1 < len(children) else ""
                links += _ends(below[refs[i]], refs, closed=True)
                target = f"/Dest[{page}/XYZ null {number(y_up)} null]"
                self.fill(refs[i], f"<</Title{text_string(title)}/Parent {parent}{target}{links}>>")
        self.fill(root, f"<</Type/Outlines{_ends(below[root], refs, closed=False)}>>")
        self.set_catalog("Outlines", root)
        self.set_catalog("PageMode", "/UseOutlines")


class Part:
    """A file in the making as the writer of one of several documents in it sees it: it knows its own pages alone."""

    def __init__(self, whole: Assembly, level: int = 0) -> None:
        self._whole = whole
        self._level = level
        self.page_refs: list[Ref] = []
        self.reserve, self.fill, self.drop = whole.reserve, whole.fill, whole.drop
        self.add, self.add_stream, self.set_catalog = whole.add, whole.add_stream, whole.set_catalog

    def below(self) -> "Part":
        """Return the same part, whose bookmarks stand under the one that was added last."""
        part = Part(self._whole, self._level + 1)
        part.page_refs = self.page_refs
        return part

    def add_page(self, contents: Sequence[bytes], entries: Mapping[str, str], annotations: Sequence[Ref] = ()) -> None:
        """Append a page to the file and to the document."""
        self._whole.add_page(contents, entries, annotations)
        self.page_refs.append(self._whole.page_refs[-1])

    def add_bookmark(self, title: str, *, page_index: int, y_up: float, level: int) -> None:
        """Append to the outline."""
        self._whole.add_bookmark_to(self.page_refs[page_index], title, y_up, level + self._level)


def _ends(children: Sequence[int], refs: Sequence[Ref], *, closed: bool) -> str:
    if not children:
        return ""
    return f"/First {refs[children[0]]}/Last {refs[children[-1]]}/Count {'-' if closed else ''}{len(children)}"


def _index(ref: Ref) -> int:
    return int(ref[:-4]) - 1


def _file(objects: Sequence[bytes | None], info: Ref) -> bytes:
    """Return the file of objects."""
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    at = len(parts[0])
    places: list[tuple[int, int, int]] = [(0, 0, 65_535), *[(0, 0, 0)] * len(objects)]
    """Kind, offset or number of the object stream, generation or place in the stream (table 18)."""
    plain = []
    for i, syntax in enumerate(objects, 1):
        if isinstance(syntax, _Stream):
            written = b"".join((b"%d 0 obj\n" % i, syntax, b"\nendobj\n"))
            places[i] = (1, at, 0)
            parts.append(written)
            at += len(written)
        elif syntax is not None:
            plain.append((i, syntax))
    for start in range(0, len(plain), _PER_OBJECT_STREAM):
        group = plain[start : start + _PER_OBJECT_STREAM]
        for place, (i, _) in enumerate(group):
            places[i] = (2, len(places), place)
        written = b"".join((b"%d 0 obj\n" % len(places), _object_stream(group), b"\nendobj\n"))
        places.append((1, at, 0))
        parts.append(written)
        at += len(written)
    identity = hashlib.sha256(b"".join(parts)).hexdigest()[:32]
    places.append((1, at, 0))
    table = zlib.compress(b"".join([struct.pack(">BIH", *place) for place in places]), _COMPRESSION_LEVEL)
    trailer = (
        f"{len(places) - 1} 0 obj\n<</Type/XRef/W[1 4 2]/Size {len(places)}/Root 1 0 R/Info {info}"
        f"/ID[<{identity}><{identity}>]/Filter/FlateDecode/Length {len(table)}>>\nstream\n"
    )
    parts += [trailer.encode("ascii"), table, f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode("ascii")]
    return b"".join(parts)


def _object_stream(group: Sequence[tuple[int, bytes]]) -> bytes:
    heads, at = [], 0
    for i, syntax in group:
        heads.append(f"{i} {at}")
        at += len(syntax) + 1
    head = (" ".join(heads) + "\n").encode("ascii")
    data = zlib.compress(head + b"\n".join([syntax for _, syntax in group]), _COMPRESSION_LEVEL)
    entries = f"<</Type/ObjStm/N {len(group)}/First {len(head)}/Filter/FlateDecode/Length {len(data)}>>\nstream\n"
    return b"".join((entries.encode("ascii"), data, b"\nendstream"))
