package dev.matchmill.jobs.match;

import dev.matchmill.migrations.type.PostingId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import tools.jackson.databind.json.JsonMapper;

/** New matches of some postings as an array for each column, for one statement to write them. */
final class ResultRows {

    private record Row(PostingId posting, int rank, MatchScore match) {}

    private final List<Row> rows = new ArrayList<>();
    private final JsonMapper json;

    ResultRows(JsonMapper json) {
        this.json = json;
    }

    void add(PostingId posting, int rank, MatchScore match) {
        rows.add(new Row(posting, rank, match));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    MapSqlParameterSource parameters() {
        return new MapSqlParameterSource()
                .addValue("postings", longs(row -> row.posting().value()))
                .addValue("candidates", longs(row -> row.match().candidate().value()))
                .addValue("ranks", rows.stream().map(Row::rank).toArray(Integer[]::new))
                .addValue("scores", doubles(row -> row.match().score()))
                .addValue(
                        "vectors",
                        doubles(row -> Math.clamp((1 + row.match().similarity()) / 2, 0.0, 1.0)))
                .addValue("skills", doubles(row -> skills(row.match())))
                .addValue(
                        "experiences", doubles(row -> row.match().factors().get(Factor.EXPERIENCE)))
                .addValue("locations", doubles(row -> row.match().factors().get(Factor.LOCATION)))
                .addValue(
                        "breakdowns",
                        texts(row -> json.writeValueAsString(MatchBreakdown.of(row.match()))))
                .addValue("recommendations", texts(row -> row.match().recommendation().label()));
    }

    private static @Nullable Double skills(MatchScore match) {
        Double required = match.factors().get(Factor.REQUIRED_SKILLS);
        return required == null ? match.factors().get(Factor.PREFERRED_SKILLS) : required;
    }

    private Long[] longs(Function<Row, Long> value) {
        return rows.stream().map(value).toArray(Long[]::new);
    }

    private Double[] doubles(Function<Row, @Nullable Double> value) {
        return rows.stream().map(value).toArray(Double[]::new);
    }

    private String[] texts(Function<Row, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
