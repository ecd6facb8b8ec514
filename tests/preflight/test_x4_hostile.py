"""Files made to tire or to mislead a reader end with a sentence, in little time and memory."""

import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from x4_support import CONTENT, XMP, clean, form, save, stream

from booklet.errors import BookletError, ContentError, MissingFileError
from booklet.preflight.x4 import drawing
from booklet.preflight.x4.check import check_x4
from booklet.preflight.x4.tell import report_lines, report_object


def told(path):
    return [(failure.clause.code, failure.found[0].found) for failure in check_x4(path).failures]


def zeros(megabytes):
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()


def content(pdf, data, **entries):
    pdf.pages[0].obj.Contents = stream(pdf, data, **entries)


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unfolds_to_hundreds_of_megabytes_is_not_unfolded(tmp_path, times):
    pdf, data = clean(), zeros(300)
    for _ in range(times - 1):
        data = zlib.compress(data)
    content(pdf, data, Filter=Array([Name.FlateDecode] * times))
    assert told(save(pdf, tmp_path / "bomb.pdf")) == [("complete", "content that cannot be decoded")]
    assert pikepdf.settings.get_qpdf_limits()["flate_max_memory"] == 0, "the limit is put back"


def test_reading_ends_at_a_number_of_tokens(tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "_MOST_TOKENS", 1000)
    pdf = clean()
    content(pdf, b"0 g " * 2000 + b"1 0 0 rg")
    assert told(save(pdf, tmp_path / "long.pdf")) == [("complete", "more content than can be read")]


def test_reading_ends_at_a_number_of_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "_MOST_BYTES", 1000)
    pdf = clean()
    content(pdf, b" " * 2000)
    assert told(save(pdf, tmp_path / "long.pdf")) == [("complete", "more content than can be read")]


def test_forms_that_draw_each_other_are_read_once(tmp_path):
    pdf = clean()
    names = [f"F{i}" for i in range(60)]
    for name in names:
        made = form(pdf, b" ".join(f"/{other} Do".encode() for other in names))
        pdf.pages[0].obj.Resources.XObject[f"/{name}"] = made
    content(pdf, CONTENT + b" /F0 Do")
    assert told(save(pdf, tmp_path / "loop.pdf")) == []


def test_a_colour_space_inside_itself(tmp_path):
    pdf = clean()
    spaces = pdf.pages[0].obj.Resources.ColorSpace
    spaces.Spot = pdf.make_indirect(Array([Name.Indexed, Name.X, 1, String("")]))
    spaces.Spot[1] = spaces.Spot
    assert told(save(pdf, tmp_path / "loop.pdf")) == [("icc-color", "a colour space that PDF 1.6 does not have")]


def test_a_name_in_no_encoding(tmp_path):
    path = save(clean(), tmp_path / "name.pdf")
    path.write_bytes(path.read_bytes().replace(b"/BM /Multiply", b"/BM /Mult\xffply"))
    assert told(path) == [("transparency", "the blend mode Mult#ffply")]


def test_metadata_that_would_unfold(tmp_path):
    pdf = clean()
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    pdf.Root.Metadata.write(XMP.replace("<x:xmpmeta", f"<!DOCTYPE x [{laughs}]><x:xmpmeta").encode())
    assert told(save(pdf, tmp_path / "laughs.pdf")) == [("metadata-stream", "XML with a document type")]


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.6", b"%PDF-1.6\n%%EOF", b"\0" * 5000])
def test_what_is_no_pdf_is_a_content_error(tmp_path, data):
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(ContentError, match="is damaged or is not a PDF"):
        check_x4(tmp_path / "a.pdf")


def test_a_file_without_pages(tmp_path):
    pikepdf.new().save(tmp_path / "empty.pdf")
    with pytest.raises(ContentError, match="has no pages"):
        check_x4(tmp_path / "empty.pdf")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MissingFileError, match="cannot be read"):
        check_x4(tmp_path / "none.pdf")


def holders(pdf):
    return (pdf.Root, pdf.docinfo, pdf.pages[0].obj)


def test_objects_of_the_wrong_kind_do_no_harm(tmp_path):
    """Every entry of the catalog, the document information and the page is once of each other kind."""
    sample = clean()
    places = [(index, key) for index, holder in enumerate(holders(sample)) for key in sorted(holder.keys())]
    tried = 0
    for value in (7, Array([1, Name.X]), Dictionary(A=1), Name.X, String("x"), True):
        for index, key in places:
            if key in ("/Pages", "/Type", "/Parent"):  # then it is no PDF
                continue
            pdf = clean()
            holders(pdf)[index][key] = value
            report = check_x4(save(pdf, tmp_path / "wrong.pdf"))
            assert report_lines(report)
            assert report_object(report)
            tried += 1
    assert tried >= 80


def test_bytes_changed_anywhere_end_in_a_report_or_an_error(tmp_path):
    whole = save(clean(), tmp_path / "clean.pdf").read_bytes()
    # The font and the profiles are most of the file, and are never read as objects: change what is around them.
    places = [*range(3000), *range(len(whole) - 6000, len(whole))]
    endings = {"report": 0, "error": 0}
    for case in range(300):
        data = bytearray(whole)
        for change in range((1, 3, 10)[case % 3]):
            noise = zlib.crc32(f"{case} {change}".encode())  # as good as chance, and always the same
            data[places[noise % len(places)]] = noise >> 24
        (tmp_path / "changed.pdf").write_bytes(data)
        try:
            report_lines(check_x4(tmp_path / "changed.pdf"))
            endings["report"] += 1
        except BookletError:
            endings["error"] += 1
    assert endings["report"] > 100
    assert sum(endings.values()) == 300
