package dev.matchmill.jobs.match;

import dev.matchmill.embeddings.Embedding;
import dev.matchmill.embeddings.HashingEmbeddingModel;
import dev.matchmill.embeddings.search.SearchSettings;
import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.embeddings.store.EmbeddingModelStore;
import dev.matchmill.embeddings.store.EmbeddingStore;
import dev.matchmill.embeddings.store.EntityType;
import dev.matchmill.embeddings.store.EntityVectors;
import dev.matchmill.jobs.run.OpenRun;
import dev.matchmill.jobs.run.Piece;
import dev.matchmill.jobs.run.RunReport;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.ModelId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Postings and candidates in a database of their own, and the refresh without a program around. */
public final class MatchWorld implements AutoCloseable {

    private static final String CANDIDATE =
            """
            INSERT INTO candidates (id, email, full_name, years_of_experience, location_city,
                                    location_country)
            VALUES (:id, 'c' || :id || '@example.org', 'C', :years, :city, 'DE')
            """;

    private static final String TEXT =
            """
            INSERT INTO pipeline.candidate_texts
                (candidate_id, text_content, text_version, text_sha256)
            VALUES (:id, :text, '1', sha256(convert_to(:text, 'UTF8')))
            ON CONFLICT (candidate_id) DO UPDATE
            SET text_content = excluded.text_content, text_sha256 = excluded.text_sha256
            """;

    private static final String POSTING =
            """
            INSERT INTO jobs (id, organization_id, title, description, status, posted_at,
                              min_years_experience, location_city, location_country,
                              required_skills, preferred_skills)
            VALUES (:id, :organization, 'P', 'P', 'open', now(), :years, 'Bonn', 'DE',
                    CAST(:required AS jsonb), '["java"]')
            """;

    private static final String STATE =
            """
            SELECT concat_ws(' ', m.job_id, m.rank, m.candidate_id, m.score, m.vector_score,
                             m.skills_score, m.experience_score, m.location_score,
                             m.recommendation, m.breakdown)
            FROM pipeline.current_matches m
            ORDER BY m.job_id, m.rank
            """;

    private static final String SCORES =
            """
            SELECT concat_ws(' ', id, ai_score, ai_recommendation, ai_score_breakdown)
            FROM applications
            ORDER BY id
            """;

    private static final String POOLS =
            """
            SELECT concat_ws(' ', p.job_id, p.posting_hash, p.search_hash, p.has_results,
                             p.candidate_ids, p.similarities, p.scores, p.near_count,
                             p.floor_similarity, p.floor_candidate_id, s.results_count,
                             s.job_content_hash)
            FROM pipeline.match_job_states s
            JOIN pipeline.match_pools p
              ON p.job_id = s.job_id AND p.generation_id = s.pool_generation_id
            ORDER BY p.job_id
            """;

    private static final String SEEN =
            """
            SELECT concat_ws(' ', candidate_id, input_hash)
            FROM pipeline.match_candidate_states
            ORDER BY candidate_id
            """;

    private static final AtomicLong TEXTS = new AtomicLong();

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final EmbeddingStore embeddings = new EmbeddingStore(database.dataSource());
    private final OpenRun run = OpenRun.on(database);
    private final MatchSettings settings;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private SearchSettings search = SearchSettings.DEFAULT;
    private ShareSettings share = new ShareSettings(Duration.ofMinutes(2), 2000);
    private final ModelId model;

    public MatchWorld(MatchSettings settings) {
        this.settings = settings;
        EmbeddingModelStore models = new EmbeddingModelStore(database.dataSource());
        this.model = models.register(new HashingEmbeddingModel().description());
        models.activate(model);
    }

    /** Settings with as many of each and the usual rest. */
    public static MatchSettings settings(int top, int neighbours, int reserve, double fullFrom) {
        return new MatchSettings(
                top, neighbours, reserve, fullFrom, 0.0, 0.55, 0.75, 0.6, 0.45, 0.3);
    }

    /** Refreshes search like this from here on. */
    public void search(SearchSettings settings) {
        search = settings;
    }

    /** Workers that share a refresh do it like this from here on. */
    void share(ShareSettings settings) {
        share = settings;
    }

    /** The pieces of one of several workers that share a full refresh. */
    Map<String, Piece> worker(String name, RunReport report) {
        return worker(name, settings, report);
    }

