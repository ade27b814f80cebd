package dev.matchmill.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckTest {

    private static final long MB = 1L << 20;
    private static final Path HOME = Path.of("/srv/matchmill");
    private static final List<String> GRAPH = List.of("m=16", "ef_construction=200");

    @ParameterizedTest
    @MethodSource({"machine", "server", "schema"})
    void judges(Check check, Verdict expected) {
        Finding finding = check.judge();

        assertThat(finding.verdict()).as("%s", finding).isEqualTo(expected);
        assertThat(finding.check()).matches("[a-z_]+");
        assertThat(finding.found()).isNotBlank();
    }

    static Stream<Arguments> machine() {
        return Stream.of(
                arguments(new JavaRelease(25, "25.0.3", "/jdk"), Verdict.OK),
                arguments(new JavaRelease(26, "26", "/jdk"), Verdict.OK),
                arguments(new JavaRelease(24, "24.0.2", "/jdk"), Verdict.FAIL),
                arguments(new JavaHeap(1024 * MB), Verdict.OK),
                arguments(new JavaHeap(495 * MB), Verdict.OK),
                arguments(new JavaHeap(256 * MB), Verdict.WARN),
                arguments(new ProgramFiles("matchmill.jar", 145, List.of()), Verdict.OK),
                arguments(new ProgramFiles("target/classes", 0, List.of()), Verdict.WARN),
                arguments(
                        new ProgramFiles("matchmill.jar", 145, List.of("lib/a.jar")), Verdict.FAIL),
                arguments(keys(0, null, null, null), Verdict.OK),
                arguments(keys(4, null, null, null), Verdict.OK),
                arguments(keys(4, "wrong", null, null), Verdict.FAIL),
                arguments(keys(4, null, HOME, null), Verdict.WARN),
                arguments(keys(4, null, null, "public.interviews:1"), Verdict.WARN),
                arguments(new HomeFolder(HOME, true, 5000 * MB), Verdict.OK),
                arguments(new HomeFolder(HOME, true, 1000 * MB), Verdict.WARN),
                arguments(new HomeFolder(HOME, true, 100 * MB), Verdict.FAIL),
                arguments(new HomeFolder(HOME, false, 5000 * MB), Verdict.FAIL));
    }

    private static EncryptionKeys keys(
            int live, @Nullable String trouble, @Nullable Path open, @Nullable String worn) {
        return new EncryptionKeys(
                live,
                Optional.ofNullable(trouble),
                Optional.ofNullable(open),
                Optional.ofNullable(worn));
    }

    static Stream<Arguments> server() {
        return Stream.of(
                arguments(new PostgresRelease(150000, "15.0"), Verdict.OK),
                arguments(new PostgresRelease(180001, "18.1"), Verdict.OK),
                arguments(new PostgresRelease(140019, "14.19"), Verdict.FAIL),
                arguments(new VectorRelease("0.8.4", true), Verdict.OK),
                arguments(new VectorRelease("0.10.0", true), Verdict.OK),
                arguments(new VectorRelease("0.8.3", true), Verdict.FAIL),
                arguments(new VectorRelease("0.8.3", false), Verdict.WARN),
                arguments(new VectorRelease("0.7.4", false), Verdict.FAIL),
                arguments(new VectorRelease(null, false), Verdict.FAIL),
                arguments(clock(Duration.ofSeconds(5)), Verdict.OK),
                arguments(clock(Duration.ofMillis(5_001)), Verdict.WARN),
                arguments(clock(Duration.ofMinutes(-3)), Verdict.WARN),
                arguments(new Connections(97, 8), Verdict.OK),
                arguments(new Connections(18, 8), Verdict.OK),
                arguments(new Connections(17, 8), Verdict.WARN),
                arguments(new Connections(11, 8), Verdict.WARN),
                arguments(new Connections(10, 8), Verdict.FAIL),
                arguments(new Preloaded(true, true), Verdict.OK),
                arguments(new Preloaded(false, true), Verdict.WARN),
                arguments(new Preloaded(true, false), Verdict.WARN),
                arguments(new IndexMemory(256 * MB), Verdict.OK),
                arguments(new IndexMemory(64 * MB), Verdict.WARN),
                arguments(new SearchWidth(40), Verdict.OK),
                arguments(new SearchWidth(10), Verdict.WARN),
                arguments(new SearchWidth(null), Verdict.FAIL),
                arguments(new StatementLimit(Duration.ZERO, "default"), Verdict.OK),
                arguments(new StatementLimit(Duration.ofSeconds(30), "user"), Verdict.WARN),
                arguments(new ExtensionUpdates(List.of()), Verdict.OK),
                arguments(new ExtensionUpdates(List.of("vector 0.8.0")), Verdict.WARN),
                arguments(new DatabaseSize(9 * MB, OptionalLong.empty()), Verdict.OK),
                arguments(new DatabaseSize(9 * MB, OptionalLong.of(5 * MB)), Verdict.OK),
                arguments(new DatabaseSize(9 * MB, OptionalLong.of(4 * MB)), Verdict.WARN),
                arguments(new Durability(List.of()), Verdict.OK),
                arguments(new Durability(List.of("fsync")), Verdict.WARN),
                arguments(new Transport(true, false, "prefer"), Verdict.OK),
                arguments(new Transport(false, true, "verify-full"), Verdict.OK),
                arguments(new Transport(false, true, "require"), Verdict.WARN),
                arguments(new Transport(false, false, "prefer"), Verdict.WARN));
    }

    static Stream<Arguments> schema() {
        return Stream.of(
                arguments(new SchemaState(List.of(), false), Verdict.OK),
                arguments(new SchemaState(List.of("V021__fences.sql"), true), Verdict.WARN),
                arguments(new SchemaState(List.of("V021__fences.sql"), false), Verdict.FAIL),
                arguments(new InvalidIndexes(List.of()), Verdict.OK),
                arguments(new InvalidIndexes(List.of("idx_a")), Verdict.FAIL),
                arguments(new ServiceRoles(List.of(), true, List.of()), Verdict.OK),
                arguments(new ServiceRoles(List.of("ats_batch"), true, List.of()), Verdict.WARN),
                arguments(new RoleTimeouts(List.of()), Verdict.OK),
                arguments(new RoleTimeouts(List.of("ats_app lock_timeout")), Verdict.WARN),
                arguments(new ModelChecksum("a 1", "ab", "ab"), Verdict.OK),
                arguments(new ModelChecksum("a 1", "ab", "ac"), Verdict.FAIL),
                arguments(new Extensions(List.of(), true), Verdict.OK),
                arguments(new Extensions(List.of("pg_trgm"), false), Verdict.OK),
                arguments(new Extensions(List.of("pg_trgm"), true), Verdict.FAIL),
                arguments(new Extensions(List.of("pgstattuple"), false), Verdict.FAIL),
                arguments(new ModelChoice("a 1", Optional.empty(), false), Verdict.OK),
                arguments(new ModelChoice("a 1", Optional.of("a 1-p1"), true), Verdict.OK),
                arguments(new ModelChoice("a 2", Optional.of("a 1-p1"), false), Verdict.WARN),
                arguments(
                        new ModelChoice("matchmill-composite 1", Optional.of("a 1-p1"), false),
                        Verdict.OK),
                arguments(
                        new ModelChoice(
                                "matchmill-composite 2",
                                Optional.of("matchmill-composite 1-p1"),
                                false),
                        Verdict.WARN),
                arguments(index(true, "i", true, GRAPH), Verdict.OK),
                arguments(index(true, "i", true, List.of("m=16")), Verdict.WARN),
                arguments(index(true, "i", true, List.of()), Verdict.WARN),
                arguments(index(true, "i", false, GRAPH), Verdict.FAIL),
                arguments(index(true, null, false, List.of()), Verdict.FAIL),
                arguments(index(false, null, false, List.of()), Verdict.WARN),
                arguments(new UnfinishedRun(7, "run", Instant.EPOCH, true), Verdict.OK),
                arguments(new UnfinishedRun(7, "run", Instant.EPOCH, false), Verdict.WARN));
    }

    private static ClockDifference clock(Duration difference) {
        return new ClockDifference(difference, "UTC");
    }

    private static CandidateIndex index(
            boolean active,
            @org.jspecify.annotations.Nullable String name,
            boolean valid,
            List<String> options) {
        return new CandidateIndex("embeddings_candidate_m1", active, name, valid, options);
    }
}
