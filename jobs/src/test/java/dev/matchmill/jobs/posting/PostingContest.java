package dev.matchmill.jobs.posting;

import dev.matchmill.jobs.upsert.Contest;
import dev.matchmill.jobs.upsert.SampleWords;
import dev.matchmill.migrations.type.OrganizationId;
import dev.matchmill.readers.posting.PostingRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Generated postings for writers to write. */
public final class PostingContest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PostingContest() {}

    /**
     * So many postings of an organization, about 1.5 kB each.
     *
     * @param organization its id
     * @param changedShare of the rows whose text changes
     */
    public static Contest<?> of(int count, long organization, double changedShare) {
        SampleWords words = new SampleWords(11);
        List<PostingRow> rows = new ArrayList<>();
        List<PostingRow> changed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PostingRow row = row(organization, i, words);
            rows.add(row);
            boolean changes = words.below(1_000_000) < changedShare * 1_000_000;
            changed.add(changes ? retitled(row) : row);
        }
        return new Contest<>(PostingRow.TABLE, rows, changed);
    }

    private static PostingRow row(long organization, int number, SampleWords words) {
        PostingRecord posting =
                posting(
                        "P-%07d".formatted(number),
                        words.name(),
                        words.text(140),
                        words.text(40),
                        words.name(),
                        words.below(10));
        List<String> required = List.of("skill " + words.below(300), "skill " + words.below(300));
        List<String> preferred = List.of("skill " + words.below(300));
        return PostingRow.of(
                new OrganizationId(organization),
                posting,
                new PostingSkills.Asked(required, preferred, Map.of()),
                NOW,
                JSON);
    }

    private static PostingRow retitled(PostingRow row) {
        PostingRecord before = row.posting();
        return new PostingRow(
                row.organization(),
                posting(
                        before.externalRef(),
                        "New " + before.title(),
                        before.description(),
                        before.requirements(),
                        before.city(),
                        before.minYearsExperience()),
                row.requiredSkills(),
                row.preferredSkills(),
                row.contentHash(),
                row.now());
    }

    private static PostingRecord posting(
            String reference,
            String title,
            String description,
            @Nullable String requirements,
            @Nullable String city,
            @Nullable Integer years) {
        return new PostingRecord(
                reference,
                title,
                description,
                requirements,
                null,
                null,
                null,
                null,
                city,
                null,
                "DE",
                "en",
                null,
                years,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null);
    }
}