    /** The same, of one with other settings. */
    Map<String, Piece> worker(String name, MatchSettings others, RunReport report) {
        return steps(others).sharedPieces(() -> name, report);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public TestDatabase database() {
        return database;
    }

    public ModelId model() {
        return model;
    }

    public void execute(String sql) {
        jdbc.sql(sql).update();
    }

    /** An organization, whose postings see its own candidates or everybody. */
    public void organization(long id, String scope) {
        jdbc.sql("INSERT INTO organizations (id, name) VALUES (:id, 'O' || :id)")
                .param("id", id)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO organization_settings (organization_id, candidate_scope)
                        VALUES (:id, :scope)
                        ON CONFLICT (organization_id) DO UPDATE
                        SET candidate_scope = excluded.candidate_scope
                        """)
                .param("id", id)
                .param("scope", scope)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO talent_pools (id, organization_id, name)
                        VALUES (:id, :id, 'pool')
                        """)
                .param("id", id)
                .update();
    }

    public void candidate(long id, int years, String city, String text) {
        jdbc.sql(CANDIDATE).param("id", id).param("years", years).param("city", city).update();
        text(id, text);
    }

    public void text(long candidate, String text) {
        jdbc.sql(TEXT).param("id", candidate).param("text", text).update();
    }

    public void join(long candidate, long organization) {
        jdbc.sql(
                        """
                        INSERT INTO talent_pool_memberships (pool_id, candidate_id)
                        VALUES (:pool, :candidate)
                        ON CONFLICT (pool_id, candidate_id) DO NOTHING
                        """)
                .param("pool", organization)
                .param("candidate", candidate)
                .update();
    }

    public void posting(long id, long organization, int years, String requiredSkills) {
        jdbc.sql(POSTING)
                .param("id", id)
                .param("organization", organization)
                .param("years", years)
                .param("required", requiredSkills)
                .update();
    }

    public void vectors(EntityType type, long id, List<Embedding> passages) {
        vectors(type, Map.of(id, passages));
    }

    /** New vectors of a new text for each. */
    public void vectors(EntityType type, Map<Long, List<Embedding>> passages) {
        Map<Long, EntityVectors> vectors = new HashMap<>();
        passages.forEach((id, chunks) ->
                vectors.put(
                        id,
                        EntityVectors.of(
                                ContentHash.of("text " + TEXTS.incrementAndGet()), 10, chunks)));
        run.parts().writes().inNew(() -> embeddings.replace(model, type, vectors));
    }

    /** What a refresh did. */
    public RunReport refresh() {
        return refresh(MatchExtent.CHANGED);
    }

    public RunReport refresh(MatchExtent extent) {
        RunReport report = new RunReport();
        seconds.clear();
        steps().pieces(extent, report)
                .forEach((step, piece) -> {
                    long start = System.nanoTime();
                    exhaust(piece);
                    seconds.put(step, (System.nanoTime() - start) / 1e9);
                });
        return report;
    }

    /** How long each step of the last refresh took. */
    public Map<String, Double> seconds() {
        return Map.copyOf(seconds);
    }

    /** As much of a refresh as happens before it is shown. */
    RunReport refreshWithoutPublishing() {
        RunReport report = new RunReport();
        var pieces = steps().pieces(MatchExtent.CHANGED, report);
        pieces.remove("match.publish");
        pieces.values().forEach(MatchWorld::exhaust);
        return report;
    }

    /** A refresh with something that happens just before it is shown. */
    void refreshPublishingAfter(Runnable action) {
        var pieces = steps().pieces(MatchExtent.CHANGED, new RunReport());
        Piece publish = pieces.remove("match.publish");
        pieces.values().forEach(MatchWorld::exhaust);
        action.run();
        exhaust(publish);
    }

    /** All that readers see, with explanations. */
    public List<String> matches() {
        return texts(STATE);
    }

    /** All that a refresh leaves: what readers see, scores, pools with hashes, hashes of people. */
    public List<String> everything() {
        return Stream.of(matches(), scores(), texts(POOLS), texts(SEEN))
                .flatMap(List::stream)
                .toList();
    }

    /** The scores on applications. */
    List<String> scores() {
        return texts(SCORES);
    }

    public List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    public long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    /** Lets a program work on the database; from here on this may only look, and change by SQL. */
    public void handOver() {
        run.close();
    }

    @Override
    public void close() {
        run.close();
        database.close();
    }

    private MatchSteps steps() {
        return steps(settings);
    }

    private MatchSteps steps(MatchSettings used) {
        return new MatchSteps(
                run.parts(),
                database.dataSource(),
                used,
                new QualitySettings(0.05, 3),
                search,
                share);
    }

    static void exhaust(Piece piece) {
        try {
            while (piece.next()) {
                // until nothing is left
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
