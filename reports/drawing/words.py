"""Words and figures as an official document writes them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from cchc.paper.words import clean
from cchc.text import fold


def subject_words(title: str) -> str:
    """The subject beneath "BÁO CÁO", without that word, starting with a capital."""
    title = clean(title)
    if fold(title).startswith("bao cao "):
        title = title[len("báo cáo ") :]
    return title[:1].upper() + title[1:]
