import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.languages import Binding
from booklet.press.paper import read_paper
from booklet.press.schemes import SADDLE, SCHEMES, Joint
from booklet.press.signature import creep, sheets_of

PAGE_COUNTS = range(1, 201)
BINDINGS = list(Binding)
BOUND = [name for name, scheme in SCHEMES.items() if scheme.is_bound]


def counts(scheme, page_counts=PAGE_COUNTS):
    """The page counts that a scheme has room for."""
    most = (scheme.sheet_limit or 1000) * scheme.pages_per_sheet
    return [count for count in page_counts if count <= most]


def read(scheme, sheets, binding):
    """The page indices in the order in which a reader of the folded sheets meets them."""
    found = {
        (number, on_back, cell.row, cell.column): cell
        for number, sheet in enumerate(sheets)
        for on_back, side in enumerate(sheet.sides)
        for cell in side.cells
    }
    met = []
    for number, place in read_paper(scheme, binding, range(len(sheets))):
        cell = found[number, place.on_back, place.row, place.column]
        assert cell.rotation == (180 if place.upside_down else 0)
        met.append(cell.page_index)
    assert len(met) == len(found)
    return met


def saddle(page_count, binding, second_cover=None):
    """The page indices on each side, sheet after sheet."""
    return [side.page_indices for sheet in sheets_of(SADDLE, page_count, binding, second_cover) for side in sheet.sides]


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("name", SCHEMES)
def test_folding_gives_each_page_once_in_order_with_the_blanks_before_the_back_cover(name, binding):
    scheme = SCHEMES[name]
    for page_count in counts(scheme):
        met = read(scheme, sheets_of(scheme, page_count, binding), binding)
        assert [page for page in met if page is not None] == list(range(page_count))
        blank_count = len(met) - page_count
        assert blank_count == -page_count % scheme.pages_per_sheet
        if page_count > 1 and scheme.has_covers:
            assert met[-1] == page_count - 1
            assert met[page_count - 1 : -1] == [None] * blank_count
        else:
            assert met[page_count:] == [None] * blank_count


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("name", SCHEMES)
def test_two_covers_are_read_from_both_ends_with_the_blanks_in_the_middle(name, binding):
    scheme = SCHEMES[name]
    other = next(one for one in BINDINGS if one is not binding)
    for page_count in counts(scheme, range(2, 41)):
        for second_cover in range(1, page_count):
            sheets = sheets_of(scheme, page_count, binding, second_cover)
            met = read(scheme, sheets, binding)
            blanks = [None] * (-page_count % scheme.pages_per_sheet)
            assert met == [*range(second_cover), *blanks, *reversed(range(second_cover, page_count))]
            if scheme is SADDLE:
                # Who takes the booklet up at its other cover finds it bound at the other edge.
                assert read(scheme, sheets, other) == met[::-1]


@pytest.mark.parametrize("binding", BINDINGS)
def test_two_pages_on_a_side_sum_to_page_count_plus_one(binding):
    for page_count in range(4, 201, 4):
        for left, right in saddle(page_count, binding):
            assert (left + 1) + (right + 1) == page_count + 1


@pytest.mark.parametrize("name", BOUND)
def test_two_pages_at_one_spine_sum_to_the_ends_of_their_signature(name):
    scheme = SCHEMES[name]
    for page_count in counts(scheme, range(scheme.pages_per_sheet, 201, scheme.pages_per_sheet)):
        sheets = sheets_of(scheme, page_count, Binding.LEFT)
        for sheet in sheets:
            members = [s for s in sheets if s.signature == sheet.signature]
            pages = [page for s in members for side in s.sides for page in side.page_indices]
            for side in sheet.sides:
                cells = {(cell.row, cell.column): cell for cell in side.cells}
                for (row, column), cell in cells.items():
                    if cell.spine is Binding.RIGHT:
                        mate = cells[row, column + 1]
                        assert mate.spine is Binding.LEFT
                        assert mate.depth == cell.depth
                        assert cell.page_index + mate.page_index == min(pages) + max(pages)


