package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.store.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What may happen between two refreshes, by chance: to candidates, postings, applications,
 * consents, origins and weights. Vectors lie in few dimensions, so that neighbours change often,
 * and some are equal to others, so that ties decide.
 */
final class RandomHistory {

    private static final int DIRECTIONS = 5;
    private static final int ORGANIZATIONS = 3;
    private static final String[] CITIES = {"Bonn", "Jena", "Ulm"};
    private static final String[] SKILLS = {"java", "sql", "kafka", "zelding"};

    private final MatchWorld world;
    private final Random random;
    private final List<Embedding> drawn = new ArrayList<>();
    private long candidates;
    private long postings;
    private long applications;

    RandomHistory(MatchWorld world, long seed) {
        this.world = world;
        this.random = new Random(seed);
    }

    /** Organizations 1 and 2 see their own candidates, 3 everybody. */
    void begin(int people, int jobs) {
        for (int id = 1; id <= ORGANIZATIONS; id++) {
            world.organization(id, id == ORGANIZATIONS ? "marketplace" : "organization");
        }
        for (int i = 0; i < SKILLS.length; i++) {
            world.jdbc()
                    .sql(
                            """
                            INSERT INTO skills (id, canonical_name, display_name)
                            VALUES (:id, :name, :name) ON CONFLICT DO NOTHING
                            """)
                    .param("id", 1000 + i)
                    .param("name", SKILLS[i])
                    .update();
        }
        IntStream.range(0, people).forEach(_ -> newCandidate());
        IntStream.range(0, jobs).forEach(_ -> newPosting());
    }

