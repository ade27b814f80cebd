package dev.matchmill.readers.posting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.type.EmploymentType;
import dev.matchmill.migrations.type.LocationType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPostingFeedTest {

    private static final String WHOLE =
            """
            {
              "@context": "https://schema.org/",
              "@type": "JobPosting",
              "identifier": {"@type": "PropertyValue", "name": "Mill", "value": "ENG-7"},
              "title": "Cook &amp; Baker",
              "description": "<p>Cook for us.</p><ul><li>Soups</li><li>Bread &amp; rolls</li></ul>",
              "responsibilities": ["Cook", "Clean"],
              "qualifications": "<p>A cook's certificate</p>",
              "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 30},
              "skills": "Baking, Soups; Menus",
              "hiringOrganization": {"@type": "Organization", "name": "Mill Ltd", "sameAs": "https://mill.example"},
              "jobLocation": [{"@type": "Place", "address": {"@type": "PostalAddress",
                 "addressLocality": "Leeds", "addressRegion": "West Yorkshire",
                 "addressCountry": {"@type": "Country", "name": "United Kingdom"}}}],
              "baseSalary": {"@type": "MonetaryAmount", "currency": "GBP",
                 "value": {"@type": "QuantitativeValue", "minValue": 24000.5, "maxValue": "31,000", "unitText": "YEAR"}},
              "employmentType": ["OTHER", "PART_TIME"],
              "datePosted": "2026-03-01",
              "validThrough": "2026-05-01T18:00:00+0200",
              "url": "https://mill.example/jobs/7"
            }
            """;

    @TempDir private Path folder;

    @Test
    void a_job_posting_is_read_field_by_field() throws IOException {
        PostingRecord posting = only(WHOLE);

        assertThat(posting)
                .isEqualTo(
                        new PostingRecord(
                                "ENG-7",
                                "Cook & Baker",
                                posting.description(),
                                "A cook's certificate",
                                "Cook\nClean",
                                "Mill Ltd",
                                EmploymentType.PART_TIME,
                                null,
                                "Leeds",
                                "West Yorkshire",
                                "GB",
                                null,
                                null,
                                2,
                                new Salary(2_400_050L, 3_100_000L, "GBP", SalaryPeriod.YEAR),
                                List.of("Baking", "Soups", "Menus"),
                                List.of(),
                                null,
                                Instant.parse("2026-03-01T00:00:00Z"),
                                Instant.parse("2026-05-01T16:00:00Z")));
        assertThat(posting.description().lines().filter(line -> !line.isBlank()))
                .hasSize(3)
                .first()
                .isEqualTo("Cook for us.");
        assertThat(posting.description()).contains("Bread & rolls").doesNotContain("<", "&amp;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"identifier\": \"A-1\"|A-1",
                "\"identifier\": 4711|4711",
                "\"identifier\": [{\"value\": 12}]|12",
                "\"url\": \"https://mill.example/7\"|https://mill.example/7",
                "\"@id\": \"urn:7\"|urn:7",
                "\"mainEntityOfPage\": {\"@id\":"
                        + " \"https://mill.example/8\"}|https://mill.example/8",
            })
    void the_reference_is_the_identifier_or_else_an_address(String field, String expected)
            throws IOException {
        assertThat(
                        only("{\"@type\": \"JobPosting\", %s, %s}".formatted(field, words()))
                                .externalRef())
                .isEqualTo(expected);
    }

    @Test
    void postings_stand_anywhere_in_a_document() throws IOException {
        String one = "{\"@type\": \"JobPosting\", \"identifier\": \"%s\", " + words() + "}";
        String graph =
                "{\"@context\": \"https://schema.org\",\n \"@graph\": [{\"@type\": \"WebSite\"}, "
                        + one.formatted("A")
                        + ", {\"@type\": \"ItemList\", \"itemListElement\": [{\"@type\":"
                        + " \"ListItem\", \"item\": "
                        + one.formatted("B")
                                .replace("\"JobPosting\"", "[\"http://schema.org/JobPosting\"]")
                        + "}]}]}";

        assertThat(references(feed("a.json", graph))).containsExactly("A", "B");
        assertThat(references(feed("b.jsonl", one.formatted("C") + "\n" + one.formatted("D"))))
                .containsExactly("C", "D");
        assertThat(references(feed("c.json", "[" + one.formatted("E") + "]"))).containsExactly("E");
    }

    @Test
    void a_page_brings_its_scripts_and_a_broken_one_is_a_rejection() throws IOException {
        String page =
                """
                <!doctype html><html><head><meta charset="utf-8">
                <script type="application/ld+json">{"@type": "BreadcrumbList"}</script>
                <script type="application/ld+json; charset=utf-8">
                <!-- {"@type": "JobPosting", "identifier": "A", "title": "Cook", // soups
                 "description": "Two
                lines",} -->
                </script>
                <script type="application/ld+json">{"@type": "JobPosting", "title: </script>
                <script type="application/ld+json">{"@type": "JobPosting", "identifier": "C", %s}</script>
                """
                        .formatted(words());

        List<FeedLine<PostingRecord>> lines = feed("page.html", page);

        assertThat(references(lines)).containsExactly("A", "C");
        assertThat(lines.get(1)).isInstanceOf(FeedLine.Bad.class);
        assertThat(lines).extracting(FeedLine::line).containsExactly(1L, 2L, 3L);
        assertThat(feed("other.html", "<html><p>hello"))
                .singleElement()
                .asString()
                .contains("holds no JobPosting");
    }

    @Test
    void a_page_without_scripts_is_read_by_its_microdata() throws IOException {
        PostingRecord posting =
                only(
                        """
                        <html><div itemscope itemtype="https://schema.org/JobPosting">
                        <meta itemprop="identifier" content="M-1"><h1 itemprop="title">Nurse</h1>
                        <div itemprop="description"><p>Ward work.<br>Shifts.</div>
                        <span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">
                        <b itemprop="name">Clinic</b></span>
                        <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">
                        <p itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
                        <i itemprop="addressLocality">Graz</i> <i itemprop="addressCountry">\u00D6sterreich</i></p></div>
                        <time itemprop="datePosted" datetime="2026-03-01">1 March</time>
                        <meta itemprop="jobLocationType" content="TELECOMMUTE">
                        <p itemprop="skills">first aid</p><p itemprop="skills">German</p>
                        </div>
                        """);

        assertThat(posting.title()).isEqualTo("Nurse");
        assertThat(posting.description()).isEqualTo("Ward work.\nShifts.");
        assertThat(posting.organization()).isEqualTo("Clinic");
        assertThat(posting.city()).isEqualTo("Graz");
        assertThat(posting.country()).isEqualTo("AT");
        assertThat(posting.locationType()).isEqualTo(LocationType.REMOTE);
        assertThat(posting.postedAt()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(posting.requiredSkills()).containsExactly("first aid", "German");
    }

    @Test
    void what_schema_org_leaves_to_words_is_no_number_and_no_list() throws IOException {
        PostingRecord posting =
                with(
                        """
                        "baseSalary": "competitive, 40k to 50k", "employmentType": "VOLUNTEER",
                        "experienceRequirements": "Five years at sea",
                        "skills": "You work well with other people on long days, and you like soup."
                        """);

        assertThat(posting.salary()).isNull();
        assertThat(posting.employmentType()).isNull();
        assertThat(posting.requiredSkills()).isEmpty();
        assertThat(posting.requirements())
                .contains("Five years at sea", "and you like soup")
                .doesNotContain("40k");
    }

    @Test
    void a_folder_brings_its_feeds_in_order() throws IOException {
        Files.createDirectories(folder.resolve("b"));
        for (String name : List.of("c.html", "a.JSON", "b/x.csv", "notes.txt", ".hidden.html")) {
            Files.writeString(folder.resolve(name), "x");
        }

        assertThat(PostingFeed.files(folder))
                .extracting(file -> folder.relativize(file).toString())
                .containsExactly("a.JSON", "b/x.csv", "c.html");
    }

    private PostingRecord with(String fields) throws IOException {
        return only(
                "{\"@type\": \"JobPosting\", \"identifier\": \"X\", %s,\n%s}"
                        .formatted(words(), fields));
    }

    private static String words() {
        return "\"title\": \"Cook\", \"description\": \"Soups\"";
    }

    private PostingRecord only(String content) throws IOException {
        List<FeedLine<PostingRecord>> lines = feed("feed", content);
        assertThat(lines).singleElement().isInstanceOf(FeedLine.Good.class);
        return ((FeedLine.Good<PostingRecord>) lines.getFirst()).value();
    }

    private List<FeedLine<PostingRecord>> feed(String name, String content) throws IOException {
        try (var lines = PostingFeed.open(Files.writeString(folder.resolve(name), content))) {
            return lines.toList();
        }
    }

    private static List<String> references(List<FeedLine<PostingRecord>> lines) {
        return lines.stream()
                .filter(FeedLine.Good.class::isInstance)
                .map(line -> ((FeedLine.Good<PostingRecord>) line).value().externalRef())
                .toList();
    }
}
