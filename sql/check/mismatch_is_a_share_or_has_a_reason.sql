-- The mismatch index of an area is not between 0 and 1, or is not there without a reason, or is there with one.
select
    area_id,
    period,
    digits,
    mismatch_25,
    mismatch_50,
    mismatch_75,
    reason
from mart.mismatch
where
    (reason is null) != (mismatch_25 between 0 and 1 and mismatch_50 between 0 and 1 and mismatch_75 between 0 and 1)
    or (mismatch_50 is null) != (reason is not null)
