-- How a refresh of matches searched: with which engine, and how many of the nearest the vector index found.

--@table pipeline.match_generations level=I retention=match_result | One computation of matches (full or incremental).
ALTER TABLE pipeline.match_generations
  ADD COLUMN exact_search_count bigint NOT NULL DEFAULT 0, --@ I | Postings whose candidates were all compared
  ADD COLUMN graph_search_count bigint NOT NULL DEFAULT 0, --@ I | Postings searched through the vector index
  ADD COLUMN fallback_search_count bigint NOT NULL DEFAULT 0, --@ I | Postings compared with all candidates after the index had missed too many
  ADD COLUMN graph_recall unit_score; --@ I | Share of the nearest that the index found, the lowest of any group of postings; none where it was not asked

INSERT INTO compliance.data_classifications (schema_name, table_name, column_name, sensitivity, encryption, category, erase_action, retention_class) VALUES
 ('pipeline','match_generations','exact_search_count','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_generations','graph_search_count','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_generations','fallback_search_count','internal','at_rest',NULL,'keep','match_result'),
 ('pipeline','match_generations','graph_recall','internal','at_rest',NULL,'keep','match_result');

COMMENT ON COLUMN pipeline.match_generations.exact_search_count IS 'Postings whose candidates were all compared';
COMMENT ON COLUMN pipeline.match_generations.graph_search_count IS 'Postings searched through the vector index';
COMMENT ON COLUMN pipeline.match_generations.fallback_search_count IS 'Postings compared with all candidates after the index had missed too many';
COMMENT ON COLUMN pipeline.match_generations.graph_recall IS 'Share of the nearest that the index found, the lowest of any group of postings; none where it was not asked';
