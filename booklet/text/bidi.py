"""Embedding levels of a paragraph and of its lines (UAX #9, Unicode 17.0; rules by name at each branch).

Notation: `classes` holds one ASCII letter per code point for its bidi class, as in `ucd.BIDI_CLASS_OF_LETTER`: L, R,
A (AL), E (EN), N (AN), S (ES), T (ET), C (CS), M (NSM), b (BN), p (B), t (S), w (WS), o (ON), the digits 1 to 5 for
LRE RLE LRO RLO PDF and 6 to 9 for LRI RLI FSI PDI. One level per code point; even levels read left to right, odd
ones right to left (BD2). *Kept* code points are those that X9 does not remove, `b12345`.

The rules are regular expressions over `classes`, so that the time is a few passes in C. Every pattern is linear:
repeats that may fail are possessive, or are entered only after a look behind that fails inside the repeat.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from booklet.text.ucd import BIDI_LETTERS, CLOSING_BRACKETS

_MAX_DEPTH = 125  # BD2
_MAX_OPEN_BRACKETS = 63  # BD16

_REMOVED = b"b12345"  # X9
_SPACE_OR_REMOVED = b"wtp6789" + _REMOVED  # L1
_KEPT_MASK = bytes(letter not in _REMOVED for letter in range(256))
_NEUTRAL = rb"[STCwotp6-9]"  # NI, and what W6 makes ON

_PARAGRAPH = re.compile(rb"[^p]*+p|[^p]++")
_MAY_NEED_LEVELS = re.compile(rb"[RAN1-9]")
_CONTROLS = re.compile(rb"[1-9]")
_STRONG_OR_ISOLATE = re.compile(rb"[LRA]++|[6-9]")
_STRETCH_OR_CONTROL = re.compile(rb"[^1-9p]++|.")
_LEVEL_RUN = re.compile(rb"(.)\1*+", re.DOTALL)
_KEPT_THEN_REMOVED = re.compile(rb"([^b1-5]*+)([b1-5]*+)")
_W1 = re.compile(rb"(.)(M++)")
_W2 = re.compile(rb"A[^LRAE]*+E[^LRA]*+")
_W4_EUROPEAN = re.compile(rb"(?<=E)[SC](?=E)")
_W4_ARABIC = re.compile(rb"(?<=N)C(?=N)")
_W5 = re.compile(rb"[ET]++")
_W7 = re.compile(rb"L[^LRE]*+E[^LR]*+")
_N1_LEFT = re.compile(rb"(?<=L)" + _NEUTRAL + rb"++(?=L)")
_N1_RIGHT = re.compile(rb"(?<=[REN])" + _NEUTRAL + rb"++(?=[REN])")
_STRONG_LEFT = re.compile(rb"L")
_STRONG_RIGHT = re.compile(rb"[REN]")
_TO_LAST_STRONG = re.compile(rb".*([LREN])", re.DOTALL)
_MARKS = re.compile(rb"M*+")
_LINE_PART = re.compile(rb"[^tp]*+[tp][b1-5]*+|[^tp]++")

_TO_LEFT = bytes(letter if chr(letter) in "bp" else ord("L") for letter in range(128)) + bytes(128)
_TO_RIGHT = bytes(letter if chr(letter) in "bp" else ord("R") for letter in range(128)) + bytes(128)

_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
"""The brackets that are canonically equivalent to others (BD16); `tests/text/test_ucd.py` shows that these are all."""
_BRACKETS = re.compile("[" + re.escape("".join([*CLOSING_BRACKETS, *CLOSING_BRACKETS.values()])) + "]")
_CLOSING_BRACKETS = {opening: _CANONICAL.get(closing, closing) for opening, closing in CLOSING_BRACKETS.items()}


def paragraph_level(text: str) -> int:
    """Return 1 when the first strong character is right to left, else 0 (P2, P3); text after a newline is not read."""
    return _paragraph_level(_classes(text))


def embedding_levels(text: str, base_level: int | None) -> bytes:
    """Return one level per code point of a paragraph, before L1; None finds the base level by P2 and P3.

    Code points that X9 removes get the level of the one before them. A newline inside the text ends all embeddings,
    and what follows has the same base level (HL1: our paragraphs hold forced line breaks).
    """
    classes = _classes(text)
    if base_level is None:
        base_level = _paragraph_level(classes)
    if b"p" not in classes[:-1]:
        return _levels(text, classes, base_level)
    parts = (match.span() for match in _PARAGRAPH.finditer(classes))  # P1
    return b"".join(_levels(text[start:end], classes[start:end], base_level) for start, end in parts)


def line_levels(text: str, levels: bytes, start: int, end: int, base_level: int) -> bytes:
    """Return the levels of one line, `text[start:end]` of the paragraph, after L1; it includes the space at its end."""
    line = levels[start:end]
    if line.count(base_level) == len(line):
        return line
    classes = _classes(text[start:end])
    result = bytearray(line)
    for match in _LINE_PART.finditer(classes):
        part = match[0]
        tail = part[len(part.rstrip(_SPACE_OR_REMOVED)) :].lstrip(_REMOVED)
        result[match.end() - len(tail) : match.end()] = bytes([base_level]) * len(tail)  # L1
    return bytes(result)


def _classes(text: str) -> bytes:
    return text.translate(BIDI_LETTERS).encode("ascii")


def _paragraph_level(classes: bytes) -> int:
    return int(_first_strong(classes.partition(b"p")[0]).get(-1, False))


def _first_strong(classes: bytes) -> dict[int, bool]:
    """Tell for each isolate initiator, by index, whether its first strong character is right to left (P2).

    The key -1 stands for the paragraph. What has no strong character is missing. What is inside an isolate belongs to
    that isolate alone, and an initiator without its PDI reaches to the end (BD9).
    """
    result: dict[int, bool] = {}
    open_isolates = [-1]
    for match in _STRONG_OR_ISOLATE.finditer(classes):
        letter = match[0][:1]
        if letter in b"LRA":
            result.setdefault(open_isolates[-1], letter != b"L")
        elif letter in b"678":
            open_isolates.append(match.start())
        elif len(open_isolates) > 1:
            open_isolates.pop()
    return result


def _levels(text: str, classes: bytes, base_level: int) -> bytes:
    """Return the levels of one paragraph; a paragraph separator is at most at its end."""
    if base_level == 0 and not _MAY_NEED_LEVELS.search(classes):
        return bytes(len(classes))
    has_controls = bool(_CONTROLS.search(classes))
    if not has_controls and b"b" not in classes:
        return _resolve(_Sequence(classes, text, base_level, base_level, base_level))
    kept_text = "".join(compress(text, classes.translate(_KEPT_MASK)))
    if has_controls:
        kept_levels = _resolve_sequences(kept_text, classes, base_level)
    else:
        kept = classes.translate(None, _REMOVED)
        kept_levels = _resolve(_Sequence(kept, kept_text, base_level, base_level, base_level))
    return _with_removed(classes, kept_levels, base_level)


def _with_removed(classes: bytes, kept_levels: bytes, base_level: int) -> bytes:
    """Give the code points that X9 removed the level of the one before; those at the start, the base level."""
    result = bytearray()
    taken = 0
    for match in _KEPT_THEN_REMOVED.finditer(classes):
        kept_count, removed_count = len(match[1]), len(match[2])
        result += kept_levels[taken : taken + kept_count]
        taken += kept_count
        result += bytes([result[-1] if result else base_level]) * removed_count
    return bytes(result)


def _resolve_sequences(kept_text: str, classes: bytes, base_level: int) -> bytes:
    """Return the levels of the kept code points of a paragraph with explicit formatting (X10)."""
    overridden, levels = _explicit(classes, base_level)
    original = classes.translate(None, _REMOVED)
    result = bytearray(len(levels))
    for runs, sos, eos in _isolating_run_sequences(original, levels, base_level):
        sequence = _Sequence(
            b"".join([overridden[start:end] for start, end in runs]),
            "".join([kept_text[start:end] for start, end in runs]),
            levels[runs[0][0]],
            sos,
            eos,
        )
        resolved = _resolve(sequence)
        taken = 0
        for start, end in runs:
            result[start:end] = resolved[taken : taken + end - start]
            taken += end - start
    return bytes(result)


class _Entry(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: bytes | None
    """A translation of the classes, or None for neutral."""
    is_isolate: bool


def _explicit(classes: bytes, base_level: int) -> tuple[bytes, bytes]:
    """Return the classes, with overrides, and the levels of the kept code points (X1 to X8, a transcription)."""
    stack = [_Entry(base_level, None, False)]  # X1
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    first_strong = _first_strong(classes) if b"8" in classes else {}
    overridden, levels = bytearray(), bytearray()
    for match in _STRETCH_OR_CONTROL.finditer(classes):
        letters = match[0]
        level, override, _ = stack[-1]
        if letters in (b"1", b"2", b"3", b"4"):  # X2 to X5
            inner = _next_level(level, is_odd=letters in b"24")
            if inner <= _MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                stack.append(_Entry(inner, {b"3": _TO_LEFT, b"4": _TO_RIGHT}.get(letters), False))
            elif not overflow_isolates:
                overflow_embeddings += 1
            continue
        if letters == b"5":  # X7
            if overflow_isolates:
                pass
            elif overflow_embeddings:
                overflow_embeddings -= 1
            elif not stack[-1].is_isolate and len(stack) > 1:
                stack.pop()
            continue
        if letters == b"p":  # X8
            level = base_level
        elif letters == b"9":  # X6a
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1].is_isolate:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            level, override, _ = stack[-1]
        kept = letters.translate(override, _REMOVED)  # X5a to X6a; a stretch of others is X6
        overridden += kept
        levels += bytes([level]) * len(kept)
        if letters in (b"6", b"7", b"8"):  # X5a, X5b, X5c
            is_odd = first_strong.get(match.start(), False) if letters == b"8" else letters == b"7"
            inner = _next_level(level, is_odd=is_odd)
            if inner <= _MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append(_Entry(inner, None, True))
            else:
                overflow_isolates += 1
    return bytes(overridden), bytes(levels)


def _next_level(level: int, *, is_odd: bool) -> int:
    """Return the least greater odd or even level."""
    return (level + 1) | 1 if is_odd else (level + 2) & ~1


def _isolating_run_sequences(
    original: bytes, levels: bytes, base_level: int
) -> Iterator[tuple[list[tuple[int, int]], int, int]]:
    """Yield the level runs of each isolating run sequence, and the levels that decide its sos and eos (BD13, X10).

    An initiator that ends a level run waits for its PDI, and that PDI begins a level run: were one of them not at
    the edge, nothing would lie between, or it would be too deep (X5a, X6a), and they would share a run.
    """
    runs = [match.span() for match in _LEVEL_RUN.finditer(levels)]
    run_levels = [levels[start] for start, _ in runs]
    waiting: list[list[int]] = []
    sequences: list[list[int]] = []
    for i, (start, end) in enumerate(runs):
        if original[start] == ord("9") and waiting:
            sequence = waiting.pop()
            sequence.append(i)
        else:
            sequence = [i]
            sequences.append(sequence)
        if original[end - 1] in b"678":
            waiting.append(sequence)
    for sequence in sequences:
        first, last = sequence[0], sequence[-1]
        level = run_levels[first]
        before = run_levels[first - 1] if first else base_level
        is_open = original[runs[last][1] - 1] in b"678"
        after = base_level if is_open or last + 1 == len(runs) else run_levels[last + 1]
        yield [runs[i] for i in sequence], max(level, before), max(level, after)


class _Sequence(NamedTuple):
    """An isolating run sequence; `sos` and `eos` are the levels whose directions these have."""

    classes: bytes
    text: str
    level: int
    sos: int
    eos: int


def _resolve(sequence: _Sequence) -> bytes:
    """Return the levels of an isolating run sequence (W1 to W7, N0 to N2, I1, I2)."""
    # sos and eos stand as strong letters at both ends, so that no rule needs a special case there.
    classes = _weak_types(b"LR"[sequence.sos % 2 :][:1] + sequence.classes + b"LR"[sequence.eos % 2 :][:1])
    if _BRACKETS.search(sequence.text):
        classes = _paired_brackets(classes, sequence)
    if sequence.level % 2:  # N1; what is left has the embedding direction (N2) by the table
        classes = _N1_LEFT.sub(lambda match: b"L" * len(match[0]), classes)
    else:
        classes = _N1_RIGHT.sub(lambda match: b"R" * len(match[0]), classes)
    return classes[1:-1].translate(_implicit_levels(sequence.level))


@lru_cache(maxsize=_MAX_DEPTH + 1)
def _implicit_levels(level: int) -> bytes:
    """Return the translation from a class to its level (I1, I2); neutrals have the embedding level (N2)."""
    table = bytearray([level]) * 256
    if level % 2:
        table[ord("L")] = table[ord("E")] = table[ord("N")] = level + 1  # I2
    else:
        table[ord("R")] = level + 1  # I1
        table[ord("E")] = table[ord("N")] = level + 2
    return bytes(table)


def _weak_types(classes: bytes) -> bytes:
    """Apply W1 to W7 to a sequence between its sos and eos; S, T and C that are left are neutral (W6)."""
    if b"M" in classes:
        classes = _nonspacing_marks(classes)  # W1
    has_european = b"E" in classes
    if b"A" in classes:
        if has_european:
            classes = _W2.sub(lambda match: match[0].replace(b"E", b"N"), classes)  # W2
        classes = classes.replace(b"A", b"R")  # W3
    if b"C" in classes:
        classes = _W4_ARABIC.sub(b"N", classes)  # W4
    if not has_european:
        return classes
    classes = _W4_EUROPEAN.sub(b"E", classes)  # W4
    if b"T" in classes:
        classes = _W5.sub(_terminators, classes)  # W5
    return _W7.sub(lambda match: match[0].replace(b"E", b"L"), classes)  # W7


def _nonspacing_marks(classes: bytes) -> bytes:
    # Most marks are the first or second on a right-to-left letter; replacing them so is faster than the general way.
    classes = classes.replace(b"RM", b"RR").replace(b"RM", b"RR").replace(b"AM", b"AA").replace(b"AM", b"AA")
    if b"M" not in classes:
        return classes
    return _W1.sub(lambda match: match[1] + (b"o" if match[1] in b"6789" else match[1]) * len(match[2]), classes)


def _terminators(match: re.Match[bytes]) -> bytes:
    return b"E" * len(match[0]) if b"E" in match[0] else match[0]


def _paired_brackets(classes: bytes, sequence: _Sequence) -> bytes:
    """Apply N0 to a sequence between its sos and eos."""
    result = bytearray(classes)
    is_odd = sequence.level % 2 == 1
    embedding, opposite = (b"R", b"L") if is_odd else (b"L", b"R")
    same, other = (_STRONG_RIGHT, _STRONG_LEFT) if is_odd else (_STRONG_LEFT, _STRONG_RIGHT)
    context = classes[:1]
    context_end = 0
    for pair in _bracket_pairs(classes, sequence.text):
        opening, closing = pair
        if same.search(result, opening + 1, closing):
            direction = embedding  # N0 b
        elif other.search(result, opening + 1, closing):
            # The pairs come in the order of their opening brackets, so that the context is read but once.
            strong = _TO_LAST_STRONG.match(result, context_end, opening)
            if strong:
                context = strong[1]
            context_end = opening
            is_opposite = bool(other.fullmatch(context))
            direction = opposite if is_opposite else embedding  # N0 c 1, N0 c 2
        else:
            continue  # N0 d
        for bracket in pair:
            # Marks after the bracket, by their class before W1; `classes` is longer by the sos.
            marks = _MARKS.match(sequence.classes, bracket)
            end = bracket + 1 + (len(marks[0]) if marks else 0)
            result[bracket:end] = direction * (end - bracket)
    return bytes(result)


def _bracket_pairs(classes: bytes, text: str) -> list[tuple[int, int]]:
    """Return the bracket pairs by opening bracket, as indices into `classes`: one more than into `text` (BD16)."""
    pairs = []
    open_brackets: list[tuple[str, int]] = []
    for match in _BRACKETS.finditer(text):
        i = match.start() + 1
        if classes[i] != ord("o"):  # overridden (X6)
            continue
        bracket = match[0]
        closing = _CLOSING_BRACKETS.get(bracket)
        if closing:
            if len(open_brackets) == _MAX_OPEN_BRACKETS:
                break
            open_brackets.append((closing, i))
            continue
        bracket = _CANONICAL.get(bracket, bracket)
        for depth in range(len(open_brackets) - 1, -1, -1):
            expected, opening = open_brackets[depth]
            if expected == bracket:
                pairs.append((opening, i))
                del open_brackets[depth:]
                break
    pairs.sort()
    return pairs
