"""The cheapest way to give several places a cell of their own: shortest augmenting paths (Jonker and Volgenant)."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Costs = Mapping[int, float]


def assignment(costs: Sequence[Costs]) -> list[int] | None:
    """Give every row a column of its own so that the sum of costs is least.

    `costs[row]` maps the columns that the row may have to what they cost (>= 0). Returns the column of each row, in
    order of rows; None when there is no way to give all rows a column. Ties fall to the lower column number.
    """
    held = _Held(costs)
    for row in range(len(costs)):
        if not held.take_in(row):
            return None
    return [held.column_of[row] for row in range(len(costs))]


@dataclass
class _Held:
    # What is assigned so far, with the prices that prove it to be the cheapest.
    costs: Sequence[Costs]
    row_of: dict[int, int] = field(default_factory=dict[int, int])
    column_of: dict[int, int] = field(default_factory=dict[int, int])
    prices: dict[int, float] = field(default_factory=dict[int, float])

    def take_in(self, start: int) -> bool:
        # Dijkstra from the new row to the nearest free column; rows on the way move on to the next column.
        came_from: dict[int, int] = {}
        reached: dict[int, float] = {}
        done: dict[int, float] = {}
        queue: list[tuple[float, int]] = []
        row, length = start, 0.0
        while True:
            for through, column in self._ways(row, length):
                if column not in done and through < reached.get(column, float("inf")):
                    reached[column], came_from[column] = through, row
                    heapq.heappush(queue, (through, column))
            while queue and queue[0][1] in done:
                heapq.heappop(queue)
            if not queue:
                return False
            length, column = heapq.heappop(queue)
            done[column] = length
            if column not in self.row_of:
                break
            row = self.row_of[column]
        for other, at in done.items():
            self.prices[other] = self.prices.get(other, 0.0) + length - at
        self._move_on(start, column, came_from)
        return True

    def _ways(self, row: int, length: float) -> list[tuple[float, int]]:
        own = self.column_of.get(row)
        paid = 0.0 if own is None else self.costs[row][own] + self.prices.get(own, 0.0)
        return [
            (length - paid + cost + self.prices.get(column, 0.0), column) for column, cost in self.costs[row].items()
        ]

    def _move_on(self, start: int, free: int, came_from: Mapping[int, int]) -> None:
        column: int | None = free
        while column is not None:
            row = came_from[column]
            before = self.column_of.get(row)
            self.row_of[column], self.column_of[row] = row, column
            column = None if row == start else before
