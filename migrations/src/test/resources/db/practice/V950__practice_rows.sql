-- A table with rows, on which V951 builds an index.

CREATE TABLE practice_rows (id int PRIMARY KEY, number int NOT NULL);
INSERT INTO practice_rows SELECT g, g FROM generate_series(1, 1000) AS g;
