"""Reports as they come: plain text, HTML, Word, PDF, standard input, folders (输入格式)."""

from zoneanalysis.extraction.inputs.document import SourceText, read_document
from zoneanalysis.extraction.inputs.folder import FolderItem, files_in, read_files, summary_of
from zoneanalysis.extraction.inputs.source import LARGEST, Source, read_source

__all__ = [
    "LARGEST",
    "FolderItem",
    "Source",
    "SourceText",
    "files_in",
    "read_document",
    "read_files",
    "read_source",
    "summary_of",
]
