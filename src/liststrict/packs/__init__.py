"""From files to checked packs."""
