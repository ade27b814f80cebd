package dev.matchmill.readers.posting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.type.EmploymentType;
import dev.matchmill.migrations.type.ExperienceLevel;
import dev.matchmill.migrations.type.LocationType;
import dev.matchmill.migrations.type.PostingStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostingFeedTest {

    @TempDir Path folder;

    private List<FeedLine<PostingRecord>> lines(String content) throws IOException {
        return lines(content.getBytes(StandardCharsets.UTF_8));
    }

    private List<FeedLine<PostingRecord>> lines(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("feed"), content);
        try (var lines = PostingFeed.open(file)) {
            return lines.toList();
        }
    }

    private static PostingRecord good(FeedLine<PostingRecord> line) {
        assertThat(line).isInstanceOf(FeedLine.Good.class);
        return ((FeedLine.Good<PostingRecord>) line).value();
    }

    private static String bad(FeedLine<PostingRecord> line) {
        assertThat(line).isInstanceOf(FeedLine.Bad.class);
        return ((FeedLine.Bad<PostingRecord>) line).message();
    }

    @Test
    void reads_every_column() throws IOException {
        PostingRecord posting =
                good(
                        lines(
                                        """
                                        external_ref,title,description,requirements,responsibilities,organization,employment_type,location_type,city,state,country,language,experience_level,min_years_experience,salary_min,salary_max,salary_currency,salary_period,required_skills,preferred_skills,status,posted_at,expires_at
                                        B-1,Baker,"Bakes bread,
                                        and pastry",Diploma,Ovens,Acme,Full-time,remote,Lund,Skåne,Sweden,sv-SE,senior,3,"52,000",60000.50,sek,yearly,Baking; Pastry|Baking,Cake,active,2026-01-31,2026-03-01T12:00:00+01:00
                                        """)
                                .getFirst());

        assertThat(posting)
                .isEqualTo(
                        new PostingRecord(
                                "B-1",
                                "Baker",
                                "Bakes bread,\nand pastry",
                                "Diploma",
                                "Ovens",
                                "Acme",
                                EmploymentType.FULL_TIME,
                                LocationType.REMOTE,
                                "Lund",
                                "Skåne",
                                "SE",
                                "sv",
                                ExperienceLevel.SENIOR,
                                3,
                                new Salary(5_200_000L, 6_000_050L, "SEK", SalaryPeriod.YEAR),
                                List.of("Baking", "Pastry"),
                                List.of("Cake"),
                                PostingStatus.OPEN,
                                Instant.parse("2026-01-31T00:00:00Z"),
                                Instant.parse("2026-03-01T11:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,title,text\n1,Baker,Bakes bread\n",
                "\uFEFFID;Title;Text\r\n1;Baker;Bakes bread\r\n",
                "Reference\tJob Title\tDescription\n1\tBaker\tBakes bread",
                "{\"id\": 1, \"title\": \"Baker\", \"text\": \"Bakes bread\", \"x\": {\"y\":"
                        + " []}}\n",
                "\uFEFF{\"Id\":\"1\",\"jobTitle\":\"Baker\",\"body\":\"Bakes bread\"}",
                "[{\"id\": 1, \"title\": \"Baker\", \"text\": \"Bakes bread\"}]"
            })
    void reads_the_same_posting_from_each_shape(String content) throws IOException {
        List<FeedLine<PostingRecord>> lines = lines(content);

        assertThat(lines).hasSize(1);
        PostingRecord posting = good(lines.getFirst());
        assertThat(posting.externalRef()).isEqualTo("1");
        assertThat(posting.title()).isEqualTo("Baker");
        assertThat(posting.description()).isEqualTo("Bakes bread");
        assertThat(posting.employmentType()).isNull();
        assertThat(posting.requiredSkills()).isEmpty();
    }

    @Test
    void takes_skills_from_a_json_array() throws IOException {
        String json = "{\"id\":\"1\",\"title\":\"T\",\"text\":\"D\",\"skills\":[\"C#\",\"R; Go\"]}";

        assertThat(good(lines(json).getFirst()).requiredSkills()).containsExactly("C#", "R", "Go");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "title":"secret","text":"d"                              | external_ref is missing
                    "id":"1","text":"secret"                                 | title is missing
                    "id":"1","title":" ","text":"secret"                     | title is missing
                    "id":"1","title":"secret"                                | description is missing
                    "id":"1","title":"t","text":"d","country":"secret"       | country must be
                    "id":"1","title":"t","text":"d","status":"secret"        | status must be one of draft
                    "id":"1","title":"t","text":"d","posted_at":"secret"     | posted_at must be a date
                    "id":"1","title":"t","text":"d","salary_min":"secret"    | salary_min must be
                    "id":"1","title":"t","text":"d","salary_min":-1          | salary_min must be
                    "id":"1","title":"t","text":"d","salary_min":2,"salary_max":1 | salary_max must not
                    "id":"1","title":"t","text":"d","min_years":99           | min_years_experience must
                    "id":"1","title":"t","text":"d","posted_at":"2026-02-01","expires_at":"2026-01-01" | expires_at must not
                    """)
    void refuses_a_bad_line_by_its_column_and_never_repeats_its_content(
            String fields, String message) throws IOException {
        List<FeedLine<PostingRecord>> lines =
                lines("{" + fields + "}\n{\"id\":2,\"title\":\"t\",\"text\":\"d\"}\n");

        assertThat(lines).hasSize(2);
        assertThat(bad(lines.getFirst())).startsWith(message).doesNotContain("secret");
        assertThat(lines.getFirst().line()).isEqualTo(1);
        assertThat(good(lines.getLast()).externalRef()).isEqualTo("2");
    }

    @Test
    void loads_the_rest_after_a_quote_that_is_never_closed() throws IOException {
        List<FeedLine<PostingRecord>> lines =
                lines(
                        """
                        id,title,text
                        1,Baker,"open
                        2,Cook,Cooks 5" pies

                        3,Host,Hosts
                        4,Waiter,"open
                        """);

        assertThat(lines).extracting(FeedLine::line).containsExactly(2L, 3L, 5L, 6L);
        assertThat(bad(lines.getFirst())).contains("not CSV");
        assertThat(bad(lines.getLast())).contains("never closed");
        assertThat(good(lines.get(1)).description()).isEqualTo("Cooks 5\" pies");
        assertThat(good(lines.get(2)).externalRef()).isEqualTo("3");
    }

    @Test
    void loads_the_rest_after_lines_that_are_too_long_or_not_utf8_or_not_json() throws IOException {
        String good = "{\"id\":\"%d\",\"title\":\"t\",\"text\":\"d\"}\n";
        String content = good.formatted(1) + "x".repeat(1_100_000) + "\n" + "caf\u00e9\n{\n[]\n";
        byte[] bytes = (content + good.formatted(6)).getBytes(StandardCharsets.ISO_8859_1);

        List<FeedLine<PostingRecord>> lines = lines(bytes);

        assertThat(lines).extracting(FeedLine::line).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(bad(lines.get(1))).contains("longer than");
        assertThat(bad(lines.get(2))).contains("not UTF-8");
        assertThat(bad(lines.get(3))).contains("not JSON");
        assertThat(bad(lines.get(4))).contains("not a JSON object");
        assertThat(good(lines.get(5)).externalRef()).isEqualTo("6");
    }

    @Test
    void keeps_what_stood_before_a_broken_place_in_an_array() throws IOException {
        List<FeedLine<PostingRecord>> lines =
                lines("[{\"id\":1,\"title\":\"t\",\"text\":\"d\"},\n{\"id\":2,]");

        assertThat(good(lines.getFirst()).externalRef()).isEqualTo("1");
        assertThat(bad(lines.get(1))).contains("broken");
        assertThat(lines).hasSize(2);
    }

    @Test
    void refuses_a_file_that_is_missing_or_empty() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.csv"));

        assertThatThrownBy(() -> PostingFeed.open(folder.resolve("missing.csv")))
                .isInstanceOf(FeedException.class)
                .hasMessageStartingWith("There is no file");
        assertThatThrownBy(() -> PostingFeed.open(empty)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> PostingFeed.open(folder)).isInstanceOf(FeedException.class);
    }
}
