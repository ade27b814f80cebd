package dev.matchmill.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.jobs.ledger.LedgerItem;
import dev.matchmill.jobs.ledger.ListedItem.ApplicationInput;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.migrations.type.SourceId;
import dev.matchmill.migrations.type.SourceRecordId;
import dev.matchmill.readers.document.DocumentRef;
import dev.matchmill.readers.document.DocumentSource;
import dev.matchmill.readers.parse.DocumentParser;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.skill.SkillMatcher;
import dev.matchmill.readers.skill.SkillVocabulary;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightTest {

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final ExecutorService waiting = Executors.newSingleThreadExecutor();
    private final InFlight inFlight = new InFlight(reader(), threads);

    @AfterEach
    void close() {
        release.countDown();
        threads.close();
        waiting.close();
    }

    @Test
    void a_document_that_hangs_comes_with_a_later_batch() throws Exception {
        SourceWork source = source();
        inFlight.add(source, items("a", "hangs", "b"));

        assertThat(names(inFlight.finished(1).values())).containsExactly("a", "b");
        assertThat(inFlight.isEmpty()).isFalse();

        inFlight.add(source, items("c"));
        assertThat(names(inFlight.finished(1).values())).containsExactly("c");

        release.countDown();
        assertThat(names(inFlight.finished(0).values())).containsExactly("hangs");
        assertThat(inFlight.isEmpty()).isTrue();
    }

    @Test
    void no_more_are_left_behind_than_may_be() throws Exception {
        inFlight.add(source(), items("hangs 1", "hangs 2", "a"));
        Future<Map<SourceWork, List<ReadOutcome>>> finished =
                waiting.submit(() -> inFlight.finished(1));
        assertThatThrownBy(() -> finished.get(4, TimeUnit.SECONDS))
                .isInstanceOf(TimeoutException.class);

        release.countDown();

        assertThat(names(finished.get().values())).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void outcomes_come_by_source() throws Exception {
        SourceWork first = source();
        SourceWork second = source();
        inFlight.add(first, items("a"));
        inFlight.add(second, items("b", "c"));

        Map<SourceWork, List<ReadOutcome>> finished = inFlight.finished(0);

        assertThat(finished).hasSize(2);
        assertThat(names(List.of(finished.get(second)))).containsExactly("b", "c");
    }

    @Test
    void what_is_given_up_is_interrupted() throws Exception {
        inFlight.add(source(), items("hangs"));
        inFlight.finished(1);

        inFlight.abandon();

        interrupted.await();
        assertThat(inFlight.isEmpty()).isTrue();
    }

    private ReadDocument reader() {
        DocumentParser parser =
                new DocumentParser() {
                    @Override
                    public ParseOutcome parse(byte[] content, String fileName)
                            throws InterruptedException {
                        if (fileName.startsWith("hangs")) {
                            try {
                                release.await();
                            } catch (InterruptedException stopped) {
                                interrupted.countDown();
                                throw stopped;
                            }
                        }
                        return new RefusedDocument(RejectionReason.EMPTY, "as the test wants it");
                    }

                    @Override
                    public void close() {}
                };
        return new ReadDocument(
                parser,
                new ProfileExtractor(new SkillMatcher(SkillVocabulary.shipped())),
                new DocumentFiles(Path.of("unused")),
                Clock.systemUTC(),
                1_000,
                3);
    }

    private static List<LedgerItem> items(String... names) {
        List<LedgerItem> items = new ArrayList<>();
        for (String name : names) {
            SourceRecordId id = new SourceRecordId(items.size() + 1L);
            items.add(new LedgerItem(id, name, "", ApplicationInput.NONE, null, 1, 1));
        }
        return items;
    }

    private static List<String> names(Collection<List<ReadOutcome>> outcomes) {
        return outcomes.stream()
                .flatMap(List::stream)
                .map(outcome -> outcome.item().externalId())
                .toList();
    }

    private static SourceWork source() {
        DocumentSource documents =
                new DocumentSource() {
                    @Override
                    public Stream<DocumentRef> list() {
                        return Stream.empty();
                    }

                    @Override
                    public byte[] read(DocumentRef ref, long maxBytes) {
                        return new byte[] {1};
                    }

                    @Override
                    public void close() {}
                };
        return new SourceWork(new SourceId(1), new OrganizationId(1), 1, documents, Map.of());
    }
}
