package dev.matchmill.jobs.shortlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortlistRowsTest {

    @Test
    void has_one_row_for_each_match_postings_in_order_best_first() {
        List<Map<String, Object>> rows = ShortlistRows.of(SampleReport.report());

        assertThat(rows)
                .extracting(row -> row.get("posting") + " " + row.get("rank"))
                .containsExactly("ENG-101 1", "ENG-101 2", "ENG-101 3", "NUR-201 1", "NUR-201 2");
    }

    @Test
    void the_names_of_a_row_are_those_that_programs_rely_on() {
        assertThat(ShortlistRows.of(SampleReport.report()).getFirst().keySet())
                .containsExactly(
                        "posting",
                        "title",
                        "rank",
                        "candidate",
                        "name",
                        "headline",
                        "score",
                        "recommendation",
                        "contributions",
                        "matched_skills",
                        "missing_skills",
                        "sources",
                        "applicant",
                        "stale");
    }

    @Test
    void csv_reads_back_with_commas_quotes_and_accents_in_place() throws IOException {
        String csv =
                ShortlistRows.csv(
                        SampleReport.of(
                                SampleReport.row(
                                        "Wiśniewska, \"Kasia\"",
                                        new SkillEvidence("Java", true, "", null),
                                        new SkillEvidence("C++", false, "", null))));

        List<CSVRecord> records =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new StringReader(csv))
                        .getRecords();

        assertThat(records).hasSize(1);
        assertThat(records.getFirst().toMap())
                .containsEntry("posting", "ENG-101")
                .containsEntry("name", "Wiśniewska, \"Kasia\"")
                .containsEntry("matched_skills", "Java;C++")
                .containsEntry("recommendation", "MAYBE")
                .containsEntry("applicant", "false")
                .containsEntry("stale", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void what_an_applicant_calls_himself_is_no_formula_of_the_readers_spreadsheet(String name)
            throws IOException {
        String csv = ShortlistRows.csv(SampleReport.of(SampleReport.row(name)));

        CSVRecord row =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new StringReader(csv))
                        .getRecords()
                        .getFirst();
        assertThat(row.get("name")).isEqualTo("'" + name);
        assertThat(row.get("headline")).isEqualTo("Headline");
    }
}
