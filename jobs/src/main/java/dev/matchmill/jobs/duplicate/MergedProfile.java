package dev.matchmill.jobs.duplicate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the survivor's own profile becomes. The resume that arrived last decides text, title,
 * company and the like, as it would had both come from one person; contacts are completed, never
 * replaced. Whoever opted out of matching, withdrew the consent to it or is kept for the law only,
 * stays so as the survivor.
 */
record MergedProfile(JdbcClient jdbc, MergeRecord changes, long survivor, long merged) {

    private static final String TEXTS = "pipeline.candidate_texts";

    // Of two resumes that arrived in one transaction the later row.
    private static final String IS_NEWER =
            """
            SELECT EXISTS (SELECT 1 FROM pipeline.candidate_texts WHERE candidate_id = :merged)
               AND (NOT EXISTS (
                        SELECT 1 FROM pipeline.candidate_texts WHERE candidate_id = :survivor)
                    OR coalesce((
                        SELECT m.candidate_id = :merged
                        FROM (SELECT d.candidate_id, f.created_at, f.id
                              FROM candidate_documents d
                              JOIN files f ON f.id = d.file_id
                              WHERE d.candidate_id IN (:survivor, :merged)
                                AND d.kind = 'resume'
                                AND d.is_primary
                              ORDER BY f.created_at DESC, f.id DESC
                              LIMIT 1) m), false))
            """;

    private static final String HAS_TEXT =
            "SELECT EXISTS (SELECT 1 FROM pipeline.candidate_texts WHERE candidate_id = :survivor)";

    private static final String WITHDRAWN =
            """
            EXISTS (
                SELECT FROM candidate_consents w
                WHERE w.candidate_id IN (:survivor, :merged)
                  AND w.consent_type = 'ai_processing'
                  AND w.status <> 'granted'
                  AND NOT EXISTS (
                      SELECT FROM candidate_consents g
                      WHERE g.candidate_id = w.candidate_id
                        AND g.consent_type = 'ai_processing'
                        AND g.status = 'granted'))
            """;

    private static final String NAME_COMES =
            "jsonb_exists(t.metadata, 'name_unknown') AND NOT jsonb_exists(m.metadata,"
                    + " 'name_unknown')";

    private static final String SALARY_COMES =
            "t.expected_salary_currency IS NULL AND t.expected_salary_min IS NULL"
                    + " AND t.expected_salary_max IS NULL";

    /** Whether the merged candidate's resume is the one that counts; asked before rows move. */
    boolean isNewer() {
        return ask(IS_NEWER);
    }

    /** Before documents move: the survivor's resume gives way to a newer one. */
    void yieldPrimary() {
        changes.change(
                "public.candidate_documents",
                List.of("id"),
                Map.of("is_primary", "false"),
                "",
                "t.candidate_id = :survivor AND t.kind = 'resume' AND t.is_primary AND EXISTS ("
                        + "SELECT FROM candidate_documents o WHERE o.candidate_id = :merged"
                        + " AND o.kind = 'resume' AND o.is_primary)");
    }

    /** Before consents move: the columns of the survivor's row. */
    void columns(boolean isNewer) {
        Map<String, String> set = new LinkedHashMap<>();
        for (String column :
                List.of(
                        "phone",
                        "linkedin_url",
                        "github_url",
                        "portfolio_url",
                        "website_url",
                        "experience_level",
                        "preferred_location_type")) {
            set.put(column, "coalesce(t." + column + ", m." + column + ")");
        }
        String first = isNewer ? "m" : "t";
        String second = isNewer ? "t" : "m";
        for (String column :
                List.of(
                        "current_title",
                        "current_company",
                        "summary",
                        "years_of_experience",
                        "highest_education",
                        "content_hash")) {
            set.put(
                    column,
                    "coalesce(" + first + "." + column + ", " + second + "." + column + ")");
        }
        for (String column : List.of("location_city", "location_state", "location_country")) {
            set.put(column, location(first, second, column));
        }
        for (String column : List.of("full_name", "first_name", "last_name")) {
            set.put(
                    column,
                    "CASE WHEN " + NAME_COMES + " THEN m." + column + " ELSE t." + column + " END");
        }
        set.put(
                "metadata",
                "CASE WHEN "
                        + NAME_COMES
                        + " THEN t.metadata - 'name_unknown' ELSE t.metadata END");
        for (String column :
                List.of("expected_salary_min", "expected_salary_max", "expected_salary_currency")) {
            set.put(
                    column,
                    "CASE WHEN "
                            + SALARY_COMES
                            + " THEN m."
                            + column
                            + " ELSE t."
                            + column
                            + " END");
        }
        set.put("languages", "CASE WHEN t.languages = '[]' THEN m.languages ELSE t.languages END");
        set.put(
                "work_authorization",
                "CASE WHEN t.work_authorization = 'unknown' THEN m.work_authorization"
                        + " ELSE t.work_authorization END");
        set.put("is_active", "t.is_active AND m.is_active AND NOT " + WITHDRAWN);
        set.put("last_activity_at", "greatest(t.last_activity_at, m.last_activity_at)");
        set.put("restricted_at", "least(t.restricted_at, m.restricted_at)");
        set.put("restriction_reason", "coalesce(t.restriction_reason, m.restriction_reason)");
        changes.change(
                "public.candidates",
                List.of("id"),
                set,
                ", candidates m",
                "t.id = :survivor AND m.id = :merged");
    }

    /**
     * The survivor's blind text becomes the newer resume's; its vectors are behind from then on.
     */
    void text() {
        if (ask(HAS_TEXT)) {
            changes.change(
                    TEXTS,
                    List.of("candidate_id"),
                    Map.of(
                            "text_content", "m.text_content",
                            "text_version", "m.text_version",
                            "text_sha256", "m.text_sha256"),
                    ", pipeline.candidate_texts m",
                    "t.candidate_id = :survivor AND m.candidate_id = :merged");
        } else {
            changes.add(
                    TEXTS,
                    List.of("candidate_id"),
                    "INSERT INTO pipeline.candidate_texts (candidate_id, text_content,"
                            + " text_version, text_sha256) SELECT :survivor, text_content,"
                            + " text_version, text_sha256 FROM pipeline.candidate_texts WHERE"
                            + " candidate_id = :merged");
        }
    }

    /** A login of the merged one becomes the survivor's, if that has none. */
    void login(long user) {
        changes.change(
                "public.candidates",
                List.of("id"),
                Map.of("user_id", "NULL"),
                "",
                "t.id = :merged");
        changes.change(
                "public.candidates",
                List.of("id"),
                Map.of("user_id", Long.toString(user)),
                "",
                "t.id = :survivor");
    }

    /** Last: the merged one is out of search and matching. */
    void close() {
        changes.change(
                "public.candidates",
                List.of("id"),
                Map.of("merged_into_id", ":survivor"),
                "",
                "t.id = :merged");
    }

    // One of the two places as a whole: a city of one and a country of the other are none.
    private static String location(String first, String second, String column) {
        return "CASE WHEN num_nonnulls(%1$s.location_city, %1$s.location_state, %1$s.location_country) > 0 THEN %1$s.%3$s ELSE %2$s.%3$s END"
                .formatted(first, second, column);
    }

    private boolean ask(String sql) {
        return jdbc.sql(sql)
                .param("survivor", survivor)
                .param("merged", merged)
                .query(Boolean.class)
                .single();
    }
}
