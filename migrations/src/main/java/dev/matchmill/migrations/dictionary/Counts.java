package dev.matchmill.migrations.dictionary;

import dev.matchmill.migrations.dictionary.Catalogue.Table;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** How much there is of everything. */
record Counts(
        String version,
        int tables,
        int views,
        int columns,
        int indexes,
        int foreignKeys,
        int uniques,
        int checks,
        int enums) {

    static Counts of(Catalogue catalogue) {
        List<Table> tables = catalogue.tables();
        int views = (int) tables.stream().filter(it -> it.kind().endsWith("view")).count();
        return new Counts(
                catalogue.version(),
                tables.size() - views,
                views,
                sum(tables, it -> it.columns().size()),
                sum(tables, it -> it.indexes().size()),
                sum(tables, it -> it.foreignKeys().size()),
                sum(tables, it -> (int) it.rules().stream().filter(r -> r.kind() == 'u').count()),
                sum(tables, it -> (int) it.rules().stream().filter(r -> r.kind() == 'c').count()),
                catalogue.enums().size());
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "Migration %s: %,d tables, %,d views, %,d columns, %,d indexes, %,d foreign keys,"
                    + " %,d unique and %,d check constraints, %,d enum types. Partitions count with"
                    + " their table.",
                version,
                tables,
                views,
                columns,
                indexes,
                foreignKeys,
                uniques,
                checks,
                enums);
    }

    private static int sum(List<Table> tables, ToIntFunction<Table> count) {
        return tables.stream().mapToInt(count).sum();
    }
}
