package dev.matchmill.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue's effective privileges against those that grants.txt declares, right by right. */
class GrantsIT {

    /** Everything of ours that holds rows, with its partitions; nothing of an extension. */
    private static final String RELATIONS =
            """
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('public', 'pipeline', 'compliance', 'archive', 'ops', 'batch')
              AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND NOT EXISTS (SELECT 1 FROM pg_depend d
                              WHERE d.classid = 'pg_class'::regclass
                                AND d.objid = c.oid
                                AND d.deptype = 'e')
            """;

    private static final String RIGHTS =
            """
            SELECT role, nspname, relname, whole,
                   concat(CASE WHEN has_table_privilege(role, oid, 'SELECT') THEN 'S' END,
                          CASE WHEN has_table_privilege(role, oid, 'INSERT') THEN 'I' END,
                          CASE WHEN has_table_privilege(role, oid, 'UPDATE') THEN 'U' END,
                          CASE WHEN has_table_privilege(role, oid, 'DELETE') THEN 'D' END,
                          CASE WHEN has_table_privilege(role, oid, 'TRUNCATE, REFERENCES, TRIGGER')
                               THEN ' and an owner''s' END) AS rights
            FROM (SELECT c.oid, n.nspname, c.relname,
                         c.relkind IN ('r', 'p') AND NOT c.relispartition AS whole
                  %s) AS relations
            CROSS JOIN unnest(CAST(:roles AS text[])) AS role
            """
                    .formatted(RELATIONS);

    private static final String COLUMNS =
            """
            SELECT role || ' ' || nspname || '.' || relname || '.' || attname AS name, privilege,
                   d.sensitivity <= 'internal' AND d.category IS NULL AS harmless
            FROM (SELECT c.oid, n.nspname, c.relname %s) AS relations
            JOIN pg_attribute a ON a.attrelid = relations.oid AND a.attnum > 0 AND NOT a.attisdropped
            CROSS JOIN unnest(CAST(:roles AS text[])) AS role
            CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS privilege
            LEFT JOIN compliance.data_classifications d
                ON d.schema_name = nspname AND d.table_name = relname AND d.column_name = attname
            WHERE has_column_privilege(role, relations.oid, a.attnum, privilege)
              AND NOT has_table_privilege(role, relations.oid, privilege)
            """
                    .formatted(RELATIONS);

    private static final DeclaredGrants DECLARED = DeclaredGrants.read();

