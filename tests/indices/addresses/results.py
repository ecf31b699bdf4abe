"""Addresses of results."""

from tests.visiting import Address

ADDRESSES: tuple[Address, ...] = ()
