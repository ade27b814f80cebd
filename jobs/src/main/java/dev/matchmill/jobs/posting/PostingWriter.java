package dev.matchmill.jobs.posting;

import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.upsert.Upsert;
import dev.matchmill.jobs.upsert.UpsertResult;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.readers.posting.PostingRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Inserts or updates postings by their external reference; an equal one is not written. */
final class PostingWriter {

    private static final String NAME_SKILLS =
            """
            INSERT INTO skills (canonical_name, display_name)
            SELECT n.name, n.display_name
            FROM unnest(CAST(:names AS text[]), CAST(:displayNames AS text[]))
                 WITH ORDINALITY AS n (name, display_name, row_no)
            WHERE NOT EXISTS (SELECT 1 FROM skills s WHERE s.canonical_name = n.name)
            ORDER BY n.row_no
            ON CONFLICT (canonical_name) DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final Clock clock;
    private final JsonMapper json;
    private final Upsert<PostingRow> upsert;

    PostingWriter(JdbcClient jdbc, Organizations organizations, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.clock = clock;
        this.json = json;
        this.upsert = new Upsert<>(PostingRow.TABLE, jdbc);
    }

    /**
     * A posting and what it asks for.
     *
     * @param organization name of its owner
     */
    record Asking(String organization, PostingRecord posting, PostingSkills.Asked skills) {}

    /**
     * Writes postings, organizations that are new, and skills that the vocabulary does not know, in
     * the caller's transaction.
     *
     * @return what became of each, in their order
     */
    List<UpsertResult> write(List<Asking> postings) {
        nameSkills(postings);
        Map<String, OrganizationId> owners = new HashMap<>();
        postings.stream()
                .map(Asking::organization)
                .distinct()
                .sorted()
                .forEach(name -> owners.put(name, organizations.findOrCreate(name)));
        Instant now = clock.instant();
        return upsert.write(postings.stream().map(asking -> row(asking, owners, now)).toList());
    }

    private PostingRow row(Asking asking, Map<String, OrganizationId> owners, Instant now) {
        return PostingRow.of(
                Objects.requireNonNull(owners.get(asking.organization())),
                asking.posting(),
                asking.skills(),
                now,
                json);
    }

    // By name: two writers that meet take their rows in the same order.
    private void nameSkills(List<Asking> postings) {
        SortedMap<String, String> names = new TreeMap<>();
        for (Asking asking : postings) {
            for (Map.Entry<String, String> name : asking.skills().unknown().entrySet()) {
                names.putIfAbsent(name.getKey(), name.getValue());
            }
        }
        if (!names.isEmpty()) {
            jdbc.sql(NAME_SKILLS)
                    .param("names", names.keySet().toArray(String[]::new))
                    .param("displayNames", names.values().toArray(String[]::new))
                    .update();
        }
    }
}
