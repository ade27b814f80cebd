package dev.matchmill.jobs.shortlist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;

/** Shortlists as flat rows for programs: JSON lines or CSV, postings in order, best first. */
public final class ShortlistRows {

    /** What makes a spreadsheet take a text for a formula when it begins with it (OWASP). */
    private static final String FORMULA = "=+-@\t\r";

    private ShortlistRows() {}

    /** One map a row; the names are a contract (README, "JSON output"). */
    public static List<Map<String, Object>> of(ShortlistReport report) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PostingShortlist posting : report.postings()) {
            for (ShortlistRow row : posting.rows()) {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("posting", posting.posting());
                map.put("title", posting.title());
                map.put("rank", row.rank());
                map.put("candidate", row.candidate());
                map.put("name", row.name());
                map.put("headline", row.headline());
                map.put("score", row.score());
                map.put("recommendation", row.recommendation().name());
                map.put("contributions", row.contributions());
                map.put("matched_skills", row.matchedSkills());
                map.put("missing_skills", row.missingSkills());
                map.put("sources", row.sources());
                map.put("applicant", row.applicant());
                map.put("stale", row.stale());
                rows.add(map);
            }
        }
        return rows;
    }

    /**
     * CSV by RFC 4180 with a header; lists are joined by semicolons. A text that a spreadsheet
     * would compute has an apostrophe before it.
     */
    public static String csv(ShortlistReport report) {
        StringBuilder out = new StringBuilder();
        try (var printer =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader(
                                "posting",
                                "title",
                                "rank",
                                "candidate",
                                "name",
                                "headline",
                                "score",
                                "recommendation",
                                "matched_skills",
                                "missing_skills",
                                "sources",
                                "applicant",
                                "stale")
                        .get()
                        .print(out)) {
            for (PostingShortlist posting : report.postings()) {
                for (ShortlistRow row : posting.rows()) {
                    printer.printRecord(
                            posting.posting(),
                            cell(posting.title()),
                            row.rank(),
                            row.candidate(),
                            cell(row.name()),
                            cell(row.headline()),
                            row.score(),
                            row.recommendation().name(),
                            cell(
                                    String.join(
                                            ";",
                                            row.matchedSkills().stream()
                                                    .map(SkillEvidence::skill)
                                                    .toList())),
                            cell(String.join(";", row.missingSkills())),
                            cell(String.join(";", row.sources())),
                            row.applicant(),
                            row.stale());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringBuilder takes everything", impossible);
        }
        return out.toString();
    }

    // Written by applicants and opened in spreadsheets, which would compute it.
    private static String cell(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
