package dev.matchmill.jobs.ingest;

import dev.matchmill.embeddings.store.ContentHash;
import dev.matchmill.jobs.upsert.Contest;
import dev.matchmill.jobs.upsert.SampleWords;
import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.readers.profile.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Generated candidates for writers to write. */
public final class CandidateContest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private CandidateContest() {}

    /**
     * So many candidates with every column that a resume fills.
     *
     * @param changedShare of the rows whose title changes
     */
    public static Contest<?> of(int count, double changedShare) {
        SampleWords words = new SampleWords(7);
        List<CandidateRow> rows = new ArrayList<>();
        List<CandidateRow> changed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CandidateRow row = row(i, words, words.name());
            rows.add(row);
            boolean changes = words.below(1_000_000) < changedShare * 1_000_000;
            changed.add(changes ? titled(row, "New " + row.title()) : row);
        }
        return new Contest<>(CandidateRow.TABLE, rows, changed);
    }

    private static CandidateRow row(int number, SampleWords words, String title) {
        String summary = words.text(60);
        return new CandidateRow(
                "person%07d@example.org".formatted(number),
                false,
                words.name(),
                true,
                "+4930%07d".formatted(number),
                new Location(words.name(), words.word(), "DE"),
                "https://linkedin.com/in/p" + number,
                "https://github.com/p" + number,
                null,
                title,
                words.name(),
                summary,
                words.below(30),
                EducationLevel.BACHELOR,
                "[\"en\", \"de\"]",
                ContentHash.of(summary),
                NOW);
    }

    private static CandidateRow titled(CandidateRow row, String title) {
        return new CandidateRow(
                row.email(),
                row.reservedEmail(),
                row.name(),
                row.nameKnown(),
                row.phone(),
                row.location(),
                row.linkedin(),
                row.github(),
                row.website(),
                title,
                row.company(),
                row.summary(),
                row.years(),
                row.education(),
                row.languages(),
                row.contentHash(),
                row.now());
    }
}
