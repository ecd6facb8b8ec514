"""What a clause is, and the record of one place where a file breaks it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from booklet.preflight.x4.facts import Facts
from booklet.preflight.x4.place import FILE, Place
from booklet.preflight.x4.values import plain
from booklet.unpacking import DAMAGE

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a file is not as a clause wants it."""

    place: Place
    found: str
    """What is there, in words that follow `found`."""
    expected: str
    """What ought to be there, in words that follow `expected`."""


LOCKED = Found(FILE, "a file locked with a password", "a file that can be read without a key")
_DAMAGED = Found(FILE, "objects so damaged that this cannot be checked", "a sound file")


@dataclass(frozen=True, slots=True)
class Clause:
    """One requirement of the standard, and the function that looks for what breaks it."""

    code: str
    """Stable, lower case, words joined by hyphens."""
    number: str
    """Of the clause in ISO 15930-7:2010."""
    title: str
    find: Callable[[Facts], Iterable[Found]]


def clause(code: str, number: str, title: str) -> Callable[[Callable[[Facts], Iterable[Found]]], Clause]:
    """Make a clause of the function below, whose docstring cites where the object is defined."""
    return lambda find: Clause(code, number, title, find)


def all_found(find: Callable[[Subject], Iterable[Found]], subject: Subject) -> tuple[Found, ...]:
    """Return what a check finds, each record once; one that objects of an unforeseen kind break off says so."""
    found: dict[Found, None] = {}
    try:
        for one in find(subject):
            found[one] = None
    except DAMAGE:
        found[_DAMAGED] = None
    return tuple(found)


def shown(value: object) -> str:
    """Return a short form of a value from a file; the file may be hostile, so it is cut and has no line breaks."""
    text = " ".join(plain(value).split())
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= 60 else text[:59] + "…"
