"""Agencies (cơ quan thực hiện, chủ trì, phối hợp): Vietnamese words to bodies of a directory and their roles."""

from plans.reading.agencies.directory import Directory
from plans.reading.agencies.groups import fans_out, names_departments
from plans.reading.agencies.lists import split_agencies
from plans.reading.agencies.reader import read_agencies, to_json

__all__ = ["Directory", "fans_out", "names_departments", "read_agencies", "split_agencies", "to_json"]
