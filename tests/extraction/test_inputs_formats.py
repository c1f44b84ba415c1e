"""HTML, Word, PDF and folders, all made here. The city 云川市 is invented."""

import importlib.resources
import io
import sys
import zipfile

import pytest

from zoneanalysis.errors import InputError, Location
from zoneanalysis.extraction.inputs import files_in, read_document, read_files, summary_of
from zoneanalysis.extraction.inputs.html import html_text
from zoneanalysis.extraction.inputs.pdf import without_page_heads

SENTENCE = "上半年，云川市工业投资完成54.76亿元，同比下降18.8%。"


def page(body, head=""):
    """Return a whole HTML page around *body*."""
    return f"<!DOCTYPE html><html><head><title>t</title>{head}</head><body>{body}</body></html>"


class TestHTML:
    """Pages as authorities publish them."""

    def test_blocks_become_lines_and_inline_tags_join(self):
        """A number that tags divide is whole again; each paragraph has its line."""
        text = html_text(
            page("<h1>云川市</h1><p>完成<b>54</b>.<i>76</i>亿元</p>\n<div>同比<br>下降</div>")
        )
        assert text == "云川市\n完成54.76亿元\n同比\n下降\n"

    def test_cells_of_a_table_stand_apart(self):
        """Two cells never run into one number."""
        rows = "<tr><th>指标</th><th>数值</th></tr><tr><td>投资</td><td>54</td><td>76</td></tr>"
        assert html_text(page(f"<table>{rows}</table>")) == "指标\t数值\n投资\t54\t76\n"

    @pytest.mark.parametrize(
        "hidden",
        [
            "<script>var a='增长99%';</script>",
            "<SCRIPT SRC=//x>增长99%</SCRIPT>",
            "<style>p{content:'增长99%'}</style>",
            "<template>增长99%</template>",
            "<noscript>增长99%</noscript>",
            "<iframe srcdoc='增长99%'>增长99%</iframe>",
            "<!-- 增长99% -->",
            "<p hidden>增长99%</p>",
            "<p style='DISPLAY : none'>增长99%</p>",
            "<textarea>增长99%</textarea>",
            "<svg><text>增长99%</text></svg>",
            "<img alt='增长99%' onerror='增长99%'>",
            "<script>never closed 增长99%",
        ],
    )
    def test_what_a_reader_does_not_see_is_not_passed_on(self, hidden):
        """Scripts, styles, comments, hidden parts: nothing of them is in the text."""
        assert html_text(page(f"<p>{SENTENCE}</p>{hidden}")).strip() == SENTENCE

    def test_a_footnote_mark_never_joins_a_number(self):
        """54.76 with footnote 1 is not 54.761."""
        assert html_text("<p>54.76<sup>1</sup>亿元</p>") == "54.76¹亿元\n"

    def test_entities_are_characters(self):
        """&nbsp; and numeric references are what they stand for."""
        assert html_text("<p>18.8&#37;&nbsp;&lt;b&gt;</p>") == "18.8%\u00a0<b>\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
    def test_a_page_in_any_encoding_even_if_it_declares_another(self, encoding):
        """The bytes decide; a declaration that lies does no harm."""
        raw = page(f"<p>{SENTENCE}</p>", "<meta charset='iso-8859-1'>").encode(encoding)
        read = read_document(raw, "a.htm")
        assert (read.format, read.text) == ("html", SENTENCE + "\n")

    def test_xhtml_with_a_declaration_is_read_without_a_warning(self):
        """An XML declaration before the page is nothing to warn of."""
        raw = '<?xml version="1.0" encoding="utf-8"?>\n' + page(f"<p>{SENTENCE}</p>")
        assert read_document(raw.encode()).format == "html"

    def test_a_page_nested_deeper_than_python_recurses(self):
        """Twenty thousand nested tags are read, not a RecursionError."""
        deep = "<div>" * 20_000 + SENTENCE + "</div>" * 20_000
        assert html_text(deep).strip() == SENTENCE

    def test_a_page_whose_text_a_script_would_load(self):
        """An empty page says that its text may be loaded by a script."""
        with pytest.raises(InputError, match="HTML file without any text"):
            read_document(page("<script>load()</script>").encode())

    def test_the_name_does_not_decide(self):
        """A page saved as .txt is a page; a text saved as .html is a text."""
        assert read_document(page(f"<p>{SENTENCE}</p>").encode(), "a.txt").format == "html"
        assert read_document(SENTENCE.encode(), "a.html").format == "text"


