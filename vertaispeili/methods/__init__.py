"""Pure statistics: rounding, bounds, ranks, changes."""
