"""Clauses about the printing condition and colours: ISO 15930-7:2010, 6.4."""

from collections.abc import Iterator

from pikepdf import Stream

from booklet.preflight.x4.facts import Facts, Kind
from booklet.preflight.x4.icc import COMPONENTS, LAST_VERSION, Profile, read_profile
from booklet.preflight.x4.place import Place
from booklet.preflight.x4.record import Found, clause, shown
from booklet.preflight.x4.spaces import DEVICE
from booklet.preflight.x4.values import entry, text

_INTENT = Place(path="output intent")
_PRINTED = {"GRAY": {"DeviceGray"}, "RGB": {"DeviceRGB"}, "CMYK": {"DeviceCMYK", "DeviceGray"}}
"""By the colour space of the output profile: the device spaces that it gives a meaning to."""
_SOURCE_CLASSES = ("scnr", "mntr", "prtr", "spac")
"""ISO 32000-1, table 67: input, display, output and colour space profiles."""


@clause("output-intent", "6.4.2", "one output intent for PDF/X")
def output_intent(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.4.2.1; ISO 32000-1, 14.11.5: one with S GTS_PDFX; those of other standards may stand beside it."""
    if len(facts.intents) != 1:
        found = f"{len(facts.intents)} output intents for PDF/X" if facts.intents else "no output intent for PDF/X"
        yield Found(Place(path="catalog"), found, "one with S GTS_PDFX: how the file is to be printed")


@clause("output-condition", "6.4.2", "the output intent names a printing condition")
def output_condition(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.4.2; ISO 32000-1, 14.11.5, table 365; CGATS application notes, 2.16.

    A condition that no registry knows has to be described in Info. We hold no list of registered ones, so either
    Info or RegistryName will do.
    """
    for intent in facts.intents:
        if not text(intent.get("/OutputConditionIdentifier")).strip():
            yield Found(_INTENT, "no OutputConditionIdentifier", "the name of the printing condition, such as FOGRA39")
        if not any(text(intent.get(key)).strip() for key in ("/Info", "/RegistryName")):
            yield Found(_INTENT, "neither RegistryName nor Info", "where the printing condition is described")


@clause("output-profile", "6.4.2", "the output intent holds the profile of a press")
def output_profile(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.4.2.1 and 6.4.1; ISO 32000-1, 14.11.5; ISO 15076-1, 7.2 and 8.4: class, space, version, tables."""
    for intent in facts.intents:
        if "/DestOutputProfileRef" in intent:
            yield Found(_INTENT, "a profile outside the file", "the profile in the file (the other is PDF/X-4p)")
        profile = read_profile(stream := intent.get("/DestOutputProfile"))
        if isinstance(profile, str):
            yield Found(_INTENT, profile, "DestOutputProfile with an ICC profile")
            continue
        if profile.device_class != "prtr":
            yield Found(_INTENT, f"a profile of class {shown(profile.device_class)}", "an output profile (prtr)")
        if profile.space not in _PRINTED:
            yield Found(_INTENT, f"a profile for {shown(profile.space)}", "a profile for GRAY, RGB or CMYK")
        elif profile.space != "GRAY" and {"A2B0", "B2A0"} - profile.tags:
            yield Found(_INTENT, "a profile without tables", "one that converts to the press and back")
        yield from _version_and_components(_INTENT, stream, profile)


def _version_and_components(place: Place, stream: object, profile: Profile) -> Iterator[Found]:
    """Yield what is wrong with the version of a profile, and with N beside it (ISO 32000-1, 8.6.5.5, table 66)."""
    if profile.version > LAST_VERSION:
        found = ".".join(map(str, profile.version))
        yield Found(place, f"an ICC profile of version {found}", "version 4.2 or earlier")
    count = COMPONENTS.get(profile.space)
    if count is not None and entry(stream, "/N") != count:
        yield Found(place, f"N {shown(entry(stream, '/N'))} for {profile.space}", f"N {count}")


@clause("device-color", "6.4.3", "device colours are those of the output intent")
def device_color(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.4.3.2; ISO 32000-1, 8.6.4: DeviceCMYK and DeviceGray for a CMYK press; RGB needs a profile.

    Colours of content, pictures, shadings, spot colours' stand-ins and transparency groups. Where the output intent
    has no profile that can be read, a CMYK press is assumed: that fault is told by another clause.
    """
    space = facts.profile.space if facts.profile else "CMYK"
    allowed = _PRINTED.get(space, set(DEVICE))
    for use in facts.used(Kind.SPACE):
        if use.value in DEVICE and use.value not in allowed:
            expected = f"{' or '.join(sorted(allowed))}, or a colour with an ICC profile"
            yield Found(use.place, f"{use.value} for a {space} press", expected)


@clause("icc-color", "6.4.3", "colours with a profile have a sound one")
def icc_color(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.4.3; ISO 32000-1, 8.6.5.5: class, colour space, version and N of each profile; known spaces."""
    for use in facts.used(Kind.SPACE):
        if use.value == "unknown":
            yield Found(use.place, "a colour space that PDF 1.6 does not have", "one of PDF's colour spaces")
        if use.value != "ICCBased":
            continue
        profile = read_profile(use.detail)
        if isinstance(profile, str):
            yield Found(use.place, profile, "an ICC profile")
            continue
        if profile.device_class not in _SOURCE_CLASSES or profile.space not in COMPONENTS:
            found = f"a profile of class {shown(profile.device_class)} for {shown(profile.space)}"
            yield Found(use.place, found, "a profile of a camera, screen or press for GRAY, RGB, CMYK or Lab")
        if isinstance(use.detail, Stream):
            yield from _version_and_components(use.place, use.detail, profile)


@clause("overprint", "6.4.3", "no overprint mode 1 for CMYK with a profile")
def overprint(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.4.3; ISO 32000-1, 8.6.7: OPM 1 and overprinting on, while the colour is ICC-based CMYK.

    Followed within one content stream, at the moment when state and colour meet, whether or not something is drawn.
    """
    for use in facts.used(Kind.OVERPRINT):
        found = f"overprint mode 1 on a {use.value} in CMYK with a profile"
        yield Found(use.place, found, "overprint mode 0, or DeviceCMYK")


COLOR_CLAUSES = (
    output_intent,
    output_condition,
    output_profile,
    device_color,
    icc_color,
    overprint,
)
