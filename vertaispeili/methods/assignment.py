"""The cheapest way to give each of several places a cell of its own (shortest augmenting paths, Jonker and Volgenant)."""

import heapq
from collections.abc import Mapping, Sequence

Costs = Mapping[int, float]


def assignment(costs: Sequence[Costs]) -> list[int] | None:
    """Give every row a column of its own so that the sum of costs is least.

    `costs[row]` maps the columns that the row may have to what they cost (>= 0). Returns the column of each row, in
    order of rows; None when there is no way to give all rows a column. Ties fall to the lower column number.
    """
    row_of: dict[int, int] = {}
    column_of: list[int] = [-1] * len(costs)
    prices: dict[int, float] = {}
    for row in range(len(costs)):
        if not _augment(costs, row, (row_of, column_of), prices):
            return None
    return column_of


def _augment(
    costs: Sequence[Costs], start: int, held: tuple[dict[int, int], list[int]], prices: dict[int, float]
) -> bool:
    # Dijkstra over reduced costs: cost + price of the column, less what the row pays for the column it holds.
    row_of, column_of = held
    reached: dict[int, float] = {}
    came_from: dict[int, int] = {}
    done: dict[int, float] = {}
    queue: list[tuple[float, int]] = []
    row, length = start, 0.0
    while True:
        own = column_of[row]
        base = length - (costs[row][own] + prices.get(own, 0.0) if own >= 0 else 0.0)
        for column, cost in costs[row].items():
            through = base + cost + prices.get(column, 0.0)
            if column not in done and through < reached.get(column, float("inf")):
                reached[column], came_from[column] = through, row
                heapq.heappush(queue, (through, column))
        while queue and queue[0][1] in done:
            heapq.heappop(queue)
        if not queue:
            return False
        length, column = heapq.heappop(queue)
        done[column] = length
        if column not in row_of:
            break
        row = row_of[column]
    for other, at in done.items():
        prices[other] = prices.get(other, 0.0) + length - at
    while True:
        row = came_from[column]
        row_of[column], column_of[row], column = row, column, column_of[row]
        if row == start:
            return True
