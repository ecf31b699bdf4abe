"""Addresses of initiatives."""

from tests.visiting import Address

ADDRESSES: tuple[Address, ...] = ()
