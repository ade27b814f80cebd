package dev.matchmill.jobs.recurring;

import dev.matchmill.migrations.type.FindingKind;
import dev.matchmill.migrations.type.FindingSeverity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a person should look at. One is open for each kind and object.
 *
 * @param object what it is about, such as a qualified index; no personal data
 * @param metric what was measured
 * @param threshold what it was compared with
 * @param detail more of the same, by name
 * @param cure what to do, a sentence
 */
public record Finding(
        FindingKind kind,
        FindingSeverity severity,
        String object,
        double metric,
        double threshold,
        Map<String, Object> detail,
        String cure) {

    public Finding {
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
        if (cure.isBlank()) {
            throw new IllegalArgumentException(kind + " must come with a cure");
        }
    }

    public static Finding info(
            FindingKind kind, String object, double metric, double threshold, String cure) {
        return new Finding(kind, FindingSeverity.INFO, object, metric, threshold, Map.of(), cure);
    }

    public static Finding warning(
            FindingKind kind, String object, double metric, double threshold, String cure) {
        return new Finding(
                kind, FindingSeverity.WARNING, object, metric, threshold, Map.of(), cure);
    }

    public static Finding critical(
            FindingKind kind, String object, double metric, double threshold, String cure) {
        return new Finding(
                kind, FindingSeverity.CRITICAL, object, metric, threshold, Map.of(), cure);
    }

    public Finding with(Map<String, Object> more) {
        return new Finding(kind, severity, object, metric, threshold, more, cure);
    }
}
