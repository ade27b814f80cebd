package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.CandidateId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what matching may know of candidates, keeping those read last for the postings that follow.
 * Names, contacts and equal-opportunity answers are in none of its columns. Confined to one step.
 */
final class CandidateFactsReader {

    /** Characters of texts kept: up to 64 MB, twice over. */
    private static final long KEPT = 32_000_000;

    private static final String FACTS =
            """
            SELECT c.id, c.years_of_experience, c.location_city, c.location_state,
                   c.location_country,
                   ARRAY(SELECT jsonb_array_elements_text(c.skills)) AS skills,
                   t.text_content, encode(t.text_sha256, 'hex') AS text_hash,
                   (SELECT p.parsed_data -> 'skills'
                    FROM pipeline.parsed_resumes p
                    WHERE p.candidate_id = c.id
                    ORDER BY p.created_at DESC, p.id DESC
                    LIMIT 1) AS mentions
            FROM candidates c
            JOIN pipeline.candidate_texts t ON t.candidate_id = c.id
            WHERE c.id = ANY (CAST(:ids AS bigint[]))
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Map<CandidateId, CandidateFacts> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long characters;

    CandidateFactsReader(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Facts by candidate; candidates without a text are not among them. */
    Map<CandidateId, CandidateFacts> read(Collection<CandidateId> candidates) {
        Map<CandidateId, CandidateFacts> facts = new HashMap<>();
        List<Long> unknown = new ArrayList<>();
        for (CandidateId candidate : candidates) {
            CandidateFacts known = kept.get(candidate);
            if (known == null) {
                unknown.add(candidate.value());
            } else {
                facts.put(candidate, known);
            }
        }
        if (!unknown.isEmpty()) {
            jdbc.sql(FACTS)
                    .param("ids", unknown.toArray(Long[]::new))
                    .query((row, _) -> facts(row))
                    .list()
                    .forEach(read -> {
                        keep(read);
                        facts.put(read.id(), read);
                    });
        }
        return facts;
    }

    private void keep(CandidateFacts read) {
        kept.put(read.id(), read);
        characters += read.text().length();
        var eldest = kept.values().iterator();
        while (characters > KEPT) {
            characters -= eldest.next().text().length();
            eldest.remove();
        }
    }

    private CandidateFacts facts(ResultSet row) throws SQLException {
        int years = row.getInt("years_of_experience");
        Integer known = row.wasNull() ? null : years;
        return CandidateFacts.of(
                new CandidateId(row.getLong("id")),
                evidence((String[]) row.getArray("skills").getArray(), row.getString("mentions")),
                known,
                row.getString("location_city"),
                row.getString("location_state"),
                row.getString("location_country"),
                row.getString("text_content"),
                row.getString("text_hash"));
    }

    // The profile decides which skills there are; the newest resume, with which words.
    private Map<String, String> evidence(String[] skills, @Nullable String mentions) {
        Map<String, String> words = new HashMap<>();
        if (mentions != null) {
            for (JsonNode mention : json.readTree(mentions)) {
                words.put(mention.get("skill").asString(), mention.get("evidence").asString());
            }
        }
        Map<String, String> evidence = new HashMap<>();
        for (String skill : skills) {
            evidence.put(skill, words.getOrDefault(skill, ""));
        }
        return evidence;
    }
}
