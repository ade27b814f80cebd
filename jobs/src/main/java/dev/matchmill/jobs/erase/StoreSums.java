package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.subject.EraseAction;
import dev.matchmill.jobs.subject.StoreErasure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stores of one table as one: a person's rows may belong to them in several ways. */
final class StoreSums {

    private StoreSums() {}

    /**
     * One for each table that something was done to or that has something to be done to, in the
     * order in which they come.
     */
    static List<StoreErasure> of(Collection<StoreErasure> stores) {
        Map<String, StoreErasure> tables = new LinkedHashMap<>();
        for (StoreErasure store : stores) {
            tables.merge(store.schema() + "." + store.table(), store, StoreSums::sum);
        }
        return tables.values().stream()
                .filter(store ->
                        store.action() != EraseAction.KEEP
                                || store.affected() > 0
                                || store.residual() > 0)
                .toList();
    }

    private static StoreErasure sum(StoreErasure one, StoreErasure other) {
        return new StoreErasure(
                one.schema(),
                one.table(),
                one.action().compareTo(other.action()) >= 0 ? one.action() : other.action(),
                one.affected() + other.affected(),
                one.residual() + other.residual());
    }
}
