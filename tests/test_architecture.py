"""Who may import whom: the table of the package, read from the source with `ast`."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "booklet"
LEAVES = {"errors", "units", "geometry", "languages", "numerals", "color", "resources"}
LEAVES |= {"justification", "shop", "files", "pdf_letters", "source_date", "unpacking", "stamp"}

PRINTER_TOOLS = {"press.calibration", "press.printer", "press.profiles", "press.questions"}
"""What the command line asks about a printer without building a book."""

MAY_IMPORT = {
    "document": {"document"},
    "text": {"text"},
    "layout": {"layout", "document", "text"},
    "pdf": {"pdf", "layout.display", "text.fonts", "text.glyphs"},
    "press": {"press"},
    "preflight": {"preflight", "document", "layout.display", "text.bidi", "text.glyphs", "text.reorder", "text.ucd"},
    "messages": set(),
    "build": {"document", "editions", "kept", "made", "preflight", "press.printer", "task", "text.fonts"},
    "editions": {"document", "layout", "made", "pdf", "preflight", "press", "previews", "task", "text.fonts"},
    "task": {"document", "made", "press.printer"},
    "kept": {"made"},
    "checking": {"build", "document", "preflight", "made"},
    "made": {"document", "preflight.check"},
    "previews": set(),
    "processes": set(),
    "merge": {
        "merge",
        "document",
        "layout",
        "pdf.copies",
        "press",
        "processes",
        "text.fonts",
        "text.glyphs",
        "text.shape",
    },
    "finished": {"press"},
    "doctor": {"document", "preflight"},
    "cli_check": {"checking", "doctor", "document.shop_reader", "messages", "preflight", "terminal"},
    "terminal": {"messages"},
    "cli_finished": {"finished", "press", "terminal"},
    "cli_merge": {"cli_printers", "merge", "press.printer", "press.profiles", "processes", "terminal"},
    "cli_printers": {"terminal", *PRINTER_TOOLS},
    "cli": {
        "build",
        "cli_check",
        "cli_finished",
        "cli_merge",
        "cli_printers",
        "document.schema",
        "preflight.printing",
        "made",
        "preflight.x4",
        "press.printer",
        "press.profiles",
        "processes",
        "terminal",
    },
    "__main__": {"cli"},
    "__init__": set(),
}
"""By the first part of a module's name; the leaves may be imported by all but a leaf."""

LEAVES_IMPORT = {
    "errors": set(),
    "units": {"errors"},
    "geometry": {"units", "errors"},
    "languages": {"numerals"},
    "numerals": set(),
    "color": set(),
    "resources": set(),
    "justification": set(),
    "shop": {"units"},
    "files": {"errors"},
    "unpacking": set(),
    "pdf_letters": set(),
    "source_date": {"errors"},
    "stamp": {"errors", "languages", "resources"},
}

ONLY_IMPORTERS = {
    "yaml": {"document.yaml_nodes"},
    "markdown_it": {"document.markup", "document.inline"},
    "mdit_py_plugins": {"document.markup"},
    "uharfbuzz": {"text.fonts", "text.shape"},
    "icu4py": {"text.breaks", "layout.months"},
    "pyphen": {"text.hyphens"},
    "segno": {"layout.qr"},
    "pyluach": {"layout.hebrew_calendar"},
    "pikepdf": {"press", "pdf.finish", "preflight.x4", "preflight.printing", "pdf_letters", "unpacking"},
    "reportlab": {"pdf"},
    "svg": {"layout.svg.shapes"},
    "tinycss2": {"layout.svg.style"},
    "defusedxml": {"layout.svg.reader"},
    "PIL": {"layout.pictures", "pdf.pictures", "pdf.separation", "previews"},
    "pypdfium2": {"previews"},
    "click": {"cli", "cli_check", "cli_finished", "cli_merge", "cli_printers", "terminal"},
    "openpyxl": {"merge.workbook"},
    "tomllib": {"press.profiles"},
    "rich": {"terminal"},
    "bidi": {"messages", "preflight.order"},
    "arabic_reshaper": {"messages"},
}
"""A library is known to as few modules as possible."""

LAZY = {"cli", "cli_check", "cli_finished", "cli_merge", "cli_printers", "terminal", "build", "editions"}
LAZY |= {"document.markdown", "layout.pages", "layout.pictures", "layout.qr", "layout.sections", "layout.words"}
LAZY |= {"merge.workbook"}
"""May import a stage, or what few books need, inside a function, so that start-up stays short."""


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


MODULES = {module_name(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def imports(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            if node.module == "booklet":  # `from booklet import resources` is the module, `__version__` is anyone's
                names += [f"booklet.{alias.name}" for alias in node.names if alias.name != "__version__"]
            else:
                names.append(node.module or "")
    return names


def within(name: str, allowed: set[str]) -> bool:
    return any(name == stem or name.startswith(stem + ".") for stem in allowed)


@pytest.mark.parametrize("name", MODULES)
def test_imports_only_what_the_table_allows(name):
    part = name.split(".")[0]
    allowed = LEAVES_IMPORT[part] if part in LEAVES else MAY_IMPORT[part] | LEAVES
    for imported in imports(MODULES[name]):
        if imported.startswith("booklet."):
            assert within(imported.removeprefix("booklet."), allowed), f"{name} imports {imported}"


@pytest.mark.parametrize("library", ONLY_IMPORTERS)
def test_a_library_is_imported_where_the_table_says(library):
    importers = {name for name, tree in MODULES.items() if within(library, {i.split(".")[0] for i in imports(tree)})}
    assert importers, f"nothing imports {library}: take it from the table"
    assert all(within(name, ONLY_IMPORTERS[library]) for name in importers), importers


@pytest.mark.parametrize("name", sorted(set(MODULES) - LAZY))
def test_imports_stand_at_the_top(name):
    inside = [
        node.lineno
        for function in ast.walk(MODULES[name])
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not inside, f"{name} imports inside a function at lines {inside}: a cycle in hiding"


def test_no_module_is_too_long():
    too_long = {
        name: count
        for name in MODULES
        if (count := len((PACKAGE / (name.replace(".", "/") + ".py")).read_text("utf-8").splitlines())) > 400
    }
    assert set(too_long) <= {"text.ucd_tables"}, too_long


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is(name):
    assert ast.get_docstring(MODULES[name])
