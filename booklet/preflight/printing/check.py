"""Check a finished file for a shop: run the checks that it asks for, keep the records. `tell` makes sentences."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from booklet.errors import ContentError, Diagnostic
from booklet.preflight.printing.black import BLACK_CHECKS
from booklet.preflight.printing.bleed import BLEED_CHECKS
from booklet.preflight.printing.boxes import BOX_CHECKS
from booklet.preflight.printing.clauses import CLAUSE_CHECKS
from booklet.preflight.printing.colors import COLOR_CHECKS
from booklet.preflight.printing.extras import EXTRA_CHECKS
from booklet.preflight.printing.pages import COUNT_CHECKS
from booklet.preflight.printing.record import ERROR, PrintCheck
from booklet.preflight.printing.safe import SAFE_CHECKS
from booklet.preflight.printing.small import SMALL_CHECKS
from booklet.preflight.printing.subject import Order, PrintFile
from booklet.preflight.printing.typefonts import FONT_CHECKS
from booklet.preflight.x4.reading import LockedError, opened
from booklet.preflight.x4.record import LOCKED, Found, all_found
from booklet.shop import Shop

PRINT_CHECKS: tuple[PrintCheck, ...] = (
    *BOX_CHECKS,
    *BLEED_CHECKS,
    *SAFE_CHECKS,
    *COUNT_CHECKS,
    *COLOR_CHECKS,
    *BLACK_CHECKS,
    *SMALL_CHECKS,
    *FONT_CHECKS,
    *EXTRA_CHECKS,
    *CLAUSE_CHECKS,
)


@dataclass(frozen=True, slots=True)
class PrintFailure:
    """A check that a file does not pass, and where."""

    check: PrintCheck
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class PrintReport:
    """The result of checking a file for a shop."""

    name: str
    """Of the file."""
    shop: str
    checks: tuple[PrintCheck, ...]
    """Those that were run."""
    failures: tuple[PrintFailure, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is nothing but warnings."""
        return not any(failure.check.severity == ERROR for failure in self.failures)


def check_print(source: Path | bytes, shop: Shop, order: Order | None = None, name: str = "") -> PrintReport:
    """Return what the checks of a shop find in a file, or in the bytes of one.

    Raises:
        MissingFileError: when the file cannot be read.
        ContentError: when it is no PDF, or the shop leaves out a check that there is not.
    """
    checks = checks_of(shop)
    called = name or str(source if isinstance(source, Path) else "the file")
    try:
        with opened(source if isinstance(source, Path) else BytesIO(source)) as facts:
            file = PrintFile(facts, shop, order)
            failures = [PrintFailure(check, found) for check in checks if (found := all_found(check.find, file))]
    except LockedError:
        locked = next(check for check in CLAUSE_CHECKS if check.code == "encryption")
        failures = [PrintFailure(locked, (LOCKED,))]
    return PrintReport(called, shop.name, checks, tuple(failures))


def checks_of(shop: Shop) -> tuple[PrintCheck, ...]:
    """Return the checks that a shop asks for.

    Raises:
        ContentError: when it leaves out a check that there is not.
    """
    known = {check.code for check in PRINT_CHECKS}
    unknown = sorted(set(shop.asked.leave_out) - known)
    if unknown:
        message = f"the shop {shop.name} leaves out “{unknown[0]}”, and there is no such check"
        hint = "docs/checks.md has the codes of all checks"
        raise ContentError(Diagnostic(code="unknown-check", message=message, hint=hint))
    return tuple(check for check in PRINT_CHECKS if check.applies(shop) and check.code not in shop.asked.leave_out)
