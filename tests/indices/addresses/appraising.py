"""Addresses of appraising."""

from tests.visiting import Address

ADDRESSES: tuple[Address, ...] = ()
