package dev.matchmill.readers.profile;

import java.util.regex.Pattern;

/** Lines whose contacts are not the candidate's. */
final class OtherPeople {

    private static final Pattern LABEL =
            Pattern.compile(
                    "\\b(?:refer(?:ee|ence|ences|red"
                        + " by)|supervisor|manager|agency|recruiter|emergency(?:"
                        + " contact)?|parent|mother|father|spouse|guardian|presented by|represented"
                        + " by|consultant|hiring contact|contact"
                        + " person|referenz|ansprechpartner\\w*|vorgesetzter?|r\\u00E9f\\u00E9rence|superviseur|referencia|jefe)\\b\\s?[:\\-(]",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private OtherPeople() {}

    static boolean own(String line) {
        return !LABEL.matcher(line).find();
    }
}
