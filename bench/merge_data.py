"""Made-up rows for the benches of personal copies: as many as are wanted, no two alike."""

import csv
from pathlib import Path

FIRST = ("Miriam", "Daniel", "Amal", "Claire", "Yosef", "Rachel", "Leila", "David", "Sami", "Nora")
FIRST_HE = ("מרים", "דניאל", "אמל", "קלייר", "יוסף", "רחל", "לילה", "דוד", "סמי", "נורה")
LAST = ("Levy", "Cohen", "Haddad", "Dupont", "Mizrahi", "Azoulay", "Nasser", "Klein", "Perez", "Toledano", "Amar")
LAST_HE = ("לוי", "כהן", "חדאד", "דופון", "מזרחי", "אזולאי", "נאסר", "קליין", "פרץ", "טולדנו", "עמר")
MIDDLE, MIDDLE_HE = "ABCDEFGHIJKLM", "אבגדהוזחטיכלמ"


def write_rows(path: Path, count: int) -> None:
    """Write the data of `count` guests: with a letter between the two, names hardly ever come again."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(("id", "name", "name_he", "table", "hour", "city", "city_he", "bus", "access"))
        for i in range(count):
            first, last, middle = i % len(FIRST), i % len(LAST), i // 110 % len(MIDDLE)
            name = f"{FIRST[first]} {MIDDLE[middle]}. {LAST[last]}"
            name_he = f"{FIRST_HE[first]} {MIDDLE_HE[middle]}׳ {LAST_HE[last]}"
            bus = ("", "16:45", "17:00")[i % 3]
            out.writerow((f"{i:07}", name, name_he, i % 97, "18:30", "Haifa", "חיפה", bus, ("", "yes")[i % 11 == 0]))
