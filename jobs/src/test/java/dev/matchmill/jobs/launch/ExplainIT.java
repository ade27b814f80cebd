package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verb that explains a match, as the packaged program. */
class ExplainIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path temporary;

    private PipelineFixture program;
    private ProgramProcess.Setup setup;
    private SampleFiles files;
    private String ada;

    @BeforeEach
    void open() {
        program = PipelineFixture.in(temporary);
        setup = ProgramProcess.Setup.on(program.database(), temporary.resolve("own"));
        files = new SampleFiles(temporary.resolve("in"));
        files.resume("ada.txt", "Ada Winslow", "ada@example.org", "Java, Kafka");
        files.resume("ben.txt", "Ben Marlow", "ben@example.org", "Java");
        program.importPostings(
                new SampleFiles(temporary)
                        .postings("postings.csv", "ENG-1|Engineer|Java;Kafka;Haskell"));
        program.run(files.folder());
        ada =
                program.rows()
                        .texts("SELECT id::text FROM candidates WHERE email = 'ada@example.org'")
                        .getFirst();
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void an_explanation_adds_up_and_is_confirmed_by_computing_it_again() {
        JsonNode match = explain("--recompute");

        double sum = 0;
        for (JsonNode factor : match.get("factors")) {
            assertThat(factor.get("value").asDouble() * factor.get("weight").asDouble())
                    .isEqualTo(factor.get("contribution").asDouble());
            sum += factor.get("contribution").asDouble();
        }
        assertThat(sum).isCloseTo(match.get("score").asDouble(), within(1e-9));
        assertThat(match.get("missing_skills").toString())
                .isEqualTo("[{\"skill\":\"haskell\",\"required\":true}]");
        assertThat(match.get("matched_skills").get(0).get("evidence").asString()).contains("Kafka");
        assertThat(match.get("changes").toString()).contains("haskell found");
        assertThat(match.get("recomputed").asString()).isEqualTo("the same, to the last digit");
    }

    @Test
    void an_older_generation_is_explained_as_it_was() {
        JsonNode before = explain();
        files.resume("ada.txt", "Ada Winslow", "ada@example.org", "Java, Kafka, Haskell");
        program.run(files.folder());

        JsonNode after = explain();
        JsonNode old = explain("--generation", before.get("generation").toString());

        assertThat(after.get("missing_skills").isEmpty()).isTrue();
        assertThat(old.get("published").asBoolean()).isFalse();
        for (String same :
                new String[] {"rank", "score", "factors", "matched_skills", "text_sha256"}) {
            assertThat(old.get(same)).as(same).isEqualTo(before.get(same));
        }
    }

    @Test
    void what_cannot_be_explained_says_why() {
        assertThat(setup.run("explain", "ENG-9", ada))
                .matches(ended -> ended.code() == 64)
                .matches(ended -> ended.err().contains("there is no posting 'ENG-9'"));
        assertThat(setup.run("explain", "ENG-1", ada, "--generation", "999").err())
                .contains("no result of candidate " + ada + " in generation 999; kept are [");
        program.jdbc().sql("UPDATE candidates SET is_active = false WHERE id = " + ada).update();
        program.run(files.folder());
        assertThat(setup.run("explain", "ENG-1", ada, "--recompute").err())
                .contains("is not among the published matches", "the candidate is not active");
    }

    @Test
    void a_posting_that_is_not_open_says_so_and_not_that_the_candidate_is_missing() {
        program.jdbc().sql("UPDATE jobs SET status = 'closed', closed_at = now()").update();
        assertThat(explain().get("rank").asInt()).as("still shown").isPositive();
        program.run(files.folder());

        for (String[] more : new String[][] {{}, {"--recompute"}, {"--generation", "1"}}) {
            ProgramProcess.Ended ended = setup.run(arguments(more));
            assertThat(ended.code()).isEqualTo(64);
            assertThat(ended.err())
                    .contains("posting 'ENG-1' is not open (closed)", "only open postings");
        }
    }

    @Test
    void a_posting_that_was_not_matched_yet_says_what_to_do() {
        program.importPostings(
                new SampleFiles(temporary).postings("new.csv", "ENG-2|Engineer|Java"));

        assertThat(setup.run("explain", "ENG-2", ada).err())
                .contains("posting 'ENG-2' was not matched yet; run: matchmill run");
    }

    private String[] arguments(String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(
                new String[] {"explain", "ENG-1", ada, "--output", "json"}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return arguments;
    }

    private JsonNode explain(String... more) {
        ProgramProcess.Ended ended = setup.run(arguments(more));
        assertThat(ended.code()).as(ended.err()).isZero();
        return JSON.readTree(ended.out());
    }
}
