"""A table of two cells, read before the clock starts so that no contestant pays for its first use."""

TINY = (
    b'{"version":"2.0","class":"dataset","id":["area","month"],"size":[1,2],"dimension":{'
    b'"area":{"label":"area","category":{"index":{"SSS":0},"label":{"SSS":"all"}}},'
    b'"month":{"label":"month","category":{"index":{"2026M05":0,"2026M06":1},"label":{"2026M05":"5","2026M06":"6"}}}},'
    b'"value":[1,null],"status":{"1":"..."}}'
)
