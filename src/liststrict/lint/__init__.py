"""Checks of rule packs: one small module per rule, run over whatever of a pack can be read."""
