-- The first sign-in after a move finds the person by the former provider's identifier, until its last day.

-- Asked before anybody is named, as login_of_address() is; for a day that the caller names, so that tests can move it.
CREATE FUNCTION login_of_legacy(p_provider text, p_external_id text, p_today date DEFAULT current_date)
RETURNS TABLE (user_id bigint, organization_id bigint, role user_role, is_active boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.id, u.organization_id, u.role, u.is_active
    FROM user_legacy_identities i JOIN users u ON u.id = i.user_id AND u.deleted_at IS NULL
   WHERE i.provider = p_provider AND i.external_id = p_external_id AND i.retire_after >= p_today
$$;
COMMENT ON FUNCTION login_of_legacy(text, text, date) IS 'Who signs in by an identifier of a former provider; nobody after its last day';
REVOKE EXECUTE ON FUNCTION login_of_legacy(text, text, date) FROM PUBLIC;

CREATE FUNCTION ops.install_legacy_grants() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF to_regrole('ats_app') IS NOT NULL THEN
    GRANT EXECUTE ON FUNCTION login_of_legacy(text, text, date) TO ats_app;
  END IF;
END $$;
SELECT ops.install_legacy_grants();
