-- What the metrics endpoint reads: figures of the server for which one must be a member of pg_monitor, as counts only. The owner is;
-- where he is not, sessions of others count as 'unknown'.

CREATE FUNCTION ops.connection_figures(OUT state text, OUT connections bigint, OUT longest_transaction_seconds double precision)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(a.state, 'unknown'), count(*), coalesce(max(extract(epoch FROM clock_timestamp() - a.xact_start)), 0)::float8
    FROM pg_stat_activity a
   WHERE a.backend_type = 'client backend' OR a.backend_type IS NULL
   GROUP BY 1
$$;
CREATE FUNCTION ops.replication_lag_seconds() RETURNS double precision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT max(extract(epoch FROM replay_lag))::float8 FROM pg_stat_replication
$$;
-- Statements of this database; without their text. No row where the server keeps no such figures.
CREATE FUNCTION ops.statement_figures(OUT calls bigint, OUT seconds double precision, OUT over_100_ms bigint)
RETURNS SETOF record LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF to_regprocedure('public.pg_stat_statements(boolean)') IS NOT NULL
     AND current_setting('shared_preload_libraries') LIKE '%pg_stat_statements%' THEN
    RETURN QUERY EXECUTE 'SELECT coalesce(sum(s.calls), 0)::bigint, coalesce(sum(s.total_exec_time), 0) / 1000, count(*) FILTER (WHERE s.max_exec_time > 100)
      FROM public.pg_stat_statements(false) s WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())';
  END IF;
END $$;
COMMENT ON FUNCTION ops.connection_figures() IS 'Connections and the longest transaction by state of the session';
COMMENT ON FUNCTION ops.replication_lag_seconds() IS 'Of the replica that is farthest behind; NULL without one';
COMMENT ON FUNCTION ops.statement_figures() IS 'Executions, their time, and how many statements took more than 100 ms at least once';
REVOKE EXECUTE ON FUNCTION ops.connection_figures(), ops.replication_lag_seconds(), ops.statement_figures() FROM PUBLIC;

CREATE FUNCTION ops.install_metrics_grants() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF to_regrole('ats_reader') IS NOT NULL THEN -- metrics
    GRANT EXECUTE ON FUNCTION ops.connection_figures(), ops.replication_lag_seconds(), ops.statement_figures() TO ats_reader;
    GRANT SELECT (kind, status, finished_at) ON ops.backup_runs TO ats_reader;
  END IF;
END $$;
SELECT ops.install_metrics_grants();
