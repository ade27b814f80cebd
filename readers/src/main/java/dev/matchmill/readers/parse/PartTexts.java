package dev.matchmill.readers.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The parts of a document in their order: body, and heads and feet of pages once each. */
final class PartTexts {

    private final ParseLimits limits;
    private final List<String> parts = new ArrayList<>();
    private final Set<String> edgeLines = new HashSet<>();
    private final Set<String> links = new LinkedHashSet<>();
    private int characters;
    private int hidden;
    private boolean cut;
    private boolean picture;

    PartTexts(ParseLimits limits) {
        this.limits = limits;
    }

    /** An empty text with the room that is left. */
    MarkupText next() {
        int room = Math.max(0, limits.maxCharacters() - characters);
        return new MarkupText(room, limits.maxDepth(), false);
    }

    void add(RawText part) {
        take(part, part.text());
    }

    /** A head or foot: lines that were there before and page numbers are left out. */
    void addEdge(RawText part) {
        List<String> lines =
                part.text()
                        .lines()
                        .filter(line -> line.isBlank() || edgeLines.add(line.strip()))
                        .filter(line -> !RunningLines.isPageNumber(line))
                        .toList();
        take(part, String.join("\n", lines));
    }

    private void take(RawText part, String text) {
        if (!text.isBlank()) {
            parts.add(text);
        }
        characters += part.text().length();
        cut |= part.cut();
        hidden += part.hiddenCharacters();
        picture |= part.pictures();
        links.addAll(part.linkTargets());
    }

    RawText whole(int pageCount) {
        String text = String.join("\n", parts);
        return new RawText(text, pageCount, cut, List.copyOf(links), 0, picture, hidden);
    }
}
