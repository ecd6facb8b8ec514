"""Write `booklet/maps/land.json.gz` from the land of world-atlas beside this script (TopoJSON specification 1.0).

The rings that come out are flat: their longitudes go on past 180° where a land does (Eurasia ends at 190° east), so
that none is torn at the antimeridian; Antarctica, which surrounds its pole, is closed along 90° south.
"""

import gzip
import json
import lzma
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SOURCE = FOLDER / "land-50m.json.xz"
TARGET = FOLDER.parents[1] / "booklet" / "maps" / "land.json.gz"

STEPS_PER_DEGREE = 200
"""So places are known to 0.005°, half a kilometre: finer than the coast lines of 1:50,000,000 are drawn."""

Place = tuple[float, float]
"""Longitude and latitude, degrees."""


def arcs(topology: dict[str, Any]) -> list[list[Place]]:
    """Return the shared lines of a quantized topology (TopoJSON 2.1.3 and 2.1.4)."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + move_x, y * scale_y + move_y))
        found.append(line)
    return found


def joined(indices: Sequence[int], lines: Sequence[Sequence[Place]]) -> list[Place]:
    """Return the ring of arcs; a negative index is an arc backwards (TopoJSON 2.1.4)."""
    ring: list[Place] = []
    for index in indices:
        line = lines[index] if index >= 0 else lines[~index][::-1]
        ring += line[1:] if ring else line
    return ring


def unrolled(ring: Sequence[Place]) -> list[Place]:
    """Return the ring with each longitude nearest to the one before it, its middle between 180° west and east."""
    flat = [ring[0]]
    for (before, _), (longitude, latitude) in pairwise(ring):
        step = (longitude - before + 180) % 360 - 180
        flat.append((flat[-1][0] + step, latitude))
    middle = (min(x for x, _ in flat) + max(x for x, _ in flat)) / 2
    turn = 360 * round(middle / 360)
    return [(x - turn, y) for x, y in flat]


def closed_over_pole(ring: list[Place]) -> list[Place]:
    """Return a ring that goes once round the southern pole as one that ends along it."""
    (first, _), (last, _) = ring[0], ring[-1]
    return ring if abs(last - first) < 1 else [*ring, (last, -90.0), (first, -90.0), ring[0]]


def written(ring: Sequence[Place]) -> list[int]:
    """Return the first place in steps, then from each place to the next; the first is not repeated at the end."""
    steps = [(round(x * STEPS_PER_DEGREE), round(y * STEPS_PER_DEGREE)) for x, y in ring[:-1]]
    kept = [one for before, one in pairwise([steps[-1], *steps]) if one != before]
    return [*kept[0], *(number for a, b in pairwise(kept) for number in (b[0] - a[0], b[1] - a[1]))]


def box(steps: Sequence[int]) -> list[int]:
    """Return west, south, east and north of a ring, in steps."""
    xs, ys = list(accumulate(steps[::2])), list(accumulate(steps[1::2]))
    return [min(xs), min(ys), max(xs), max(ys)]


def land() -> bytes:
    """Return the file, the same bytes for the same source."""
    topology = json.loads(lzma.decompress(SOURCE.read_bytes()))
    lines = arcs(topology)
    polygons = [rings for shape in topology["objects"]["land"]["geometries"] for rings in shape["arcs"]]
    rings = [unrolled(joined(indices, lines)) for polygon in polygons for indices in polygon]
    # The "hole" of Antarctica is the pole itself.
    seas_and_lands = [closed_over_pole(ring) for ring in rings if max(y for _, y in ring) > -89]
    steps = [one for ring in seas_and_lands if len(one := written(ring)) > 4]  # more than two places
    data = {"steps_per_degree": STEPS_PER_DEGREE, "boxes": [box(one) for one in steps], "rings": steps}
    text = json.dumps(data, separators=(",", ":"))
    return gzip.compress(text.encode("ascii"), 9, mtime=0)


if __name__ == "__main__":
    TARGET.write_bytes(land())
