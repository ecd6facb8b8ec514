"""The table of requirements in docs/typography.md names the tests that hold them."""

import re

from tests.conftest import ROOT


def test_the_table_of_the_documentation_names_these_tests():
    table = (ROOT / "docs" / "typography.md").read_text("utf-8")
    sources = [path.read_text("utf-8") for path in (ROOT / "tests" / "checklists").glob("test_*.py")]
    tests = sorted(re.findall(r"^def (test_\d\d_\w+)", "".join(sources), re.MULTILINE))
    rows = re.findall(r"^\| (\d+) \| .*? \| (held|not held|not applicable) \| (?:`(test_\w+)`)?", table, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 63))
    assert [name for _, _, name in rows if name] == tests
    for number, state, name in rows:
        assert not name or int(name[5:7]) == int(number)
        assert name or state != "held"
    count = {state: sum(row[1] == state for row in rows) for state in ("held", "not held", "not applicable")}
    assert "**{held} are held, {not held} are not, {not applicable} do not apply.**".format(**count) in table
