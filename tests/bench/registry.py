"""Everything that `make bench` measures, in the order it is told."""

from tests.bench.big import BIG
from tests.bench.decode import DECODE
from tests.bench.decode_alone import DECODE_ALONE
from tests.bench.first_page import FIRST_PAGE
from tests.bench.growth import GROWTH
from tests.bench.lake import LAKE
from tests.bench.queries import QUERIES
from tests.bench.refreshes import REFRESHES
from tests.bench.requests import REQUESTS
from tests.bench.serving import SERVING
from tests.bench.views import VIEWS_SHOWN

BENCHES = (DECODE_ALONE, DECODE, BIG, REQUESTS, REFRESHES, QUERIES, VIEWS_SHOWN, SERVING, FIRST_PAGE, GROWTH, LAKE)
