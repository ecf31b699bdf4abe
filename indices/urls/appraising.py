"""Addresses of appraising."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
