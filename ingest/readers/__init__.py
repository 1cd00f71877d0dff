"""Readers: from the bytes of one format to a cube or a frame."""
