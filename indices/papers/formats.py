"""The kinds of files that papers and lists are taken as."""

from cchc.labels import Labelled


class PaperFormat(Labelled):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
