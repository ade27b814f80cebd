package dev.matchmill.jobs.retain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Finds out what retention would do at an instant, and stores that as a plan if asked to. */
public final class PlanMaker {

    private final JdbcClient jdbc;
    private final PlanRegister register;
    private final Instant now;
    private final PolicySet policies;

    /**
     * With the rules as they are now.
     *
     * @param jdbc as the role of erasure and retention
     */
    public PlanMaker(JdbcClient jdbc, JsonMapper json, Instant now) {
        this.jdbc = jdbc;
        this.register = new PlanRegister(jdbc, json);
        this.now = now;
        this.policies = new PolicyRows(jdbc).read();
    }

    /** Runs a piece of work in a transaction of its own. */
    @FunctionalInterface
    public interface Pieces {

        <T> T inNew(Supplier<T> work);

        /** As {@link #inNew(Supplier)}, for work without a result. */
        default void inNew(Runnable work) {
            inNew(() -> {
                work.run();
                return true;
            });
        }
    }

    private record Key(RetainedTable table, @Nullable Long organization) {}

    /** What would be done, by tenant, class, action and table; changes nothing. */
    public List<PlanShare> count(BooleanSupplier over) {
        return scan(over, _ -> {});
    }

    /**
     * Stores a plan.
     *
     * @return its number; it is complete unless the time was over
     */
    public long make(Pieces pieces, BooleanSupplier over) {
        return make(pieces, over, _ -> {});
    }

    /** As {@link #make(Pieces, BooleanSupplier)}, and shows each page to somebody else. */
    long make(Pieces pieces, BooleanSupplier over, Consumer<List<Judgement>> beside) {
        String holds = new PolicyRows(jdbc).holdsFingerprint();
        long plan = pieces.inNew(() -> register.begin(now, policies.fingerprint(), holds));
        List<PlanShare> shares =
                scan(
                        over,
                        page -> {
                            beside.accept(page);
                            store(plan, page, pieces);
                        });
        if (!over.getAsBoolean()) {
            pieces.inNew(() -> register.finish(plan, shares, now));
        }
        return plan;
    }

    private List<PlanShare> scan(BooleanSupplier over, Consumer<List<Judgement>> page) {
        RetentionScan scan = new RetentionScan(jdbc, policies.rules(), now);
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        Map<Key, PlanShare> shares = new LinkedHashMap<>();
        for (RetainedTable table : RetainedTables.all()) {
            // Without a rule in force nothing is due; who is restricted is looked at all the same.
            if (policies.has(table.retentionClass(), table.action(), today)
                    || table.isRestrictable()) {
                scan.pages(
                        table,
                        over,
                        judged -> {
                            judged.forEach(it -> add(shares, it));
                            page.accept(judged);
                        });
            }
        }
        return shares.values().stream().sorted(PlanShare.ORDER).toList();
    }

    private void store(long plan, List<Judgement> page, Pieces pieces) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        List<PlanItem> items = new ArrayList<>();
        for (Judgement judged : page) {
            if (judged.table().isOwn()) {
                PlanItem.of(judged, today).ifPresent(items::add);
            }
        }
        if (!items.isEmpty()) {
            pieces.inNew(() -> register.add(plan, items.getFirst().group(), items));
        }
    }

    private static void add(Map<Key, PlanShare> shares, Judgement judged) {
        Long organization = judged.row().place().organization();
        shares.merge(
                new Key(judged.table(), organization),
                PlanShare.empty(judged.table(), organization).with(judged.course()),
                (before, _) -> before.with(judged.course()));
    }
}
