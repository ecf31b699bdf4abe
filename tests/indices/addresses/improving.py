"""Addresses of improving."""

from tests.visiting import Address

ADDRESSES: tuple[Address, ...] = ()
