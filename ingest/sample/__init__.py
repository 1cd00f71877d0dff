"""The embedded sample: a synthetic publisher that answers the same requests as the real one."""