def word(build):
    """Return the bytes of a Word file that *build* fills."""
    docx = pytest.importorskip("docx")
    file = docx.Document()
    build(file)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def with_xml(raw, replace, by):
    """Return a Word file in whose document.xml a stretch is replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.infolist():
            data = old.read(each)
            if each.filename == "word/document.xml":
                assert replace.encode() in data
                data = data.replace(replace.encode(), by.encode())
            new.writestr(each, data)
    return out.getvalue()


class TestWord:
    """Word files, as python-docx writes them and as Word itself does."""

    def test_paragraphs_and_tables_in_their_order(self):
        """A table between two paragraphs stays between them; cells are set apart."""

        def build(file):
            file.add_heading("云川市开发区", 1)
            file.add_paragraph("完成").add_run("54.76亿元，同比下降18.8%。")
            table = file.add_table(2, 2)
            for cell, text in zip(
                [c for row in table.rows for c in row.cells],
                ["指标", "数值", "投资", "54.76"],
                strict=True,
            ):
                cell.text = text
            file.add_paragraph("完。")

        read = read_document(word(build), "a.docx")
        assert read.format == "docx"
        assert read.encoding == ""
        assert read.text == (
            "云川市开发区\n完成54.76亿元，同比下降18.8%。\n指标\t数值\n投资\t54.76\n完。\n"
        )

    def test_a_merged_cell_is_read_once(self):
        """A cell over two columns is not printed twice."""

        def build(file):
            table = file.add_table(1, 3)
            table.cell(0, 0).merge(table.cell(0, 1)).text = SENTENCE
            table.cell(0, 2).text = "9家"

        assert read_document(word(build)).text == f"{SENTENCE}\t\t9家\n"

    def test_inserted_text_is_in_and_deleted_text_is_out(self):
        """Tracked changes are read as if they were accepted."""
        raw = word(lambda file: file.add_paragraph("工业投资完成MARK亿元，同比下降18.8%。"))
        run = "</w:t></w:r>{}<w:r><w:t>"
        changes = (
            '<w:ins w:id="1"><w:r><w:t>54.76</w:t></w:r></w:ins>'
            '<w:del w:id="2"><w:r><w:delText>99.99</w:delText></w:r></w:del>'
        )
        read = read_document(with_xml(raw, "MARK", run.format(changes)))
        assert read.text == "工业投资完成54.76亿元，同比下降18.8%。\n"

    def test_hidden_text_is_out_and_raised_digits_are_no_digits(self):
        """A hidden run isn't printed; a footnote mark doesn't join the number."""

        def build(file):
            paragraph = file.add_paragraph("工业投资完成54.76")
            paragraph.add_run("1").font.superscript = True
            paragraph.add_run("亿元")
            paragraph.add_run("增长99%").font.hidden = True

        assert read_document(word(build)).text == "工业投资完成54.76¹亿元\n"

    def test_content_controls_and_text_boxes_are_read_once(self):
        """What python-docx passes over is read all the same, and a fallback isn't read twice."""
        raw = word(lambda file: file.add_paragraph("工业投资完成MARK亿元，同比下降18.8%。"))
        box = (
            "</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>54.76</w:t></w:r></w:sdtContent></w:sdt>"
            '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
            'markup-compatibility/2006"><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r>'
            "<w:t>9家</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
            "<w:p><w:r><w:t>9家</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r><w:r><w:t>"
        )
        read = read_document(with_xml(raw, "MARK", box))
        assert read.text == "工业投资完成54.76亿元，同比下降18.8%。\n9家\n"

    def test_footnotes_stand_behind_the_text(self):
        """They are read, said, and hand no period or area to the text."""
        raw = word(lambda file: file.add_paragraph(SENTENCE))
        names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        line = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
        notes = (
            f'<w:footnotes {names}><w:footnote w:type="separator" w:id="0">{line.format("-")}'
            f'</w:footnote><w:footnote w:id="2">{line.format("2022年为快报数。")}</w:footnote>'
            "</w:footnotes>"
        )
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        added = {
            "[Content_Types].xml": (
                "</Types>",
                f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>',
            ),
            "word/_rels/document.xml.rels": (
                "</Relationships>",
                (
                    f'<Relationship Id="rId99" Type="{target}" Target="footnotes.xml"/>'
                    "</Relationships>"
                ),
            ),
        }
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
            for each in old.infolist():
                before, after = added.get(each.filename, ("", ""))
                new.writestr(each, old.read(each).replace(before.encode(), after.encode()))
            new.writestr("word/footnotes.xml", notes)
        read = read_document(out.getvalue(), "a.docx")
        assert read.text == f"{SENTENCE}\n注1：2022年为快报数。\n"
        assert "footnotes, read behind the text: 1" in " ".join(map(str, read.remarks))

    def test_a_damaged_file_is_said_so(self):
        """Cut off, with broken XML inside, or a workbook: no traceback."""
        raw = word(lambda file: file.add_paragraph(SENTENCE))
        with pytest.raises(InputError, match="cut off or damaged"):
            read_document(raw[: len(raw) // 2])
        with pytest.raises(InputError, match="can't be opened"):
            read_document(with_xml(raw, "<w:body>", "<w:body><w:p>"))

    def test_slides_are_named(self):
        """Another Office file in the same wrapping is told apart."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("ppt/presentation.xml", "<presentation/>")
        with pytest.raises(InputError, match=r"a PowerPoint file \(\.pptx\)"):
            read_document(buffer.getvalue(), "表.pptx")


def pdf(pages, header="", footer=""):
    """Return the bytes of a PDF with a text layer, one paragraph a page."""
    typst = pytest.importorskip("typst")
    pytest.importorskip("pypdfium2")
    fonts = importlib.resources.files("zoneanalysis.document") / "fonts"
    source = (
        f"#set page(width: 14cm, height: 8cm, header: [{header}], footer: [{footer}])\n"
        '#set text(font: "ZoneSansSC", lang: "zh")\n' + "\n#pagebreak()\n".join(pages)
    )
    return typst.compile(source.encode(), font_paths=[str(fonts)], ignore_system_fonts=True)


class TestPDF:
    """PDF files with a text layer, and without."""

    def test_the_text_layer_without_heads_and_page_numbers(self):
        """Of a head on each page the first stays; page numbers go; numbers of the text stay."""
        raw = pdf(
            ["工业投资完成54.76亿元，", "同比下降18.8%。\n\n84", "共有开发区12家。"],
            header="云川市开发区",
            footer="#context counter(page).display()",
        )
        read = read_document(raw, "a.pdf")
        assert read.format == "pdf"
        assert read.text.replace(" ", "").split() == [
            "云川市开发区",
            "工业投资完成54.76亿元，",
            "同比下降18.8%。",
            "84",
            "共有开发区12家。",
        ]
        assert [str(each) for each in read.remarks] == [
            "5 page heads and page numbers are left out"
        ]

    def test_a_scanned_pdf_is_said_so(self):
        """Pages without any text are pictures: the way out is to recognise the text."""
        raw = pdf(["#rect(width: 5cm, height: 3cm)", "#circle(radius: 1cm)"])
        with pytest.raises(InputError, match="scanned PDF: 2 pages") as caught:
            read_document(raw, "扫描.pdf")
        assert "OCR" in caught.value.faults[0].do

    def test_a_page_without_text_among_others_is_remarked(self):
        """A picture page in a PDF with text is named."""
        read = read_document(pdf([SENTENCE, "#rect(width: 5cm)"]))
        assert "pages without a text layer: 2" in [str(each) for each in read.remarks]

    def test_a_protected_and_a_damaged_pdf_are_said_so(self):
        """A password and a broken file have different ways out."""
        pypdf = pytest.importorskip("pypdf")
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([SENTENCE])))
        writer.encrypt("geheim", algorithm="RC4-128")
        buffer = io.BytesIO()
        writer.write(buffer)
        with pytest.raises(InputError, match="a password protects"):
            read_document(buffer.getvalue())
        with pytest.raises(InputError, match="can't be opened"):
            read_document(b"%PDF-1.7\nnothing of a PDF follows")

    def test_without_pypdfium2_the_way_out_is_said(self, monkeypatch):
        """The optional library is named with the command that installs it."""
        raw = pdf([SENTENCE])
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
        with pytest.raises(InputError, match=r'pip install "zoneanalysis\[extract\]"'):
            read_document(raw)

    def test_lines_that_only_look_like_heads_stay(self):
        """Sentences that end two pages alike, and numbers that don't count pages, are text."""
        pages = [["甲", "乙", "丙", "84", "增长5%。"], ["丁", "戊", "己", "97", "增长5%。"]]
        text, left_out = without_page_heads(pages)
        assert text.split() == [*pages[0], *pages[1]]
        assert left_out == 0

    @pytest.mark.parametrize("number", ["第3页", "- 3 -", "—3—", "第 3 页 共 12 页", "3 / 12"])
    def test_page_numbers_as_they_are_written(self, number):
        """Written as page numbers, they go even where only one page has one."""
        assert without_page_heads([["甲乙丙", "增长5%。", number]]) == ("甲乙丙\n增长5%。\n", 1)


class TestFolder:
    """A folder of files."""

    @pytest.fixture
    def folder(self, tmp_path):
        """Three good files, two bad ones, and what a system leaves behind."""
        (tmp_path / "甲.txt").write_text(SENTENCE, encoding="gb18030")
        (tmp_path / "乙.html").write_text(page(f"<p>{SENTENCE}</p>"), encoding="utf-8")
        (tmp_path / "下级").mkdir()
        (tmp_path / "下级" / "丙.txt").write_text(SENTENCE, encoding="utf-8")
        (tmp_path / "坏.txt").write_bytes(b"")
        (tmp_path / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        (tmp_path / "~$甲.docx").write_bytes(b"lock")
        (tmp_path / ".DS_Store").write_bytes(b"\0\0")
        (tmp_path / ".git").mkdir()
        (tmp_path / ".git" / "config").write_text("x")
        return tmp_path

    def test_a_bad_file_stops_no_other(self, folder):
        """Every file has its text or its error, and the summary counts both."""
        items = list(read_files(files_in(folder)))
        found = {item.path.name: item.error is None for item in items}
        assert found == {
            "甲.txt": True,
            "乙.html": True,
            "丙.txt": True,
            "坏.txt": False,
            "图.png": False,
        }
        assert all((item.document is None) != (item.error is None) for item in items)
        assert [item.number for item in items] == [1, 2, 3, 4, 5]
        assert {item.total for item in items} == {5}
        assert str(summary_of(items)) == "3 of 5 files read, 2 not"

    def test_files_come_one_by_one(self, folder):
        """The first is there before the second is opened, for whoever shows progress."""
        files = files_in(folder)
        reading = read_files(files)
        next(reading)
        for each in files[1:]:
            each.unlink()
        assert all("no such file" in str(item.error) for item in reading)

    def test_no_folder_and_no_file_in_it(self, tmp_path):
        """A missing folder, a file in its place and an empty folder are said so."""
        (tmp_path / "leer").mkdir()
        (tmp_path / "a.txt").write_text("x")
        for name, came in (("fehlt", "no such folder"), ("a.txt", "a file"), ("leer", "empty")):
            with pytest.raises(InputError, match=came):
                files_in(tmp_path / name)


def test_markup_that_no_parser_takes_is_an_input_error(monkeypatch):
    """Whatever the parser refuses becomes an error with a way out."""
    from bs4.exceptions import ParserRejectedMarkup

    def refuse(*_):
        raise ParserRejectedMarkup("no")

    monkeypatch.setattr("zoneanalysis.extraction.inputs.html.BeautifulSoup", refuse)
    with pytest.raises(InputError, match="readable as HTML"):
        html_text("<p>x</p>", Location(file="a.html"))
