"""Addresses of surveys."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
