package dev.matchmill.jobs.duplicate;

import dev.matchmill.migrations.type.CandidateId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what tells who candidates are, for many at once. */
record IdentityReader(JdbcClient jdbc) {

    private static final String PEOPLE =
            """
            SELECT c.id, c.email,
                   CASE WHEN jsonb_exists(c.metadata, 'name_unknown') THEN ''
                        ELSE c.full_name END AS name,
                   coalesce(c.phone, '') AS phone,
                   array_remove(CAST(ARRAY[c.linkedin_url, c.github_url, c.portfolio_url,
                                           c.website_url] AS text[]), NULL) AS links,
                   coalesce(c.location_city, '') AS city,
                   coalesce(c.location_country, '') AS country,
                   coalesce(t.text_content, '') AS text
            FROM candidates c
            LEFT JOIN pipeline.candidate_texts t ON t.candidate_id = c.id
            WHERE c.id = ANY (CAST(:ids AS bigint[]))
            ORDER BY c.id
            """;

    private static final String POSITIONS =
            """
            SELECT candidate_id, company, start_date, end_date, is_current
            FROM candidate_experiences
            WHERE candidate_id = ANY (CAST(:ids AS bigint[]))
              AND company IS NOT NULL
            ORDER BY candidate_id, id
            """;

    private static final String SCHOOLINGS =
            """
            SELECT candidate_id, school, level,
                   coalesce(extract(year FROM coalesce(end_date, start_date)), 0) AS year
            FROM candidate_educations
            WHERE candidate_id = ANY (CAST(:ids AS bigint[]))
              AND school IS NOT NULL
            ORDER BY candidate_id, id
            """;

    /** By id, in their order; who does not exist is left out. */
    Map<Long, Identity> read(Collection<Long> ids) {
        Long[] wanted = ids.toArray(Long[]::new);
        Map<Long, List<Position>> positions = new HashMap<>();
        jdbc.sql(POSITIONS)
                .param("ids", wanted)
                .query(row -> {
                    long id = row.getLong("candidate_id");
                    position(row).ifPresent(it -> add(positions, id, it));
                });
        Map<Long, List<Schooling>> schoolings = new HashMap<>();
        jdbc.sql(SCHOOLINGS)
                .param("ids", wanted)
                .query(row -> {
                    String school = Employer.of(row.getString("school"));
                    if (!school.isEmpty()) {
                        add(
                                schoolings,
                                row.getLong("candidate_id"),
                                new Schooling(school, row.getString("level"), row.getInt("year")));
                    }
                });
        Map<Long, Identity> identities = new LinkedHashMap<>();
        jdbc.sql(PEOPLE)
                .param("ids", wanted)
                .query(row -> {
                    long id = row.getLong("id");
                    identities.put(
                            id,
                            identity(
                                    row,
                                    positions.getOrDefault(id, List.of()),
                                    schoolings.getOrDefault(id, List.of())));
                });
        return identities;
    }

    private static Identity identity(
            ResultSet row, List<Position> positions, List<Schooling> schoolings)
            throws SQLException {
        Set<String> links = new LinkedHashSet<>();
        for (String link : (String[]) row.getArray("links").getArray()) {
            ProfileLink.of(link).ifPresent(links::add);
        }
        return new Identity(
                new CandidateId(row.getLong("id")),
                PersonName.of(row.getString("name")),
                Mailbox.of(row.getString("email")),
                Phone.of(row.getString("phone")),
                links,
                positions,
                schoolings,
                Letters.plain(row.getString("city")).strip(),
                row.getString("country"),
                Vocabulary.of(row.getString("text")));
    }

    private static Optional<Position> position(ResultSet row) throws SQLException {
        String employer = Employer.of(row.getString("company"));
        return employer.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Position.of(
                                employer,
                                row.getObject("start_date", LocalDate.class),
                                row.getObject("end_date", LocalDate.class),
                                row.getBoolean("is_current")));
    }

    private static <T> void add(Map<Long, List<T>> lists, long id, T value) {
        lists.computeIfAbsent(id, _ -> new ArrayList<>()).add(value);
    }
}
