"""Plain text: encodings, what is no text, other languages, limits. The city 云川市 is invented."""

import codecs
import hashlib
import io
import sys

import pytest

from zoneanalysis.errors import InputError
from zoneanalysis.extraction.inputs import document, read_document

TEXT = (
    "云川市开发区\r\n\r\n一、经济运行。上半年，全市工业投资54.76亿元，比上年同期少18.8%，"
    "占全部投资的41.4%。\n共有开发区12家，其中工业类9家。\n"
)
TRADITIONAL = "雲川市開發區上半年經濟運行情況良好，工業投資完成五十四億元，同比下降百分之十八。" * 3
JAPANESE = "上半期の工業投資は前年同期に比べて減少しましたが、輸出は増加しています。" * 3


def fault(raw, name="云川.txt"):
    """Return the one fault that the bytes give."""
    with pytest.raises(InputError) as caught:
        read_document(raw, name)
    (only,) = caught.value.faults
    return only


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_the_same_text_in_any_of_its_encodings(raw, encoding):
    """Five encodings give the same code points, and each is named."""
    read = read_document(raw, "云川.txt")
    assert read.text == TEXT
    assert (read.encoding, read.format, read.name) == (encoding, "text", "云川.txt")


def test_line_ends_stay_as_they_came():
    """Offsets count carriage returns too, as the data package does."""
    read = read_document(TEXT.encode())
    assert read.text[read.text.index("54.76亿元") :].startswith("54.76亿元")
    assert read.text.count("\r\n") == 2


def test_the_digest_is_of_the_bytes_before_decoding():
    """SHA-256 by hashlib over what came, mark and encoding included."""
    for raw in (TEXT.encode("gb18030"), codecs.BOM_UTF8 + TEXT.encode()):
        assert read_document(raw).sha256 == hashlib.sha256(raw).hexdigest()


def test_characters_outside_gb2312_are_read_as_gb18030():
    """A rare character that needs four bytes in GB18030 is no reason to refuse the text."""
    rare = TEXT + "项目落户㙍村。"
    assert len("㙍".encode("gb18030")) == 4
    assert read_document(rare.encode("gb18030")).text == rare


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (TRADITIONAL.encode("big5"), "Big5"),
        (JAPANESE.encode("shift_jis"), "Shift JIS"),
        (("상반기 공업 투자는 지난해보다 줄었다. " * 5).encode("euc_kr"), "EUC-KR"),
        (TEXT.encode("utf-16-le"), "UTF-16-LE without a byte-order mark"),
        (TEXT.encode("utf-16-be"), "UTF-16-BE without a byte-order mark"),
    ],
)
def test_another_encoding_is_named_with_the_command_that_converts_it(raw, named):
    """The user learns what the file is and how to turn it into UTF-8."""
    found = fault(raw)
    assert named in found.came
    assert "iconv -f" in found.do


def test_utf8_cut_in_the_middle_of_a_character_is_named_as_damaged():
    """The first broken byte is named with its line."""
    raw = (TEXT * 3).encode()
    broken = raw[:200].decode(errors="ignore").encode() + b"\xe4\xba" + raw[300:]
    found = fault(broken)
    assert "UTF-8 that is damaged" in found.came
    assert found.where.row is not None


def test_bytes_in_no_encoding_are_refused():
    """Western bytes such as Latin-1 are not guessed at."""
    found = fault("Crédit à l'exportation: 18,8 % de plus que l'année passée".encode("latin-1") * 9)
    assert "no encoding that is known here" in found.came


def test_a_mark_that_lies_is_said_so():
    """A file that begins with the mark of UTF-8 and goes on in another encoding."""
    assert "must be in it throughout" in fault(codecs.BOM_UTF8 + TEXT.encode("gb18030")).must


@pytest.mark.parametrize(
    ("raw", "came"),
    [
        (b"", "an empty file"),
        (b" \n\t\r\n ", "a file of blanks"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "old Office file"),
        (b"{\\rtf1\\ansi text}", "Rich Text"),
        (b"\x1f\x8b\x08" + bytes(50), "gzip"),
        (b"PK\x03\x04" + bytes(50), "cut off or damaged"),
        ("工业投资\0完成".encode() * 9, "U+0000 at character 4"),
        (bytes(range(256)) * 40, "no encoding that is known here"),
    ],
)
def test_what_is_no_text_is_named(raw, came):
    """Each kind of file that is no text of a report has its own words and a way out."""
    found = fault(raw)
    assert came in found.came
    assert found.do
    assert found.where.file == "云川.txt"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Industrial investment fell by 18.8% in the first half of the year.",
            "Latin",
        ),
        (JAPANESE, "Japanese kana"),
        ("상반기 공업 투자는 지난해보다 18.8% 줄었다.", "Korean"),
        ("Промышленные инвестиции снизились на 18,8%.", "Cyrillic"),
        ("54.76 18.8% 41.4% 155.02", "a text without letters"),
    ],
)
def test_another_language_is_named(text, language):
    """A text that is not Chinese is refused, and its script named."""
    assert language in fault(text.encode()).came


@pytest.mark.parametrize(
    "text",
    [
        TRADITIONAL,
        TEXT + "GDP CPI PM2.5 5G R&D MW kWh 4A",
        "工业投资完成５４．７６亿元，同比下降１８．８％。",
    ],
)
def test_chinese_with_other_letters_in_it_is_chinese(text):
    """Traditional script, abbreviations and full-width forms belong to a Chinese text."""
    assert read_document(text.encode()).text == text


def test_any_language_is_read_where_none_is_asked_for():
    """The check of the language can be left out."""
    assert read_document(b"Only English words here", language="").text.startswith("Only")


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path, monkeypatch):
    """The size is taken from the file system: the file is sparse and never opened."""
    big = tmp_path / "大.txt"
    with big.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr("pathlib.Path.open", None)
    with pytest.raises(InputError, match="smaller than 50,000,000 bytes; came: 50,000,000"):
        read_document(big)


def test_an_endless_stream_is_read_up_to_the_limit_only(monkeypatch):
    """No more than one byte beyond the limit is taken from a stream."""

    class Endless(io.RawIOBase):
        def read(self, size=-1):
            assert 0 <= size <= 101
            return b"\xe4" * size

    monkeypatch.setattr(document, "MOST_BYTES", 100)
    with pytest.raises(InputError, match="smaller than 100 bytes"):
        read_document(Endless())


def test_standard_input(monkeypatch):
    """A dash reads standard input as bytes, whatever the terminal's encoding is."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030")), "ascii"))
    read = read_document("-")
    assert (read.text, read.name, read.encoding) == (TEXT, "<stdin>", "gb18030")


def test_a_path_that_is_no_file(tmp_path):
    """A missing file, a folder, an unreadable name: each an error that names it."""
    with pytest.raises(InputError, match=r"nicht\.txt: .*no such file"):
        read_document(tmp_path / "nicht.txt")
    with pytest.raises(InputError, match="a folder"):
        read_document(tmp_path)
    with pytest.raises(InputError, match="must be readable"):
        read_document("a\0b")


def test_damaged_characters_are_remarked():
    """A text that someone else's program damaged is read, and says how many places."""
    read = read_document((TEXT + "工业�投资").encode())
    assert [str(each) for each in read.remarks] == ["1 characters are damaged (�)"]
