package dev.matchmill.readers.blind;

import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.profile.ResumeProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the text that is embedded and scored. */
public final class BlindText {

    /** Changes whenever the same input gives another text. */
    public static final String VERSION = "1";

    private BlindText() {}

    @SuppressWarnings("UnusedVariable")
    public static String ofResume(ResumeProfile profile, ParsedDocument document) {
        return document.text();
    }

    @SuppressWarnings("UnusedVariable")
    public static String ofPosting(
            String title,
            String description,
            @Nullable String requirements,
            @Nullable String responsibilities,
            List<String> requiredSkills,
            List<String> preferredSkills) {
        return title + "\n" + description;
    }
}
