package dev.matchmill.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table of an HTML page; figures stand to the right. */
public final class HtmlTable {

    private final List<String> header;
    private final List<Markup> rows = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param header titles of the columns; one that begins with {@code #} holds figures
     */
    public HtmlTable(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row; its class says what it is to be seen as. */
    public HtmlTable row(String cssClass, Markup... cells) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String kind = isFigure(i) ? " class=\"n\"" : "";
            row.append("<td").append(kind).append('>').append(cells[i].html()).append("</td>");
        }
        rows.add(new Markup(row.toString()).in("tr", cssClass));
        return this;
    }

    /** The table, or a sentence in its place when it has no row. */
    public Markup render(String otherwise) {
        if (rows.isEmpty()) {
            return Markup.text(otherwise).in("p", "none");
        }
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < header.size(); i++) {
            String title = header.get(i).replace("#", "");
            String kind = isFigure(i) ? " class=\"n\"" : "";
            head.append("<th scope=\"col\"").append(kind).append('>');
            head.append(Markup.text(title).html()).append("</th>");
        }
        Markup body = Markup.join(rows.stream());
        Markup table =
                Markup.join(
                        Stream.of(
                                new Markup("<thead><tr>" + head + "</tr></thead><tbody>"),
                                body,
                                new Markup("</tbody>")));
        return table.in("table", "figures").in("div", "wide");
    }

    private boolean isFigure(int column) {
        return header.get(column).startsWith("#");
    }
}
