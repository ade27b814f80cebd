-- What V906 works on: a partitioned table with rows.

CREATE TABLE pipeline.example_events (id bigint NOT NULL, kind text NOT NULL, PRIMARY KEY (kind, id)) PARTITION BY LIST (kind);
CREATE TABLE pipeline.example_events_a PARTITION OF pipeline.example_events FOR VALUES IN ('a');
CREATE TABLE pipeline.example_events_b PARTITION OF pipeline.example_events FOR VALUES IN ('b');
INSERT INTO pipeline.example_events SELECT g, CASE WHEN g % 2 = 0 THEN 'a' ELSE 'b' END FROM generate_series(1, 1000) AS g;
