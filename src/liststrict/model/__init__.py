"""Frozen data that every other layer reads; no behaviour beyond order and equality."""