@pytest.mark.parametrize("page_count", [4, 16, 100])
def test_outermost_sheet_carries_the_covers(page_count):
    last = page_count - 1
    assert saddle(page_count, Binding.LEFT)[:2] == [(last, 0), (1, last - 1)]
    assert saddle(page_count, Binding.RIGHT)[:2] == [(0, last), (last - 1, 1)]


def test_inside_of_the_innermost_sheet_is_the_middle_spread():
    assert saddle(16, Binding.LEFT)[-1] == (7, 8)
    assert saddle(16, Binding.RIGHT)[-1] == (8, 7)


def test_29_pages_right_bound_leave_the_inside_of_the_back_cover_blank():
    assert saddle(29, Binding.RIGHT)[:4] == [(0, 28), (None, 1), (2, None), (None, 3)]


def test_the_wrong_binding_is_read_from_back_to_front():
    for binding, other in (BINDINGS, BINDINGS[::-1]):
        assert read(SADDLE, sheets_of(SADDLE, 8, binding), other) == [7, 6, 5, 4, 3, 2, 1, 0]


@pytest.mark.parametrize(("page_count", "scheme"), [(0, "saddle"), (7, "letter"), (9, "zine"), (5, "folder")])
def test_no_pages_or_too_many_are_a_fault_of_the_caller(page_count, scheme):
    with pytest.raises(ValueError, match=r"page"):
        sheets_of(SCHEMES[scheme], page_count, Binding.LEFT)


def test_signatures_are_as_few_and_as_even_as_may_be():
    perfect = SCHEMES["perfect"]
    for sheet_count in range(1, 60):
        sizes = perfect.signature_sizes(sheet_count)
        assert sum(sizes) == sheet_count
        assert len(sizes) == -(-sheet_count // 4)
        assert max(sizes) <= 4
        assert max(sizes) - min(sizes) <= 1
    assert SADDLE.signature_sizes(9) == (9,)


def test_signatures_are_folded_one_by_one():
    # Nine sheets: three signatures of three, twelve pages each; the outer one of the second begins with page 13.
    sheets = sheets_of(SCHEMES["perfect"], 36, Binding.LEFT)
    assert [(sheet.signature, sheet.number) for sheet in sheets] == [(s, n) for s in range(3) for n in range(3)]
    assert [sheet.front.page_indices for sheet in sheets[3:6]] == [(23, 12), (21, 14), (19, 16)]


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("name", BOUND)
def test_creep_grows_towards_the_middle_and_leaves_the_outer_pages(name, binding):
    scheme = SCHEMES[name]
    for page_count in counts(scheme, (16, 64, 160, 200)):
        sheets = sheets_of(scheme, page_count, binding)
        for signature in range(sheets[-1].signature + 1):
            members = [sheet for sheet in sheets if sheet.signature == signature]
            depths = {}
            for sheet in members:
                for side in sheet.sides:
                    depths |= {cell.page_index: cell.depth for cell in side.cells if cell.page_index is not None}
            if len(depths) < sum(len(side.cells) for sheet in members for side in sheet.sides):
                continue  # it has blanks
            inward = [depths[page] for page in sorted(depths)]
            half = len(inward) // 2
            assert inward[:half] == [leaf for leaf in range(half // 2) for _ in range(2)]
            assert inward[half:] == inward[:half][::-1]


@given(st.integers(1, 60), st.floats(0.01, 1.0))
def test_each_leaf_around_a_page_moves_it_by_one_thickness(leaves, thickness):
    assert creep(0, thickness) == 0
    assert creep(leaves, thickness) - creep(leaves - 1, thickness) == pytest.approx(thickness)


def test_a_leaflet_has_no_spine_and_no_creep():
    for scheme in SCHEMES.values():
        for sheet in sheets_of(scheme, 4, Binding.LEFT):
            for side in sheet.sides:
                for cell in side.cells:
                    assert (cell.spine is None) == (scheme.joint in (Joint.NONE, Joint.CORNER))
                    assert cell.depth == 0 or cell.spine is not None
