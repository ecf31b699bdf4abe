"""Addresses of emulation."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
