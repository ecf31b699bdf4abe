"""Addresses of criteria."""

from tests.visiting import Address

ADDRESSES: tuple[Address, ...] = ()
