"""Clauses about what a file does besides being printed: ISO 15930-7:2010, 6.18, 6.21, 6.22, 6.24, 6.26."""

from collections.abc import Iterator

from pikepdf import Dictionary

from booklet.preflight.x4.facts import Facts
from booklet.preflight.x4.place import Place
from booklet.preflight.x4.record import Found, clause, shown
from booklet.preflight.x4.values import entry, identity, items, name

_MOST_NODES = 200_000
"""Of outlines and form fields that are looked at."""
_NO_ACTION = "no actions: a print file does nothing"


@clause("actions", "6.18", "no actions and no JavaScript")
def actions(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.18; ISO 32000-1, 12.6: OpenAction, AA and A wherever they may stand, scripts of the document.

    A destination is no action: bookmarks and OpenAction may have one.
    """
    root = facts.pdf.Root
    if isinstance(entry(root, "/OpenAction"), Dictionary):
        yield Found(Place(path="catalog, OpenAction"), "an action when the file is opened", _NO_ACTION)
    if entry(entry(root, "/Names"), "/JavaScript") is not None:
        yield Found(Place(path="catalog, Names"), "JavaScript", _NO_ACTION)
    for place, holder in _holders(facts):
        for key in ("/A", "/AA", "/PA"):
            if isinstance(entry(holder, key), Dictionary):
                kind = name(entry(entry(holder, key), "/S"))
                yield Found(place, f"an action{f' ({shown(kind)})' if kind else ''}", _NO_ACTION)


def _holders(facts: Facts) -> Iterator[tuple[Place, object]]:
    """Yield what can have actions: the catalog, pages, annotations, bookmarks, form fields."""
    root = facts.pdf.Root
    yield Place(path="catalog"), Dictionary({"/AA": root.get("/AA")} if isinstance(root, Dictionary) else {})
    for page in facts.pages:
        yield Place(page.number), page.dictionary
        for index, annotation in enumerate(items(entry(page.dictionary, "/Annots")), 1):
            yield Place(page.number, f"annotation {index}"), annotation
    for bookmark in _tree([entry(entry(root, "/Outlines"), "/First")], ("/First", "/Next")):
        yield Place(path="bookmarks"), bookmark
    for field in _tree(items(entry(entry(root, "/AcroForm"), "/Fields")), ("/Kids",)):
        if name(entry(field, "/Subtype")) != "Widget":  # those are annotations of pages
            yield Place(path="form fields"), field


def _tree(first: list[object], keys: tuple[str, ...]) -> Iterator[object]:
    """Yield the nodes that can be reached from the first ones, each once, so that loops end."""
    waiting = [node for node in first if isinstance(node, Dictionary)]
    seen: set[tuple[int, int] | None] = {None}
    while waiting and len(seen) <= _MOST_NODES:
        node = waiting.pop()
        if identity(node) in seen and identity(node) is not None:
            continue
        seen.add(identity(node))
        yield node
        waiting += [kid for key in keys for kid in items(entry(node, key)) if isinstance(kid, Dictionary)]


@clause("viewer-preferences", "6.21", "viewer preferences name boxes that are there to be printed")
def viewer_preferences(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.21; ISO 32000-1, 12.2: ViewArea, ViewClip, PrintArea and PrintClip are MediaBox or BleedBox."""
    preferences = entry(facts.pdf.Root, "/ViewerPreferences")
    for key in ("ViewArea", "ViewClip", "PrintArea", "PrintClip"):
        value = entry(preferences, f"/{key}")
        if value is not None and name(value) not in ("MediaBox", "BleedBox"):
            yield Found(Place(path="viewer preferences"), f"{key} {shown(value)}", "MediaBox or BleedBox, or none")


@clause("presentations", "6.22", "no alternate presentations")
def presentations(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.22; ISO 32000-1, 13.5 and 12.4.4.2: AlternatePresentations of Names, PresSteps of pages."""
    if entry(entry(facts.pdf.Root, "/Names"), "/AlternatePresentations") is not None:
        yield Found(Place(path="catalog, Names"), "alternate presentations", "none")
    for page in facts.pages:
        if "/PresSteps" in page.dictionary:
            yield Found(Place(page.number), "steps of a presentation (PresSteps)", "none")


@clause("optional-content", "6.24", "layers do not switch themselves")
def optional_content(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.24; ISO 32000-1, 8.11.4.3: no configuration has AS, which changes layers by their use."""
    layers = entry(facts.pdf.Root, "/OCProperties")
    if layers is None:
        return
    usual = entry(layers, "/D")
    if not isinstance(usual, Dictionary):
        yield Found(Place(path="layers"), "no default configuration", "one, that says which layers are printed")
    for configuration in [usual, *items(entry(layers, "/Configs"))]:
        if entry(configuration, "/AS") is not None:
            yield Found(Place(path="layers"), "a configuration with AS", "layers that are on or off, and stay so")


@clause("xfa", "6.26", "no XFA form, and no fields to be filled in by a viewer")
def xfa(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.26; ISO 32000-1, 12.7.2 and 12.7.8: XFA and NeedAppearances of AcroForm."""
    form = entry(facts.pdf.Root, "/AcroForm")
    if entry(form, "/XFA") is not None:
        yield Found(Place(path="form fields"), "an XFA form", "none")
    if entry(form, "/NeedAppearances") is True:
        yield Found(Place(path="form fields"), "fields that a viewer has to draw", "fields with appearances, or none")


INTERACTION_CLAUSES = (actions, viewer_preferences, presentations, optional_content, xfa)
