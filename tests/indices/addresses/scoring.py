"""Addresses of scoring."""

from tests.visiting import Address

ADDRESSES: tuple[Address, ...] = ()
