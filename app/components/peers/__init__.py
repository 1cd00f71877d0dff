"""Pieces of the page on peers: its choices, who the peers are, their figures, who to call, what they did."""
