package dev.matchmill.migrations;

import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/**
 * Looks before each script, under Flyway's lock, whether an index that it builds is there and
 * invalid: IF NOT EXISTS would take that one for built, and for ever. Remembers which script runs.
 */
final class IndexGuard implements Callback {

    private final Scripts scripts;
    private final IndexRepairs indexes;
    private volatile @Nullable String current;

    IndexGuard(Scripts scripts, IndexRepairs indexes) {
        this.scripts = scripts;
        this.indexes = indexes;
    }

    /** The script that runs or ran last; null before the first. */
    @Nullable String current() {
        return current;
    }

    @Override
    public boolean supports(Event event, @Nullable Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, @Nullable Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        String script = context.getMigrationInfo().getScript();
        current = script;
        Set<String> built = scripts.indexesOf(script);
        if (built.isEmpty()) {
            return;
        }
        indexes.builderOf(built)
                .ifPresent(builder -> {
                    throw new MigrationBlockedException(builder);
                });
        List<String> invalid =
                indexes.invalid().stream()
                        .filter(index -> built.contains(index.name()) && !index.partitioned())
                        .map(InvalidIndex::qualified)
                        .toList();
        if (!invalid.isEmpty()) {
            throw new PreconditionException(SchemaChecks.invalid(invalid));
        }
    }

    @Override
    public String getCallbackName() {
        return "index guard";
    }
}
