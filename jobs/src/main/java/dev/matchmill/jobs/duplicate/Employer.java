package dev.matchmill.jobs.duplicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names of companies and schools in the form in which they are compared. */
final class Employer {

    private static final Set<String> LEGAL_FORMS =
            Set.of(
                    "gmbh",
                    "mbh",
                    "ag",
                    "kg",
                    "ohg",
                    "ug",
                    "se",
                    "ev",
                    "inc",
                    "incorporated",
                    "corp",
                    "corporation",
                    "co",
                    "company",
                    "ltd",
                    "limited",
                    "llc",
                    "llp",
                    "plc",
                    "lp",
                    "pty",
                    "sa",
                    "sas",
                    "sarl",
                    "sl",
                    "srl",
                    "spa",
                    "bv",
                    "nv",
                    "ab",
                    "as",
                    "oy",
                    "oyj",
                    "aps",
                    "kft",
                    "sro",
                    "zoo",
                    "the",
                    "and",
                    "und",
                    "et",
                    "of",
                    "group",
                    "holding");

    private Employer() {}

    /** Without legal form and articles; empty where nothing else is there. */
    static String of(String name) {
        List<String> words = new ArrayList<>(Letters.words(name.replace(".", "")));
        words.removeIf(LEGAL_FORMS::contains);
        return String.join(" ", words);
    }
}