    /** Some changes; returns what happened, for the message of a failure. */
    List<String> happen(int changes) {
        List<String> happened = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            happened.add(happen());
        }
        return happened;
    }

    private String happen() {
        long candidate = 1 + random.nextLong(candidates);
        long posting = 1 + random.nextLong(postings);
        long organization = 1L + random.nextInt(ORGANIZATIONS);
        switch (random.nextInt(20)) {
            case 0, 1 -> {
                newCandidate();
                newCandidate();
            }
            case 2 -> newPosting();
            case 3, 4 -> {
                if (isThere(candidate)) {
                    world.vectors(EntityType.CANDIDATE, candidate, passages());
                }
                return "vector of " + candidate;
            }
            case 5 -> {
                world.vectors(EntityType.POSTING, posting, List.of(direction()));
                return "vector of posting " + posting;
            }
            case 6 -> set("candidates", candidate, "years_of_experience = " + random.nextInt(9));
            case 7 -> set("candidates", candidate, "location_city = '" + city() + "'");
            case 8 -> set("candidates", candidate, "is_active = NOT is_active");
            case 9 -> set("candidates", candidate, "deleted_at = now()");
            case 10 -> set("candidates", candidate, "anonymized_at = now()");
            case 11 -> world.execute("DELETE FROM candidates WHERE id = " + candidate);
            case 12 -> consent(candidate);
            case 13 -> {
                if (isThere(candidate)) {
                    world.join(candidate, organization);
                }
                return candidate + " joins " + organization;
            }
            case 14 ->
                    world.execute(
                            "DELETE FROM talent_pool_memberships WHERE candidate_id = "
                                    + candidate);
            case 15 -> apply(candidate, posting);
            case 16 ->
                    world.execute(
                            "UPDATE applications SET status = 'withdrawn' WHERE candidate_id = "
                                    + candidate);
            case 17 -> skill(candidate);
            case 18 -> changePosting(posting, organization);
            default -> {
                if (isThere(candidate)) {
                    world.text(candidate, "Knows " + skillName() + " since " + random.nextInt(99));
                }
                return "text of " + candidate;
            }
        }
        return "candidate " + candidate + ", posting " + posting;
    }

    private void changePosting(long posting, long organization) {
        switch (random.nextInt(6)) {
            case 0 -> set("jobs", posting, "status = 'closed', closed_at = now()");
            case 1 -> set("jobs", posting, "status = 'open', closed_at = NULL");
            case 2 -> set("jobs", posting, "min_years_experience = " + random.nextInt(9));
            case 3 ->
                    set("jobs", posting, "required_skills = '[\"" + skillName() + "\", \"sql\"]'");
            case 4 ->
                    world.execute(
                            """
                            UPDATE organization_settings
                            SET matching_weights = '{"semantic":0.%d,"required_skills":0.3}'
                            WHERE organization_id = %d
                            """
                                    .formatted(1 + random.nextInt(8), organization));
            default ->
                    world.execute(
                            """
                            UPDATE organization_settings
                            SET ai_processing_enabled = NOT ai_processing_enabled
                            WHERE organization_id = %d
                            """
                                    .formatted(organization));
        }
    }

    private void newCandidate() {
        long id = ++candidates;
        world.candidate(id, random.nextInt(9), city(), "Text of " + id + " about " + skillName());
        if (random.nextInt(4) > 0) {
            world.join(id, 1L + random.nextInt(ORGANIZATIONS));
        }
        world.vectors(EntityType.CANDIDATE, id, passages());
        skill(id);
    }

    private void newPosting() {
        long id = ++postings;
        world.posting(
                id,
                1L + random.nextInt(ORGANIZATIONS),
                random.nextInt(9),
                "[\"" + skillName() + "\"]");
        if (random.nextInt(8) > 0) {
            world.vectors(EntityType.POSTING, id, List.of(direction()));
        }
    }

    private void apply(long candidate, long posting) {
        if (isThere(candidate)) {
            world.execute(
                    """
                    INSERT INTO applications
                        (id, job_id, organization_id, candidate_id, candidate_email, attempt_no)
                    SELECT %d, id, organization_id, %d, 'c%d@example.org', %d
                    FROM jobs WHERE id = %d
                    """
                            .formatted(
                                    ++applications, candidate, candidate, applications, posting));
        }
    }

    private void consent(long candidate) {
        if (isThere(candidate)) {
            boolean granted = random.nextBoolean();
            world.execute("DELETE FROM candidate_consents WHERE candidate_id = " + candidate);
            world.execute(
                    """
                    INSERT INTO candidate_consents
                        (candidate_id, consent_type, status, policy_version, withdrawn_at)
                    VALUES (%d, 'ai_processing', '%s', '1', %s)
                    """
                            .formatted(
                                    candidate,
                                    granted ? "granted" : "withdrawn",
                                    granted ? "NULL" : "now()"));
        }
    }

    private void skill(long candidate) {
        if (isThere(candidate)) {
            world.execute(
                    """
                    INSERT INTO candidate_skills (candidate_id, skill_id)
                    VALUES (%d, %d) ON CONFLICT DO NOTHING
                    """
                            .formatted(candidate, 1000 + random.nextInt(SKILLS.length)));
        }
    }

    private void set(String table, long id, String change) {
        world.execute("UPDATE " + table + " SET " + change + " WHERE id = " + id);
    }

    private boolean isThere(long candidate) {
        return world.count(
                        "candidates WHERE deleted_at IS NULL AND anonymized_at IS NULL AND id = "
                                + candidate)
                == 1;
    }

    private List<Embedding> passages() {
        return IntStream.rangeClosed(0, random.nextInt(2)).mapToObj(_ -> direction()).toList();
    }

    private Embedding direction() {
        if (!drawn.isEmpty() && random.nextInt(5) == 0) {
            return drawn.get(random.nextInt(drawn.size()));
        }
        float[] components = new float[1024];
        for (int i = 0; i < DIRECTIONS; i++) {
            components[i] = (float) random.nextGaussian();
        }
        Embedding direction = Embedding.normalized(components);
        drawn.add(direction);
        return direction;
    }

    private String city() {
        return CITIES[random.nextInt(CITIES.length)];
    }

    private String skillName() {
        return SKILLS[random.nextInt(SKILLS.length)];
    }
}
