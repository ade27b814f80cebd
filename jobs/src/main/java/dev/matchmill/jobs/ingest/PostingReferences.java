package dev.matchmill.jobs.ingest;

import dev.matchmill.readers.document.DocumentRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which posting a document is an application to, where no manifest says so: the one of the command
 * line, one that its message names, or the one that its first folder is named by. A message's
 * writing may differ in case, for mail programs change that in addresses.
 */
final class PostingReferences {

    private final String given;
    private final Set<String> known;
    private final Map<String, String> byLowerCase = new HashMap<>();

    /**
     * @param given reference for every document, empty for none
     * @param known references of the organization's postings
     */
    PostingReferences(String given, List<String> known) {
        this.given = given;
        this.known = new HashSet<>(known);
        // Two that differ in case only: neither is meant by a third writing.
        known.forEach(reference ->
                byLowerCase.merge(reference.toLowerCase(Locale.ROOT), reference, (_, _) -> ""));
    }

    /** The reference, empty when there is none. */
    String of(DocumentRef document) {
        if (!given.isEmpty()) {
            return given;
        }
        for (String named : document.hint().postings()) {
            String reference =
                    known.contains(named)
                            ? named
                            : byLowerCase.getOrDefault(named.toLowerCase(Locale.ROOT), "");
            if (!reference.isEmpty()) {
                return reference;
            }
        }
        int slash = document.externalId().indexOf('/');
        String folder = slash < 0 ? "" : document.externalId().substring(0, slash);
        return known.contains(folder) ? folder : "";
    }
}
