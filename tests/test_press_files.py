"""The print shop's files of the shipped book, as `booklet build` writes them, through the checker of PDF/X-4."""

import pytest

from booklet.build import Kind, build
from booklet.preflight.x4.check import PDF_X4, X4_CLAUSES, check_pdf
from tests.conftest import SHIPPED


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return build(SHIPPED, tmp_path_factory.mktemp("press"), kinds=[Kind.PRESS, Kind.POSTER_PRESS]).files


def test_every_press_file_of_the_shipped_book_conforms(written):
    files = [path for path in written if path.suffix == ".pdf"]
    assert len(files) == 10, "six booklets and four posters"
    for path in files:
        report = check_pdf(path, standard=PDF_X4)
        assert len(report.clauses) == len(X4_CLAUSES)
        assert report.conforms, (path.name, report.failures)
