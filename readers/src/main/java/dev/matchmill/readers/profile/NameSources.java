package dev.matchmill.readers.profile;

import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name that the text doesn't give, out of two of three: an address, a profile link and the name
 * of the file. One alone is not believed: files and addresses bear names of companies and jokes.
 */
final class NameSources {

    private NameSources() {}

    /** A known given name and another word, both in two sources. */
    static Optional<Field<String>> agreed(NameEvidence evidence) {
        List<List<String>> sources = new ArrayList<>();
        sources.add(evidence.wordsOfFile());
        evidence.addresses().forEach(address -> sources.add(NameEvidence.wordsOf(address)));
        for (List<String> words : sources) {
            for (int at = 0; at + 1 < words.size(); at++) {
                String name = NameCase.capitalized(words.get(at) + " " + words.get(at + 1));
                boolean whole = words.get(at + 1).length() > 2 && NameEvidence.isGiven(name);
                if (whole && NameShape.fits(name) && evidence.sourcesOf(name) >= 2) {
                    return Optional.of(new Field<>(name, new Span(0, 0), 0.5));
                }
            }
        }
        return Optional.empty();
    }
}
