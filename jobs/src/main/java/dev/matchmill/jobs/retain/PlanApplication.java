package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.type.RetentionEffect;
import dev.matchmill.migrations.type.RetentionItemState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ends exactly the rows that a plan names, in pieces that commit on their own together with what
 * became of each row: a start after a crash goes on where the last commit was. Each piece first
 * takes the lock of holds, then makes sure that the rules are those of the plan, then judges its
 * rows again: one that is held, kept by something else or not due any more stays.
 */
final class PlanApplication {

    private static final String SHARE_HOLDS = "SELECT compliance.share_holds()";

    private final JdbcClient jdbc;
    private final PlanRegister register;
    private final PlanMaker.Pieces pieces;
    private final PersonEnding persons;
    private final RetainSettings settings;
    private final Instant now;

    /**
     * @param jdbc as the role of erasure and retention
     */
    PlanApplication(
            JdbcClient jdbc,
            JsonMapper json,
            PlanMaker.Pieces pieces,
            PersonEnding persons,
            RetainSettings settings,
            Instant now) {
        this.jdbc = jdbc;
        this.register = new PlanRegister(jdbc, json);
        this.pieces = pieces;
        this.persons = persons;
        this.settings = settings;
        this.now = now;
    }

    /** A piece: where the next one begins, what became of its rows, what is left to clear. */
    private record Piece(long last, List<PlanItem> settled, List<PersonEnding.Ended> ended) {}

    /**
     * Applies the plan until it is done or the time is over.
     *
     * @param run row of {@code ops.maintenance_runs}
     * @param chosen rows that may be touched; the others stay open
     * @param settled told of each row that was settled, after its commit
     * @return tables of vectors that need a vacuum by the owner
     * @throws PreconditionException when somebody changed the rules meanwhile
     */
    SortedSet<String> apply(
            StoredPlan plan,
            long run,
            Predicate<PlanItem> chosen,
            BooleanSupplier over,
            Consumer<PlanItem> settled) {
        SortedSet<String> leaves = new TreeSet<>();
        for (RetainedTable table : RetainedTables.own()) {
            long after = Long.MIN_VALUE;
            while (!over.getAsBoolean()) {
                long from = after;
                Piece piece = pieces.inNew(() -> piece(plan, run, table, from, chosen));
                persons.clear(piece.ended(), now);
                piece.ended().forEach(it -> leaves.addAll(it.leaves()));
                piece.settled().forEach(settled);
                if (piece.last() == Long.MAX_VALUE) {
                    break;
                }
                after = piece.last();
            }
        }
        pieces.inNew(() -> {
            new RetentionBooks(jdbc, run, now).held(plan.id());
            register.markApplied(plan.id(), now);
        });
        return leaves;
    }

    private Piece piece(
            StoredPlan plan,
            long run,
            RetainedTable table,
            long after,
            Predicate<PlanItem> chosen) {
        jdbc.sql(SHARE_HOLDS).query().singleRow();
        PolicySet policies = new PolicyRows(jdbc).read();
        if (!policies.fingerprint().equals(plan.policies())) {
            throw new PreconditionException(
                    "the rules changed while plan " + plan.id() + " was applied; make a new one");
        }
        PlanItem.Group group = PlanItem.Group.of(table);
        int limit = limit(table);
        List<PlanItem> open = register.open(plan.id(), group, after, limit);
        List<PlanItem> items = open.stream().filter(chosen).toList();
        List<PersonEnding.Ended> ended = new ArrayList<>();
        List<PlanItem> settled =
                items.isEmpty()
                        ? List.of()
                        : settle(table, items, policies, new RetentionBooks(jdbc, run, now), ended);
        if (!settled.isEmpty()) {
            register.settle(plan.id(), group, settled, now);
        }
        long last = open.size() < limit ? Long.MAX_VALUE : open.getLast().row();
        return new Piece(last, settled, ended);
    }

    private int limit(RetainedTable table) {
        return switch (table.ending()) {
            case PERSON, APPLICATION, ACCOUNT -> settings.piecePersons();
            case ROWS, ELSEWHERE -> settings.pieceRows();
        };
    }

    private List<PlanItem> settle(
            RetainedTable table,
            List<PlanItem> items,
            PolicySet policies,
            RetentionBooks books,
            List<PersonEnding.Ended> ended) {
        Map<Long, Judgement> judged =
                new RetentionScan(jdbc, policies.rules(), now)
                        .locked(table, items.stream().map(PlanItem::row).toList()).stream()
                                .collect(
                                        Collectors.toMap(it -> it.row().id(), Function.identity()));
        List<PlanItem> decided =
                items.stream().map(it -> PlanSettlement.of(it, judged.get(it.row()))).toList();
        List<PlanItem> done =
                decided.stream().filter(it -> it.state() == RetentionItemState.DONE).toList();
        Restriction restriction = new Restriction(jdbc, now);
        List<Long> restrict = rows(done, RetentionEffect.RESTRICT);
        if (!restrict.isEmpty()) {
            restriction.restrict(table.table(), restrict);
        }
        List<Long> release = rows(done, RetentionEffect.RELEASE);
        if (!release.isEmpty()) {
            restriction.release(table.table(), release);
        }
        List<PlanItem> ends =
                done.stream().filter(it -> it.effect() == RetentionEffect.END).toList();
        if (ends.isEmpty()) {
            return decided;
        }
        return switch (table.ending()) {
            case ROWS -> {
                delete(table, ends);
                books.deleted(PlanItem.Group.of(table), ends);
                yield decided;
            }
            case PERSON, APPLICATION, ACCOUNT ->
                    decided.stream().map(it -> end(table, it, books, ended)).toList();
            case ELSEWHERE -> throw new IllegalStateException(table.name() + " is another job's");
        };
    }

    private void delete(RetainedTable table, List<PlanItem> items) {
        Long[] ids = rows(items, RetentionEffect.END).toArray(Long[]::new);
        for (String deletion : table.deletions()) {
            JdbcClient.StatementSpec statement = jdbc.sql(deletion).param("ids", ids);
            if (deletion.contains(":now")) {
                statement.param("now", now.atOffset(ZoneOffset.UTC));
            }
            statement.update();
        }
        int left =
                new RetentionScan(jdbc, new RetentionRules(List.of()), now)
                        .locked(table, Arrays.asList(ids))
                        .size();
        if (left > 0) {
            throw new IllegalStateException(
                    left + " rows of " + table.name() + " are still there after their deletion");
        }
    }

    private PlanItem end(
            RetainedTable table,
            PlanItem item,
            RetentionBooks books,
            List<PersonEnding.Ended> ended) {
        if (item.state() != RetentionItemState.DONE || item.effect() != RetentionEffect.END) {
            return item;
        }
        PersonEnding.Ended end = persons.end(table.ending(), item.row(), now);
        if (end.isHeld()) {
            return PlanSettlement.as(item, RetentionItemState.HELD, "legal hold");
        }
        if (end.residual() > 0) {
            throw new IllegalStateException(
                    "%d rows of %s %d are still there after their erasure"
                            .formatted(end.residual(), table.name(), item.row()));
        }
        ended.add(end);
        books.anonymised(item, end);
        return item;
    }

    private static List<Long> rows(List<PlanItem> items, RetentionEffect effect) {
        return items.stream().filter(it -> it.effect() == effect).map(PlanItem::row).toList();
    }
}
