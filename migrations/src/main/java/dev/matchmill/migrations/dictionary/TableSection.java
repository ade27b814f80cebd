package dev.matchmill.migrations.dictionary;

import static dev.matchmill.migrations.dictionary.Markup.each;

import dev.matchmill.migrations.dictionary.Catalogue.Classification;
import dev.matchmill.migrations.dictionary.Catalogue.Column;
import dev.matchmill.migrations.dictionary.Catalogue.ForeignKey;
import dev.matchmill.migrations.dictionary.Catalogue.Table;
import java.util.Set;
import java.util.stream.Collectors;

/** What the page says about one table. */
final class TableSection {

    private final Table table;
    private final Set<String> enums;

    /** The section of a table; types that are enums of these names become links. */
    TableSection(Table table, Set<String> enums) {
        this.table = table;
        this.enums = enums;
    }

    Markup render() {
        String words =
                table.qualifiedName()
                        + " "
                        + table.columns().stream()
                                .map(Column::name)
                                .collect(Collectors.joining(" "));
        return new Markup(
                "<article id=\"%s\" data-find=\"%s\"><h3>%s <small>%s</small></h3>%s%s%s%s%s%s</article>"
                        .formatted(
                                Markup.anchor(table.qualifiedName()),
                                Markup.text(words),
                                Markup.text(table.qualifiedName()),
                                Markup.text(table.kind() + keptAs()),
                                Markup.text(table.comment()).in("p"),
                                columns(),
                                list(
                                        "Constraints",
                                        each(
                                                table.rules(),
                                                it ->
                                                        item(
                                                                it.name(),
                                                                it.definition(),
                                                                it.comment()))),
                                list(
                                        "Foreign keys",
                                        each(table.foreignKeys(), TableSection::foreignKey)),
                                list(
                                        "Indexes",
                                        each(
                                                table.indexes(),
                                                it ->
                                                        item(
                                                                it.name(),
                                                                it.definition(),
                                                                it.comment()))),
                                list(
                                        "Triggers",
                                        each(
                                                table.triggers(),
                                                it -> item(it.name(), it.definition(), "")))));
    }

    private String keptAs() {
        return table.columns().stream()
                .flatMap(it -> it.classification().stream())
                .map(it -> ", kept as " + it.retentionClass().replace('_', ' '))
                .distinct()
                .collect(Collectors.joining());
    }

    private Markup columns() {
        boolean isClassified =
                table.columns().stream().anyMatch(it -> it.classification().isPresent());
        return new Markup(
                "<div class=\"wide\"><table><thead><tr><th>Column<th>Type<th>Null<th>Default%s<th>Meaning</tr></thead><tbody>%s</tbody></table></div>"
                        .formatted(
                                isClassified ? "<th>Sensitivity<th>Encryption<th>On erasure" : "",
                                each(table.columns(), it -> column(it, isClassified))));
    }

    private Markup column(Column column, boolean isClassified) {
        String marks =
                (table.isPrimaryKey(column) ? " <b>PK</b>" : "")
                        + table.foreignKeyOf(column)
                                .map(it ->
                                        " <b><a href=\"#%s\" title=\"%s\">FK</a></b>"
                                                .formatted(
                                                        Markup.anchor(it.target()),
                                                        Markup.text(it.target())))
                                .orElse("");
        return new Markup(
                "<tr><td><code>%s</code>%s<td>%s<td>%s<td><code>%s</code>%s<td>%s</tr>"
                        .formatted(
                                Markup.text(column.name()),
                                marks,
                                type(column.type()),
                                column.isRequired() ? "" : "null",
                                Markup.text(column.defaultValue()),
                                isClassified ? classification(column) : "",
                                Markup.text(column.comment())));
    }

    private static Markup classification(Column column) {
        return column.classification().map(TableSection::cells).orElse(new Markup("<td><td><td>"));
    }

    private static Markup cells(Classification it) {
        String category = it.category().isEmpty() ? "" : " (" + it.category() + ")";
        return new Markup(
                "<td class=\"%s\">%s<td>%s<td>%s"
                        .formatted(
                                Markup.text(it.sensitivity()),
                                words(it.sensitivity() + category),
                                words(it.encryption()),
                                words(it.eraseAction())));
    }

    private static Markup words(String label) {
        return Markup.text(label.replace('_', ' '));
    }

    private Markup type(String type) {
        Markup text = Markup.text(type);
        String element = type.replace("[]", "");
        return enums.contains(element)
                ? new Markup("<a href=\"#%s\">%s</a>".formatted(Markup.anchor(element), text))
                : text;
    }

    private static Markup foreignKey(ForeignKey key) {
        return new Markup(
                "<li><code>%s</code> (%s) → <a href=\"#%s\">%s</a>, on delete %s</li>"
                        .formatted(
                                Markup.text(key.name()),
                                Markup.text(String.join(", ", key.columns())),
                                Markup.anchor(key.target()),
                                Markup.text(key.target()),
                                Markup.text(key.onDelete())));
    }

    private static Markup item(String name, String definition, String comment) {
        return new Markup(
                "<li><code>%s</code> %s%s</li>"
                        .formatted(
                                Markup.text(name),
                                Markup.text(definition),
                                Markup.text(comment).in("em")));
    }

    private static Markup list(String title, Markup items) {
        return items.html().isEmpty()
                ? items
                : new Markup("<h4>%s</h4><ul>%s</ul>".formatted(title, items));
    }
}
