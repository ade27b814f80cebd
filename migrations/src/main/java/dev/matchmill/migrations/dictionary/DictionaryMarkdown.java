package dev.matchmill.migrations.dictionary;

import dev.matchmill.migrations.dictionary.Catalogue.Classification;
import dev.matchmill.migrations.dictionary.Catalogue.Column;
import dev.matchmill.migrations.dictionary.Catalogue.ForeignKey;
import dev.matchmill.migrations.dictionary.Catalogue.Table;
import java.util.List;

/** The dictionary as Markdown, with a Mermaid diagram for each area. */
final class DictionaryMarkdown {

    private final Catalogue catalogue;
    private final StringBuilder out = new StringBuilder();

    DictionaryMarkdown(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    String render() {
        line("# Data dictionary\n");
        line(Counts.of(catalogue).sentence());
        Areas.of(catalogue.tables())
                .forEach((title, tables) -> {
                    line("\n## " + title + "\n");
                    diagram(tables);
                    tables.forEach(this::table);
                });
        line("\n## Enum types\n\n| type | labels | used by | meaning |\n|---|---|---|---|");
        catalogue
                .enums()
                .forEach(it ->
                        row(
                                it.name(),
                                String.join(", ", it.labels()),
                                String.join(", ", it.usedBy()),
                                it.comment()));
        line("\n## Functions\n\n| function | arguments | result | meaning |\n|---|---|---|---|");
        catalogue
                .routines()
                .forEach(it -> row(it.name(), it.arguments(), it.result(), it.comment()));
        return out.toString();
    }

    private void diagram(List<Table> tables) {
        line("```mermaid\nerDiagram");
        for (Table table : tables) {
            if (table.foreignKeys().isEmpty()) {
                line("  " + entity(table.qualifiedName()));
            }
            for (ForeignKey key : table.foreignKeys()) {
                line(
                        "  "
                                + entity(key.target())
                                + " ||--o{ "
                                + entity(table.qualifiedName())
                                + " : "
                                + key.columns().getFirst());
            }
        }
        line("```");
    }

    private static String entity(String name) {
        return name.replace('.', '_');
    }

    private void table(Table table) {
        line("\n### " + table.qualifiedName() + "\n");
        line(text(table.comment()) + " (" + text(table.kind()) + ")\n");
        line(
                "| column | type | null | default | classification | meaning |\n"
                        + "|---|---|---|---|---|---|");
        for (Column column : table.columns()) {
            row(
                    column.name()
                            + (table.isPrimaryKey(column) ? " PK" : "")
                            + table.foreignKeyOf(column).map(it -> " → " + it.target()).orElse(""),
                    column.type(),
                    column.isRequired() ? "" : "null",
                    column.defaultValue(),
                    column.classification().map(DictionaryMarkdown::words).orElse(""),
                    column.comment());
        }
        line("");
        table.rules().forEach(it -> item(it.name(), it.definition(), it.comment()));
        table.foreignKeys()
                .forEach(it ->
                        item(
                                it.name(),
                                "(" + String.join(", ", it.columns()) + ") → " + it.target(),
                                "on delete " + it.onDelete()));
        table.indexes().forEach(it -> item(it.name(), it.definition(), it.comment()));
        table.triggers().forEach(it -> item(it.name(), it.definition(), ""));
    }

    private static String words(Classification it) {
        return String.join(
                ", ", it.sensitivity(), it.encryption(), it.eraseAction(), it.retentionClass());
    }

    private void item(String name, String definition, String comment) {
        line(
                "- `%s` %s%s"
                        .formatted(
                                name,
                                text(definition),
                                comment.isEmpty() ? "" : ": " + text(comment)));
    }

    private void row(String... cells) {
        out.append('|');
        for (String cell : cells) {
            out.append(' ').append(text(cell)).append(" |");
        }
        out.append('\n');
    }

    private void line(String line) {
        out.append(line).append('\n');
    }

    // Text that can neither end a cell nor become an element.
    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replaceAll("\\R", " ");
    }
}
