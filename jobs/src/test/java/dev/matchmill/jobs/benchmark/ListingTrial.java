package dev.matchmill.jobs.benchmark;

import dev.matchmill.config.database.Transactions;
import dev.matchmill.jobs.ledger.ApplicationJson;
import dev.matchmill.jobs.ledger.LedgerListing;
import dev.matchmill.jobs.ledger.ListedItem;
import dev.matchmill.jobs.ledger.ListedItem.ApplicationInput;
import dev.matchmill.jobs.ledger.SourceRegister;
import dev.matchmill.jobs.organization.Organizations;
import dev.matchmill.jobs.upsert.StatementCounters;
import dev.matchmill.migrations.TestDatabase;
import dev.matchmill.migrations.type.RunId;
import dev.matchmill.migrations.type.SourceId;
import dev.matchmill.migrations.type.SourceKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** A listing of many files in the ledger: new, and once more when all of them are stored. */
record ListingTrial(int items) {

    /** As many as {@code ingest.listSources} takes at once. */
    private static final int PAGE = 200;

    private static final String VERSION = "1";
    private static final String BEGIN =
            "INSERT INTO pipeline.runs (command) VALUES ('ingest') RETURNING id";
    private static final String STORE = "UPDATE pipeline.source_records SET state = 'stored'";
    private static final String VERSIONS =
            "SELECT md5(string_agg(ctid || ' ' || xmin, ',' ORDER BY id)) FROM"
                    + " pipeline.source_records";

    /** One line for the first listing, one for the second, which must not write an item. */
    ResultTable run() {
        List<List<Object>> lines = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            Transactions transactions =
                    new Transactions(new JdbcTransactionManager(database.dataSource()));
            SourceRegister register = new SourceRegister(jdbc, Clock.systemUTC());
            SourceId source =
                    transactions.inNew(() ->
                            register.register(
                                    new Organizations(jdbc).findOrCreate("Harbour Works"),
                                    SourceKind.FILESYSTEM,
                                    "/in"));
            for (String what : List.of("new items", "unchanged items")) {
                RunId run = new RunId(jdbc.sql(BEGIN).query(Long.class).single());
                long books = transactions.inNew(() -> register.begin(source, run));
                String before = jdbc.sql(VERSIONS).query(String.class).optional().orElse("");
                lines.add(list(what, source, books, jdbc, transactions));
                String after = jdbc.sql(VERSIONS).query(String.class).single();
                if (what.equals("new items") == after.equals(before)) {
                    throw new IllegalStateException("the listing of " + what + " wrote wrongly");
                }
                jdbc.sql(
                                "UPDATE pipeline.ingestion_runs SET status = 'failed', finished_at"
                                        + " = now()")
                        .update();
                if (what.equals("new items")) {
                    jdbc.sql(STORE).update();
                }
            }
        }
        return new ResultTable(
                "listing",
                List.of("listing", "items per s", "statements", "wal bytes per item"),
                lines);
    }

    private List<Object> list(
            String what, SourceId source, long books, JdbcClient jdbc, Transactions transactions) {
        LedgerListing listing =
                new LedgerListing(
                        jdbc, Clock.systemUTC(), new ApplicationJson(JsonMapper.builder().build()));
        StatementCounters before = StatementCounters.of(jdbc);
        long start = System.nanoTime();
        for (int from = 0; from < items; from += PAGE) {
            List<ListedItem> page =
                    IntStream.range(from, Math.min(from + PAGE, items))
                            .mapToObj(ListingTrial::item)
                            .toList();
            transactions.inNew(() -> listing.enlist(source, books, VERSION, page));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        StatementCounters taken = StatementCounters.of(jdbc).since(before);
        return List.of(
                what,
                Math.round(items / seconds),
                taken.calls(),
                String.format(Locale.ROOT, "%.1f", taken.walBytes() / (double) items));
    }

    private static ListedItem item(int number) {
        return new ListedItem(
                "resumes/%03d/document-%07d.pdf".formatted(number % 1000, number),
                "",
                ApplicationInput.NONE,
                40_000L + number,
                "%064x".formatted(number));
    }
}
