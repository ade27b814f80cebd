package dev.matchmill.readers.measure;

import java.util.List;

/**
 * A piece of a page.
 *
 * @param cells one, or several that stand side by side
 * @param aside whether it stands in the narrow column when the page has one
 */
record Block(Kind kind, List<String> cells, boolean aside) {

    enum Kind {
        NAME,
        HEADING,
        LINE,
        BULLET,
        GAP
    }

    String text() {
        return String.join("\t", cells);
    }

    Block putAside() {
        return new Block(kind, cells, true);
    }

    static Block line(String... cells) {
        return new Block(Kind.LINE, List.of(cells), false);
    }

    static Block heading(String words) {
        return new Block(Kind.HEADING, List.of(words), false);
    }

    static Block bullet(String words) {
        return new Block(Kind.BULLET, List.of(words), false);
    }

    static Block gap() {
        return new Block(Kind.GAP, List.of(""), false);
    }
}
