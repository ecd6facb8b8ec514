"""What is in a file beside what is printed, and what has to be worked out before it can be."""

from collections.abc import Iterator

from pikepdf import Dictionary

from booklet.preflight.printing.record import WARNING, PrintCheck
from booklet.preflight.printing.subject import PrintFile
from booklet.preflight.x4.facts import Kind
from booklet.preflight.x4.place import FILE
from booklet.preflight.x4.record import Found
from booklet.preflight.x4.values import entry, items, name, number

_PLAIN_MODES = ("Normal", "Compatible")


def _layers(file: PrintFile) -> Iterator[Found]:
    if layers := items(entry(entry(file.facts.pdf.Root, "/OCProperties"), "/OCGs")):
        yield Found(FILE, "one layer" if len(layers) == 1 else f"{len(layers)} layers", "none")


def _attached(file: PrintFile) -> Iterator[Found]:
    root = file.facts.pdf.Root
    if entry(entry(root, "/Names"), "/EmbeddedFiles") is not None or items(entry(root, "/AF")):
        yield Found(FILE, "attached files", "none")


def _see_through(file: PrintFile) -> Iterator[Found]:
    """ISO 32000-1, 11.6.4: opacity, soft masks and blend modes; a group alone changes nothing."""
    for use in file.facts.used(Kind.STATE):
        opacities = [number(use.value.get(key, 1)) for key in ("/CA", "/ca")]
        modes = [name(mode) for mode in items(use.value.get("/BM"))]
        is_masked = isinstance(use.value.get("/SMask"), Dictionary)
        if is_masked or opacities != [1, 1] or any(mode not in _PLAIN_MODES for mode in modes):
            yield Found(use.place, "transparency", "none: everything flattened")
    for use in file.facts.used(Kind.IMAGE):
        if entry(use.value, "/SMask") is not None:
            yield Found(use.place, "a picture with transparent parts", "none: everything flattened")


LAYERS = PrintCheck(
    code="layers",
    title="no layers",
    reason="one machine prints what is hidden, another leaves out what is seen",
    remedy="flatten the layers in your program before you save the PDF",
    points=(30,),
    find=_layers,
    severity=WARNING,
    applies=lambda shop: not shop.asked.screen_parts,
)
ATTACHMENTS = PrintCheck(
    code="attachments",
    title="no files in the file",
    reason="a file with others in it is stopped by the filters of many shops, as it may be a virus",
    remedy="send what belongs to it apart",
    points=(30,),
    find=_attached,
    severity=WARNING,
    applies=lambda shop: not shop.asked.screen_parts,
)
LIVE_TRANSPARENCY = PrintCheck(
    code="live-transparency",
    title="no transparency",
    reason="an older machine leaves out what shines through, or prints a box in its place",
    remedy="save it as PDF 1.3 or PDF/X-1a, which flattens it",
    points=(28,),
    find=_see_through,
    applies=lambda shop: not shop.asked.transparency,
)
EXTRA_CHECKS = (LAYERS, ATTACHMENTS, LIVE_TRANSPARENCY)
