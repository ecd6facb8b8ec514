"""Small PDFs to impose, and pictures of what came out."""

import io

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from booklet.geometry import Size

SHEET = Size(400, 300)
PAGE = Size(180, 240)


def make_reader(page_count, size=PAGE, title="A small book"):
    """Return pages that differ from each other and from their own mirror image."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    canvas.setTitle(title)
    for number in range(1, page_count + 1):
        width, height = size
        canvas.setFillColorRGB(0.9, 0.5 + 0.4 * (number % 7) / 7, 0.5 + 0.4 * (number % 5) / 5)
        canvas.rect(0, 0, width, height, stroke=0, fill=1)
        canvas.setFillColorRGB(0.1, 0.1, 0.3)
        canvas.rect(10, 10, 20, 50, stroke=0, fill=1)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(40, 100, str(number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def make_poster(size, shift=0.0):
    """Return one page of coloured squares, each different; `shift` moves them off the whole points."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for x in range(0, int(size.width), 20):
        for y in range(0, int(size.height), 20):
            canvas.setFillColorRGB(x / size.width, y / size.height, (x * 7 + y * 3) % 100 / 100)
            canvas.rect(x + shift, y + shift, 20, 20, stroke=0, fill=1)
    canvas.save()
    return out.getvalue()


def pictures(pdf, scale=1):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def same(one, other):
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


def is_white(picture):
    return same(picture, Image.new("RGB", picture.size, "white"))


def sheets_by_hand(reader, sides, sheet=SHEET, page=PAGE, duplex=None):
    """Return a file of sheets made in another way than `impose` makes it.

    A side is (left, right) or (left, right, turned); pages are numbers from 1, or None.
    """
    with pikepdf.open(io.BytesIO(reader)) as source, pikepdf.new() as result:
        for left, right, *turned in sides:
            content = ["q", f"-1 0 0 -1 {sheet.width} {sheet.height} cm" if turned and turned[0] else "", "q"]
            forms = Dictionary()
            for number, x in ((left, sheet.width / 2 - page.width), (right, sheet.width / 2)):
                if number is None:
                    continue
                name = f"/Fm{number}"
                forms[name] = result.copy_foreign(source.pages[number - 1].as_form_xobject())
                content.append(f"q 0.5 0 0 0.5 {x} 30 cm 2 0 0 2 0 0 cm {name} Do Q")
            content += ["Q", "Q"]
            result.pages.append(
                pikepdf.Page(
                    Dictionary(
                        Type=Name.Page,
                        MediaBox=Array([0, 0, int(sheet.width), int(sheet.height)]),
                        Resources=Dictionary(XObject=forms),
                        Contents=result.make_stream("\n".join(content).encode()),
                    )
                )
            )
        if duplex:
            result.Root.ViewerPreferences = Dictionary(Duplex=Name(duplex))
        return save(result)


def save(pdf, **options):
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()
