package dev.matchmill.jobs.benchmark;

import dev.matchmill.jobs.benchmark.FieldScore.Fault;
import dev.matchmill.readers.profile.ResumeProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores profiles against their truth, field by field. */
final class ExtractionScores {

    private static final List<String> COLUMNS =
            List.of(
                    "field",
                    "wanted",
                    "right",
                    "near",
                    "wrong",
                    "missing",
                    "invented",
                    "precision",
                    "recall",
                    "f1",
                    "fuzzy f1");
    // Worst first.
    private static final List<String> KINDS = List.of("invented", "wrong", "missing", "near");

    private final Map<Judged, FieldScore> scores = new EnumMap<>(Judged.class);

    ExtractionScores() {
        for (Judged field : Judged.values()) {
            scores.put(field, new FieldScore());
        }
    }

    FieldScore of(Judged field) {
        return scores.computeIfAbsent(field, _ -> new FieldScore());
    }

    /**
     * @param profile absent when the file was refused: all that is wanted is missing
     */
    void add(TruthLine truth, @Nullable ResumeProfile profile) {
        for (Judged field : Judged.values()) {
            if (!truth.judges(field.key())) {
                continue;
            }
            List<String> read = profile == null ? List.of() : field.read(profile);
            if (field.isList()) {
                each(field, truth, read, profile);
            } else {
                one(field, truth, read, profile);
            }
        }
    }

    private void one(
            Judged field, TruthLine truth, List<String> read, @Nullable ResumeProfile profile) {
        FieldScore score = of(field);
        List<String> accepted = truth.accepted(field.key());
        if (truth.wanted(field.key()).isEmpty()) {
            read.forEach(value -> score.invented(truth.file(), value));
        } else if (read.isEmpty() || profile == null) {
            score.missing(truth.file(), accepted.getFirst());
        } else if (accepted.stream().anyMatch(w -> field.isRight(w, read.getFirst(), profile))) {
            score.right();
        } else if (accepted.stream().anyMatch(w -> field.isNear(w, read.getFirst(), profile))) {
            score.near(truth.file(), accepted.getFirst(), read.getFirst());
        } else {
            score.wrong(truth.file(), accepted.getFirst(), read.getFirst());
        }
    }

    /**
     * Every wanted value by itself. What is read beyond them counts as invented for links only: a
     * truth seldom lists every skill, so an empty list alone forbids them.
     */
    private void each(
            Judged field, TruthLine truth, List<String> read, @Nullable ResumeProfile profile) {
        FieldScore score = of(field);
        List<String> accepted = truth.accepted(field.key());
        List<String> wanted = truth.wanted(field.key());
        List<String> left = new ArrayList<>(read);
        for (String value : wanted) {
            boolean found =
                    profile != null && left.removeIf(got -> field.isRight(value, got, profile));
            if (found) {
                score.right();
            } else {
                score.missing(truth.file(), value);
            }
        }
        if (profile != null) {
            left.removeIf(got -> accepted.stream().anyMatch(v -> field.isRight(v, got, profile)));
        }
        if (field == Judged.LINKS || wanted.isEmpty()) {
            left.forEach(got -> score.invented(truth.file(), got));
        }
    }

    ResultTable fields() {
        List<List<Object>> rows = new ArrayList<>();
        scores.forEach((field, score) -> {
            if (score.wanted() + score.read() > 0) {
                rows.add(score.row(field.key()));
            }
        });
        return new ResultTable("fields", COLUMNS, rows);
    }

    /** The faults, what was invented first, at most {@code most} of a field. */
    ResultTable worst(int most) {
        List<List<Object>> rows = new ArrayList<>();
        scores.forEach((field, score) ->
                score.faults().stream()
                        .sorted(
                                Comparator.comparingInt((Fault f) -> KINDS.indexOf(f.kind()))
                                        .thenComparing(Fault::file))
                        .limit(most)
                        .forEach(f ->
                                rows.add(
                                        List.of(
                                                field.key(),
                                                f.kind(),
                                                f.file(),
                                                f.wanted(),
                                                f.read()))));
        return new ResultTable("worst", List.of("field", "fault", "file", "wanted", "read"), rows);
    }
}
