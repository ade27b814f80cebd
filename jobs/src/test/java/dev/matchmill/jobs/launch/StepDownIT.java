package dev.matchmill.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.jobs.launch.ProgramProcess.Ended;
import dev.matchmill.jobs.launch.ProgramProcess.Setup;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.TestLogin;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The packaged program with a login that owns nothing. */
class StepDownIT {

    @TempDir private Path folder;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_member_of_the_batch_role_does_all_the_work() throws Exception {
        SampleFiles files = new SampleFiles(folder.resolve("in"));
        Path feed = files.postings("postings.csv", "ENG-1|Engineer|Java");
        files.resume("ENG-1/ada.txt", "Ada Fenwick", "ada@example.org", "Java");
        try (TestLogin login = TestLogin.of(database, "ats_batch")) {
            Setup member = as(login);

            assertEnds(0, "", member.run("import", "postings", feed.toString()));
            assertEnds(0, "", member.run("run", "--source", files.folder().toString()));
            Ended shortlist = member.run("shortlist", "ENG-1", "--output", "json");
            assertEnds(0, "", shortlist);
            assertThat(shortlist.out()).contains("\"rank\":1");
            for (String verb : new String[] {"status", "runs list", "runs show --last"}) {
                assertEnds(0, "", member.run(verb.split(" ", -1)));
            }
            assertEnds(0, "", member.run("rejects", "list"));
            Path labels =
                    Files.writeString(
                            folder.resolve("l.jsonl"),
                            "{\"id\":\"ENG-1\",\"category\":\"ENG-1\"}\n");
            assertEnds(0, "", member.run("evaluate", "--labels", labels.toString()));
        }
    }

    @Test
    void a_login_without_the_role_is_told_the_grant() {
        try (TestLogin login = TestLogin.of(database)) {
            String grant = "TO \"" + login.address().username() + '"';

            assertEnds(78, "GRANT ats_reader " + grant, as(login).run("status"));
            assertEnds(78, "GRANT ats_batch " + grant, as(login).run("match"));
        }
    }

    @Test
    void an_empty_database_is_migrated_by_the_owner_that_the_settings_name() {
        try (TestDatabase empty = TestDatabase.empty();
                TestLogin login = TestLogin.of(empty, "ats_batch")) {
            Setup alone =
                    Setup.on(empty, folder)
                            .with("MATCHMILL_DATABASE_USERNAME", login.address().username())
                            .with("MATCHMILL_DATABASE_PASSWORD", "of a test");
            assertEnds(78, "MATCHMILL_DATABASE_OWNER_PASSWORD", alone.run("status"));

            String password = empty.address().password();
            Setup both =
                    alone.with("MATCHMILL_DATABASE_OWNER_USERNAME", empty.address().username())
                            .with(
                                    "MATCHMILL_DATABASE_OWNER_PASSWORD",
                                    password == null ? "" : password);
            assertEnds(0, "", both.run("status"));
            assertThat(
                            JdbcClient.create(empty.dataSource())
                                    .sql("SELECT count(*) FROM public.flyway_schema_history")
                                    .query(Long.class)
                                    .single())
                    .isGreaterThan(20);
            assertEnds(0, "", alone.run("status"));
        }
    }

    @Test
    void where_nobody_may_create_roles_the_owner_works_as_itself_if_told_so() {
        JdbcClient.create(database.dataSource())
                .sql("REVOKE USAGE ON SCHEMA pipeline, compliance FROM ats_reader, ats_batch")
                .update();
        Setup owner = Setup.on(database, folder);

        assertEnds(78, "ops.install_grants()", owner.run("status"));
        assertEnds(0, "", owner.with("MATCHMILL_DATABASE_STEP_DOWN", "false").run("status"));
    }

    private Setup as(TestLogin login) {
        return Setup.on(database, folder)
                .with("MATCHMILL_DATABASE_USERNAME", login.address().username())
                .with("MATCHMILL_DATABASE_PASSWORD", "of a test");
    }

    private static void assertEnds(int code, String sentence, Ended ended) {
        assertThat(ended.code()).as(ended.err()).isEqualTo(code);
        assertThat(ended.err()).contains(sentence);
    }
}
