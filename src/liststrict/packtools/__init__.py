"""What a maintainer does with packs: start, import, test, compare, lock, describe."""
