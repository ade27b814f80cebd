package dev.matchmill.migrations.dictionary;

import static dev.matchmill.migrations.dictionary.Markup.each;

import dev.matchmill.migrations.dictionary.Catalogue.EnumType;
import dev.matchmill.migrations.dictionary.Catalogue.Routine;
import dev.matchmill.migrations.dictionary.Catalogue.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
                            .formatted(
                                    anchor,
                                    Markup.text(title),
                                    each(tables, DictionaryPage::entry)));
            sections.append(
                    "<section class=\"area\" id=\"%s\"><h2>%s</h2><figure>%s</figure>%s"
                            .formatted(
                                    anchor,
                                    Markup.text(title),
                                    new EntityDiagram(title, tables).svg(),
                                    each(tables, it -> new TableSection(it, enums).render())));
            sections.append("</section>");
        });
        return fill(
                Resource.text("page.html"),
                Map.of(
                        "style", Resource.text("page.css"),
                        "summary", Markup.text(Counts.of(catalogue).sentence()).html(),
                        "contents", contents.toString(),
                        "areas", sections.toString(),
                        "enums", each(catalogue.enums(), DictionaryPage::enumType).html(),
                        "routines", each(catalogue.routines(), DictionaryPage::routine).html()));
    }

    // In one pass, so that braces in a value stay text.
    private static String fill(String page, Map<String, String> values) {
        return PLACE.matcher(page)
                .replaceAll(place ->
                        Matcher.quoteReplacement(
                                Objects.requireNonNull(values.get(place.group(1)))));
    }

    private static Markup entry(Table table) {
        return new Markup(
                "<li data-find=\"%s\"><a href=\"#%s\">%s</a></li>"
                        .formatted(
                                Markup.text(table.qualifiedName()),
                                Markup.anchor(table.qualifiedName()),
                                Markup.text(table.qualifiedName())));
    }

    private static Markup enumType(EnumType type) {
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
}
