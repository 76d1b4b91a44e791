"""Laws: citations as they are written, the register, texts of laws, and what moved between versions."""
