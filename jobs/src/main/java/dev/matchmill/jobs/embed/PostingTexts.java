package dev.matchmill.jobs.embed;

import dev.matchmill.migrations.type.PostingId;
import dev.matchmill.readers.blind.BlindText;
import java.sql.Array;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The texts of open postings, as they are embedded. */
record PostingTexts(JdbcClient jdbc) {

    private static final String PAGE =
            """
            SELECT j.id, j.title, j.description, j.requirements, j.responsibilities,
                   ARRAY(SELECT skill FROM jsonb_array_elements_text(j.required_skills) AS skill
                         WHERE skill ~ '\\S') AS required,
                   ARRAY(SELECT skill FROM jsonb_array_elements_text(j.preferred_skills) AS skill
                         WHERE skill ~ '\\S') AS preferred
            FROM jobs j
            WHERE j.status = 'open'
              AND j.deleted_at IS NULL
              AND j.id > :after
            ORDER BY j.id
            LIMIT :limit
            """;

    /** By posting, ordered by id; empty when none is left after {@code afterId}. */
    Map<PostingId, String> page(long afterId, int limit) {
        Map<PostingId, String> texts = new LinkedHashMap<>();
        jdbc.sql(PAGE)
                .param("after", afterId)
                .param("limit", limit)
                .query((row, _) ->
                        texts.put(
                                new PostingId(row.getLong("id")),
                                BlindText.ofPosting(
                                        row.getString("title"),
                                        row.getString("description"),
                                        row.getString("requirements"),
                                        row.getString("responsibilities"),
                                        texts(row.getArray("required")),
                                        texts(row.getArray("preferred")))))
                .list();
        return texts;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