    private static TestDatabase database;
    private static JdbcClient jdbc;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database.dataSource());
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void each_role_has_the_declared_rights_on_each_table_and_no_other() {
        assertThat(rights()).hasSizeGreaterThan(500).allMatch(Right::isAsDeclared);
    }

    @Test
    void a_grant_by_hand_and_a_new_table_are_noticed_and_the_next_migration_takes_them_away() {
        try (TestDatabase own = TestDatabase.create()) {
            JdbcClient there = JdbcClient.create(own.dataSource());
            there.sql("GRANT DELETE ON jobs TO ats_app").update();
            there.sql("GRANT TRUNCATE ON jobs TO ats_batch").update();
            there.sql("CREATE TABLE notes (id bigint PRIMARY KEY)").update();
            there.sql("GRANT SELECT ON notes TO PUBLIC").update();

            assertThat(rights(there))
                    .filteredOn(right -> !right.isAsDeclared())
                    .extracting(Right::role, Right::table)
                    .contains(tuple("ats_app", "jobs"), tuple("ats_batch", "jobs"))
                    .contains(tuple("ats_app", "notes"), tuple("ats_auditor", "notes"));

            there.sql("SELECT ops.install_grants()").query().listOfRows();
            assertThat(rights(there))
                    .filteredOn(right -> !right.isAsDeclared())
                    .extracting(Right::role, Right::table)
                    .isEmpty();
        }
    }

    @Test
    void columns_are_readable_alone_only_where_declared_or_harmless_for_reports() {
        List<String> wrong = new ArrayList<>();
        Set<String> found = new TreeSet<>();
        jdbc.sql(COLUMNS)
                .param("roles", DeclaredGrants.ROLES.toArray(String[]::new))
                .query((row, _) -> {
                    String name = row.getString("name");
                    boolean select = row.getString("privilege").equals("SELECT");
                    boolean updated =
                            name.contains("ingestion_suppressions.lifted_")
                                    || name.endsWith("encryption_keys.encryption_count");
                    boolean report = name.startsWith("ats_reporting ");
                    boolean known = report ? row.getBoolean("harmless") : found.add(name);
                    if (!known || (!select && !updated)) {
                        wrong.add(name + " " + row.getString("privilege"));
                    }
                    return name;
                })
                .list();

        assertThat(wrong).isEmpty();
        assertThat(found).isEqualTo(new TreeSet<>(DECLARED.columns()));
    }

    @Test
    void functions_with_the_owners_rights_serve_the_named_roles_only_and_look_nowhere_else() {
        List<String> found =
                jdbc.sql(
                                """
                                SELECT role || ' ' || n.nspname || '.' || p.proname
                                FROM pg_proc p
                                JOIN pg_namespace n ON n.oid = p.pronamespace
                                CROSS JOIN unnest(CAST(:roles AS text[]) || 'pg_monitor'::text) AS role
                                WHERE p.prosecdef
                                  AND has_function_privilege(role, p.oid, 'EXECUTE')
                                """)
                        .param("roles", DeclaredGrants.ROLES.toArray(String[]::new))
                        .query(String.class)
                        .list();
        List<String> unsafe =
                jdbc.sql(
                                """
                                SELECT p.proname
                                FROM pg_proc p
                                WHERE p.prosecdef
                                  AND 'search_path=pg_catalog, public, pg_temp'
                                      <> ALL (coalesce(p.proconfig, '{}'))
                                """)
                        .query(String.class)
                        .list();

        assertThat(found).containsExactlyInAnyOrderElementsOf(DECLARED.functions());
        assertThat(unsafe).isEmpty();
    }

    @Test
    void nobody_but_the_owner_truncates_or_creates() {
        assertThat(
                        jdbc.sql(
                                        """
                                        SELECT c.oid::regclass || ' ' || a.grantee::regrole
                                        FROM pg_class c
                                        CROSS JOIN aclexplode(c.relacl) AS a
                                        WHERE a.privilege_type
                                              IN ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
                                          AND a.grantee <> c.relowner
                                          AND c.relnamespace::regnamespace::text
                                              <> ALL (ARRAY['pg_catalog', 'information_schema'])
                                        """)
                                .query(String.class)
                                .list())
                .isEmpty();
        assertThat(
                        jdbc.sql(
                                        """
                                        SELECT role || ' ' || s
                                        FROM unnest(CAST(:roles AS text[]) || 'pg_monitor'::text) AS role
                                        CROSS JOIN unnest(ARRAY['public', 'pipeline', 'compliance',
                                            'archive', 'ops', 'batch']) AS s
                                        WHERE has_schema_privilege(role, s, 'CREATE')
                                           OR has_database_privilege(
                                               role, current_database(), 'CREATE')
                                        """)
                                .param("roles", DeclaredGrants.ROLES.toArray(String[]::new))
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    @Test
    void grants_txt_names_only_what_exists() {
        Set<String> existing = new TreeSet<>();
        rights().forEach(right -> existing.add(right.schema() + "." + right.table()));

        assertThat(existing).containsAll(DECLARED.tables());
    }

    private record Right(String role, String schema, String table, boolean whole, String rights) {

        boolean isAsDeclared() {
            return rights.equals(DECLARED.rights(role, schema, table, whole));
        }
    }

    private static List<Right> rights() {
        return rights(jdbc);
    }

    private static List<Right> rights(JdbcClient where) {
        return where.sql(RIGHTS)
                .param("roles", DeclaredGrants.ROLES.toArray(String[]::new))
                .query((row, _) ->
                        new Right(
                                row.getString("role"),
                                row.getString("nspname"),
                                row.getString("relname"),
                                row.getBoolean("whole"),
                                row.getString("rights")))
                .list();
    }
}
