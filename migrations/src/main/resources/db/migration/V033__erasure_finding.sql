-- What the execution of erasures tells: one that is past the point of no return and cannot be finished, or is overdue.

ALTER TYPE finding_kind ADD VALUE 'erasure_incomplete';
