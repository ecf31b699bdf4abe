"""Marked objects of indices, emulation and surveys, by topic: `home` is Quang Trung's, `away` Ba Đình's."""
