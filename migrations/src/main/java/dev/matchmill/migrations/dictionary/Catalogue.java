package dev.matchmill.migrations.dictionary;

import java.util.List;
import java.util.Optional;

/**
 * What the catalogue of a database says about its schema; no row of a table is in it, except those
 * that classify the columns.
 *
 * @param version the newest migration that ran, empty if none did
 * @param tables tables and views, by schema and name; partitions are left out
 * @param enums enum types, by name
 * @param routines functions, by schema and name
 */
record Catalogue(String version, List<Table> tables, List<EnumType> enums, List<Routine> routines) {

    /** A table, view or materialised view; the lists that it does not have are empty. */
    record Table(
            String schema,
            String name,
            String kind,
            String comment,
            List<Column> columns,
            List<Rule> rules,
            List<ForeignKey> foreignKeys,
            List<Index> indexes,
            List<Trigger> triggers) {

        /** The name as SQL with the usual search path needs it. */
        String qualifiedName() {
            return schema.equals("public") ? name : schema + "." + name;
        }

        boolean isPrimaryKey(Column column) {
            return rules.stream()
                    .anyMatch(it -> it.kind() == 'p' && it.columns().contains(column.name()));
        }

        /** The foreign key that starts with the column. */
        Optional<ForeignKey> foreignKeyOf(Column column) {
            return foreignKeys.stream()
                    .filter(it -> it.columns().getFirst().equals(column.name()))
                    .findFirst();
        }
    }

    /** A column; the classification is empty where there is none. */
    record Column(
            String name,
            String type,
            boolean isRequired,
            String defaultValue,
            String comment,
            Optional<Classification> classification) {}

    /** How the values of a column are treated. */
    record Classification(
            String sensitivity,
            String encryption,
            String category,
            String eraseAction,
            String retentionClass) {}

    /** A primary key (p), unique (u), check (c) or exclusion (x) constraint. */
    record Rule(char kind, String name, List<String> columns, String definition, String comment) {}

    /**
     * A foreign key.
     *
     * @param target qualified name of the referenced table
     * @param onDelete what happens to the row when the referenced one goes
     */
    record ForeignKey(String name, List<String> columns, String target, String onDelete) {}

    /** An index with the part of its definition that follows USING. */
    record Index(String name, boolean isUnique, String definition, String comment) {}

    /** A trigger with its timing, events and function. */
    record Trigger(String name, String definition) {}

    /**
     * An enum type.
     *
     * @param usedBy columns of that type, as table.column
     */
    record EnumType(String name, List<String> labels, String comment, List<String> usedBy) {}

    /** A function. */
    record Routine(String name, String arguments, String result, String comment) {}
}
