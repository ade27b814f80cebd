-- Kinds of findings that the recurring jobs tell.

ALTER TYPE finding_kind ADD VALUE 'counter_difference';
ALTER TYPE finding_kind ADD VALUE 'slow_query_trend';
ALTER TYPE finding_kind ADD VALUE 'sequential_scans';
