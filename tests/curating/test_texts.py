"""The text of documents: what is read of each kind, and what bad ones get."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfWriter

from pcvegraph.curating.texts import read_text
from pcvegraph.errors import TextError
from pcvegraph.settings import Settings

PAGE = """<html><head><title>Title</title><style>p {}</style><body class=x>
<nav>Menu</nav><script>var x = "<p>no</p>";</script>
<h1>River&nbsp;Group</h1><p>It <b>me</b>t in<br>Northland &amp; else.<p>Twice"""


def pdf(words: str) -> bytes:
    """Return a PDF of one page with these words, written by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def blank_pdf(folder: Path, password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password)
    writer.write(folder / "blank.pdf")
    return (folder / "blank.pdf").read_bytes()


def text_of(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return read_text(folder / name, Settings(import_size_limit_bytes=10_000))


def test_plain_text_is_read_as_it_is(tmp_path: Path):
    assert text_of(tmp_path, "a.txt", "Réunion\r\nà Nord".encode()) == "Réunion\r\nà Nord"
    assert text_of(tmp_path, "b.TXT", b"\xef\xbb\xbfNord") == "Nord"
    assert text_of(tmp_path, "c.txt", "Réunion".encode("utf-16")) == "Réunion"


def test_a_page_is_read_by_blocks_without_menus_and_scripts(tmp_path: Path):
    text = text_of(tmp_path, "a.html", PAGE.encode())
    lines = [line for line in text.split("\n") if line]
    assert lines == ["River\u00a0Group", "It met in", "Northland & else.", "Twice"]


def test_a_page_is_read_in_the_encoding_that_it_names(tmp_path: Path):
    page = '<meta charset="windows-1252"><p>Réunion</p>'.encode("windows-1252")
    assert text_of(tmp_path, "a.htm", page).strip() == "Réunion"


def test_a_pdf_has_its_words(tmp_path: Path):
    assert text_of(tmp_path, "a.pdf", pdf("The River Group met.")).strip() == "The River Group met."


@pytest.mark.parametrize(
    ("name", "content", "said", "is_no"),
    [
        ("a.docx", b"x", "no text that can be read here", False),
        ("a.txt", b"a\0b", "null bytes", False),
        ("a.txt", b"R\xe9union", "byte 2 does not fit", False),
        ("a.txt", b" \n\t", "has no text", True),
        ("a.txt", b"x" * 10_001, "10001 bytes; 10000 is the most", False),
        ("a.html", b"<head><title>x</title></head><script>y</script>", "has no text", True),
        ("a.pdf", b"%PDF-1.4 and nothing more", "no PDF that can be read", True),
        ("a.pdf", b"", "no PDF that can be read", True),
    ],
)
def test_bad_documents_are_told_in_both_languages(
    tmp_path: Path, name: str, content: bytes, said: str, is_no: bool
):
    with pytest.raises(TextError) as caught:
        text_of(tmp_path, name, content)
    error = caught.value
    assert said in str(error)
    assert error.is_no == is_no
    assert name in error.words.fr
    assert error.words.fr != error.words.en
    assert error.remedy
    assert error.remedies.fr != error.remedies.en


def test_a_pdf_of_pictures_and_a_locked_one_are_told(tmp_path: Path):
    with pytest.raises(TextError, match="its pages are pictures") as caught:
        text_of(tmp_path, "a.pdf", blank_pdf(tmp_path))
    assert caught.value.is_no
    with pytest.raises(TextError, match="no PDF that can be read"):
        text_of(tmp_path, "b.pdf", blank_pdf(tmp_path, "secret"))
