package dev.matchmill.migrations.dictionary;

import dev.matchmill.migrations.dictionary.Catalogue.Classification;
import dev.matchmill.migrations.dictionary.Catalogue.Column;
import dev.matchmill.migrations.dictionary.Catalogue.EnumType;
import dev.matchmill.migrations.dictionary.Catalogue.ForeignKey;
import dev.matchmill.migrations.dictionary.Catalogue.Index;
import dev.matchmill.migrations.dictionary.Catalogue.Routine;
import dev.matchmill.migrations.dictionary.Catalogue.Rule;
import dev.matchmill.migrations.dictionary.Catalogue.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The dictionary as one HTML page: nothing is loaded from elsewhere. */
final class DictionaryPage {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private final Catalogue catalogue;
    private final Set<String> enums;

    DictionaryPage(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.enums = catalogue.enums().stream().map(EnumType::name).collect(Collectors.toSet());
    }

    String render() {
        Map<String, List<Table>> areas = Areas.of(catalogue.tables());
        var contents = new StringBuilder();
        var sections = new StringBuilder();
        areas.forEach((title, tables) -> {
            Markup anchor = Markup.anchor("area-" + title.replaceAll("\\W+", "-"));
            contents.append(
                    "<section><h3><a href=\"#%s\">%s</a></h3><ul>%s</ul></section>"
                            .formatted(anchor, Markup.text(title), each(tables, this::entry)));
            sections.append(
                    "<section class=\"area\" id=\"%s\"><h2>%s</h2><figure>%s</figure>%s"
                            .formatted(
                                    anchor,
                                    Markup.text(title),
                                    new EntityDiagram(title, tables).svg(),
                                    each(tables, this::section)));
            sections.append("</section>");
        });
        return fill(
                Resource.text("page.html"),
                Map.of(
                        "style", Resource.text("page.css"),
                        "summary", Markup.text(Counts.of(catalogue).sentence()).html(),
                        "contents", contents.toString(),
                        "areas", sections.toString(),
                        "enums", each(catalogue.enums(), this::enumType).html(),
                        "routines", each(catalogue.routines(), DictionaryPage::routine).html()));
    }

    // In one pass, so that braces in a value stay text.
    private static String fill(String page, Map<String, String> values) {
        return PLACE.matcher(page)
                .replaceAll(place ->
                        Matcher.quoteReplacement(
                                Objects.requireNonNull(values.get(place.group(1)))));
    }

    private Markup entry(Table table) {
        return new Markup(
                "<li data-find=\"%s\"><a href=\"#%s\">%s</a></li>"
                        .formatted(
                                Markup.text(table.qualifiedName()),
                                Markup.anchor(table.qualifiedName()),
                                Markup.text(table.qualifiedName())));
    }

    private Markup section(Table table) {
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
                                Markup.text(table.kind() + keptAs(table)),
                                Markup.text(table.comment()).in("p"),
                                columns(table),
                                list("Constraints", each(table.rules(), DictionaryPage::rule)),
                                list(
                                        "Foreign keys",
                                        each(table.foreignKeys(), DictionaryPage::foreignKey)),
                                list("Indexes", each(table.indexes(), DictionaryPage::index)),
                                list(
                                        "Triggers",
                                        each(
                                                table.triggers(),
                                                it -> item(it.name(), it.definition(), "")))));
    }

    private static String keptAs(Table table) {
        return table.columns().stream()
                .flatMap(it -> it.classification().stream())
                .map(it -> ", kept as " + it.retentionClass().replace('_', ' '))
                .distinct()
                .collect(Collectors.joining());
    }

    private Markup columns(Table table) {
        boolean isClassified =
                table.columns().stream().anyMatch(it -> it.classification().isPresent());
        return new Markup(
                "<div class=\"wide\"><table><thead><tr><th>Column<th>Type<th>Null<th>Default%s<th>Meaning</tr></thead><tbody>%s</tbody></table></div>"
                        .formatted(
                                isClassified
                                        ? "<th>Sensitivity<th>Encryption<th>On erasure"
                                        : "",
                                each(table.columns(), it -> column(table, it, isClassified))));
    }

    private Markup column(Table table, Column column, boolean isClassified) {
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
        return column.classification()
                .map(DictionaryPage::cells)
                .orElse(new Markup("<td><td><td>"));
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

    private static Markup rule(Rule rule) {
        return item(rule.name(), rule.definition(), rule.comment());
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

    private static Markup index(Index index) {
        return item(index.name(), index.definition(), index.comment());
    }

    private Markup enumType(EnumType type) {
        return new Markup(
                "<article id=\"%s\" data-find=\"%s\"><h3>%s</h3>%s<p class=\"labels\">%s</p><p class=\"uses\">%s</p></article>"
                        .formatted(
                                Markup.anchor(type.name()),
                                Markup.text(type.name() + " " + String.join(" ", type.labels())),
                                Markup.text(type.name()),
                                Markup.text(type.comment()).in("p"),
                                each(type.labels(), it -> Markup.text(it).in("code")),
                                Markup.text(String.join(", ", type.usedBy()))));
    }

    private static Markup routine(Routine routine) {
        return new Markup(
                "<li data-find=\"%s\"><code>%s(%s)</code> → <code>%s</code> %s</li>"
                        .formatted(
                                Markup.text(routine.name()),
                                Markup.text(routine.name()),
                                Markup.text(routine.arguments()),
                                Markup.text(routine.result()),
                                Markup.text(routine.comment())));
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

    private static <T> Markup each(List<T> things, Function<T, Markup> render) {
        return Markup.join(things.stream().map(render).toList());
    }
}
