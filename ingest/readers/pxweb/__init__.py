"""Reading tables of any PxWeb publisher (API version 1): metadata, resolution, plan, requests."""
