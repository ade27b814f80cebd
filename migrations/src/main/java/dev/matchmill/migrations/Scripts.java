package dev.matchmill.migrations;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/** The text of the migrations on the class path, and what can be told from it. */
final class Scripts {

    private static final String CLASS_PATH = "classpath:";

    private static final Pattern CREATE_INDEX =
            Pattern.compile(
                    "\\bCREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+(?:CONCURRENTLY\\s+)?"
                            + "(?:IF\\s+NOT\\s+EXISTS\\s+)?\"?(\\w+)",
                    Pattern.CASE_INSENSITIVE);

    // Its own words are no statements: a comment may well speak of building an index.
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

    private final List<String> locations;

    Scripts(List<String> locations) {
        this.locations =
                locations.stream()
                        .map(location -> "/" + location.substring(CLASS_PATH.length()) + "/")
                        .toList();
    }

    /** The migration as it is told to people. */
    Migration describe(MigrationInfo migration) {
        return new Migration(
                String.valueOf(migration.getVersion()),
                migration.getDescription(),
                migration.getScript(),
                runsInTransaction(migration.getScript()));
    }

    /** Whether the script's own configuration leaves it in a transaction. */
    boolean runsInTransaction(String script) {
        String text = read(script + ".conf");
        if (text == null) {
            return true;
        }
        try {
            Properties settings = new Properties();
            settings.load(new StringReader(text));
            return !settings.getProperty("executeInTransaction", "true").strip().equals("false");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Names, without schema, of the indexes that the script creates. */
    Set<String> indexesOf(String script) {
        String text = read(script);
        Set<String> names = new HashSet<>();
        if (text != null) {
            Matcher found = CREATE_INDEX.matcher(COMMENT.matcher(text).replaceAll(" "));
            while (found.find()) {
                names.add(found.group(1));
            }
        }
        return names;
    }

    private @Nullable String read(String name) {
        for (String location : locations) {
            try (InputStream in = Scripts.class.getResourceAsStream(location + name)) {
                if (in != null) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return null;
    }
}
