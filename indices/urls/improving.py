"""Addresses of improving."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
