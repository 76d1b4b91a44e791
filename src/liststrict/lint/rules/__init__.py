"""One small module for each rule; `registry.py` lists them in reading order."""
