package dev.matchmill.readers.posting;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The job postings of a web page: schema.org's JobPosting as JSON-LD, and where there is none as
 * microdata. A record's number is its place among the page's postings.
 */
final class JobPostingPage {

    private static final int MAX_BYTES = 20_000_000;

    /** What search engines forgive as well: line breaks in strings, a comma too many, comments. */
    private static final JsonMapper LENIENT =
            JsonFields.MAPPER
                    .rebuild()
                    .enable(
                            JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                            JsonReadFeature.ALLOW_TRAILING_COMMA,
                            JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .build();

    private JobPostingPage() {}

    static List<FeedLine<FeedFields>> of(InputStream page) throws IOException {
        byte[] bytes = page.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            return List.of(FeedRecords.bad(1, "the page is longer than " + MAX_BYTES + " bytes"));
        }
        Document document = Jsoup.parse(new ByteArrayInputStream(bytes), null, "");
        List<FeedLine<FeedFields>> lines = new ArrayList<>();
        for (Element script : document.select("script[type^=application/ld+json]")) {
            linked(script.data(), lines);
        }
        if (lines.isEmpty()) {
            for (Element item : document.select("[itemscope][itemtype$=/JobPosting]")) {
                add(Microdata.of(item), lines);
            }
        }
        return lines.isEmpty()
                ? List.of(FeedRecords.bad(1, "the page holds no JobPosting"))
                : lines;
    }

    private static void linked(String script, List<FeedLine<FeedFields>> lines) {
        String json =
                script.strip()
                        .replaceFirst("^(?:<!--|//\\s*<!\\[CDATA\\[|<!\\[CDATA\\[)", "")
                        .replaceFirst("(?:-->|//\\s*]]>|]]>)\\s*;?$", "")
                        .strip()
                        .replaceFirst(";$", "");
        try {
            JobPostings.in(LENIENT.readTree(json)).forEach(posting -> add(posting, lines));
        } catch (JacksonException broken) {
            if (json.contains("JobPosting")) {
                lines.add(FeedRecords.bad(lines.size() + 1L, "the posting's JSON-LD is broken"));
            }
        }
    }

    private static void add(JsonNode posting, List<FeedLine<FeedFields>> lines) {
        lines.add(new FeedLine.Good<>(lines.size() + 1L, JobPostingFields.of(posting)));
    }
}
