"""The command `liststrict`: thin commands over the library. Heavy imports happen on demand."""
