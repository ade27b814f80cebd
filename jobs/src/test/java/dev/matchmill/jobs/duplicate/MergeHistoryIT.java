package dev.matchmill.jobs.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Random people, merged in random chains and stars, are the same again after all is undone. */
class MergeHistoryIT {

    private static final int POPULATIONS = 100;
    private static final int PEOPLE = 5;

    private static final List<String> ROWS =
            List.of(
                    "INSERT INTO files (id, organization_id, candidate_id, kind, original_name,"
                        + " storage_backend, storage_key, mime_type, size_bytes, content_sha256,"
                        + " created_at) VALUES (:row, 900001, :id, 'resume', 'n', 'filesystem',"
                        + " :row::text, 'text/plain', 1, sha256(:row::text::bytea), now() - :days *"
                        + " interval '1 day')",
                    "INSERT INTO candidate_documents (candidate_id, file_id, is_primary) SELECT"
                            + " :id, f.id, NOT EXISTS (SELECT FROM candidate_documents d WHERE"
                            + " d.candidate_id = :id AND d.is_primary) FROM files f WHERE f.id >"
                            + " 1000000 ORDER BY f.id + :days LIMIT 1 ON CONFLICT DO NOTHING",
                    "INSERT INTO applications (job_id, organization_id, candidate_id,"
                        + " candidate_email, status) SELECT 900001, 900001, :id, :row ||"
                        + " '@example.com', CAST(CASE WHEN :days % 2 = 0 THEN 'withdrawn' ELSE"
                        + " 'pending' END AS application_status) WHERE :days % 2 = 0 OR NOT EXISTS"
                        + " (SELECT FROM applications a WHERE a.candidate_id = :id AND a.status ="
                        + " 'pending')",
                    "INSERT INTO candidate_skills (candidate_id, skill_id, level) SELECT :id, s.id,"
                            + " 3 FROM skills s WHERE s.id > 1000000 AND s.id % 3 = :days % 3 ON"
                            + " CONFLICT DO NOTHING",
                    "INSERT INTO candidate_experiences (candidate_id, company, start_date,"
                            + " end_date) VALUES (:id, 'company ' || :days % 4, '2020-01-01',"
                            + " '2021-01-01')",
                    "INSERT INTO candidate_educations (candidate_id, school) VALUES (:id, 'school '"
                            + " || :days % 3)",
                    "INSERT INTO pipeline.candidate_texts (candidate_id, text_content,"
                            + " text_version, text_sha256) VALUES (:id, 'text ' || :row, 'v',"
                            + " sha256(:row::text::bytea)) ON CONFLICT DO NOTHING",
                    "INSERT INTO talent_pool_memberships (pool_id, candidate_id) VALUES (900001,"
                            + " :id) ON CONFLICT DO NOTHING",
                    "INSERT INTO candidate_consents (candidate_id, consent_type, status,"
                            + " policy_version) VALUES (:id, 'privacy_notice', 'granted', 'v') ON"
                            + " CONFLICT DO NOTHING",
                    "UPDATE candidates SET phone = :row::text, location_city = 'city ' || :days,"
                        + " current_title = 'title ' || :row, last_activity_at = now() - :days *"
                        + " interval '1 day' WHERE id = :id",
                    "UPDATE candidates SET metadata = '{\"name_unknown\": true}' WHERE id = :id",
                    "UPDATE candidates SET is_active = false WHERE id = :id");

    private final MergeFixture rows = new MergeFixture();
    private long nextRow = 2_000_000;

    @AfterEach
    void close() {
        rows.close();
    }

    @Test
    void after_all_merges_are_undone_every_table_is_as_it_was() {
        rows.owner
                .sql(
                        "INSERT INTO skills (id, canonical_name, display_name) SELECT 1000000 + n,"
                                + " 'skill ' || n, 'Skill ' || n FROM generate_series(1, 6) n")
                .update();
        int merges = 0;
        for (int population = 0; population < POPULATIONS; population++) {
            Random random = new Random(population);
            List<Long> people = populate(random, 3_000_000 + population * 100L);
            Map<String, List<String>> before = rows.rows();
            Deque<Long> done = new ArrayDeque<>();
            List<Long> left = new ArrayList<>(people);
            Map<Long, Long> lost = new HashMap<>();
            for (int act = 0; act < 7; act++) {
                if (!done.isEmpty() && random.nextInt(3) == 0) {
                    long merge = done.pop();
                    rows.undone(merge);
                    left.add(lost.remove(merge));
                } else if (left.size() > 1) {
                    long merged = left.remove(random.nextInt(left.size()));
                    long merge = rows.merged(merged, left.get(random.nextInt(left.size())));
                    lost.put(merge, merged);
                    done.push(merge);
                    merges++;
                }
            }
            while (!done.isEmpty()) {
                rows.undone(done.pop());
            }

            assertThat(rows.rows()).as("population " + population).isEqualTo(before);
        }
        assertThat(merges).isGreaterThan(POPULATIONS * 2);
    }

    private List<Long> populate(Random random, long first) {
        List<Long> people = new ArrayList<>();
        for (long id = first; id < first + PEOPLE; id++) {
            rows.person(id, "Person " + id);
            people.add(id);
            for (int i = 4 + random.nextInt(10); i > 0; i--) {
                rows.owner
                        .sql(ROWS.get(random.nextInt(ROWS.size())))
                        .param("id", id)
                        .param("row", nextRow++)
                        .param("days", random.nextInt(1000))
                        .update();
            }
        }
        return people;
    }
}
