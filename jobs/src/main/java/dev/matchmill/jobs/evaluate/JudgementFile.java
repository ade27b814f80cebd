package dev.matchmill.jobs.evaluate;

import dev.matchmill.embeddings.quality.GradedRanking;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Judgements as CSV with the columns posting, candidate and grade; all lines, or none. */
public final class JudgementFile {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreHeaderCase(true)
                    .setIgnoreEmptyLines(true)
                    .setTrim(true)
                    .get();

    private JudgementFile() {}

    /**
     * All judgements, in the order of the file.
     *
     * @throws PreconditionException naming the line that is not one, or that repeats another
     */
    public static List<Judgement> read(Path file) {
        Map<String, Long> lines = new TreeMap<>();
        List<Judgement> judgements = new ArrayList<>();
        try (Reader text = Files.newBufferedReader(file);
                CSVParser parser = FORMAT.parse(text)) {
            for (String column : List.of("posting", "candidate", "grade")) {
                if (!parser.getHeaderMap().containsKey(column)) {
                    throw new PreconditionException(
                            "the judgements in " + file + " have no column '" + column + "'.");
                }
            }
            for (CSVRecord line : parser) {
                Judgement judgement = judgement(line);
                Long first =
                        lines.putIfAbsent(
                                judgement.posting() + '\n' + judgement.candidate(),
                                line.getRecordNumber());
                if (first != null) {
                    throw wrong(line, "judges again what line " + (first + 1) + " judges");
                }
                judgements.add(judgement);
            }
        } catch (IOException unreadable) {
            throw new PreconditionException(
                    "the judgements in " + file + " cannot be read as CSV.", unreadable);
        }
        return judgements;
    }

    private static Judgement judgement(CSVRecord line) {
        if (!line.isConsistent()) {
            throw wrong(line, "has another number of columns than the header");
        }
        String grade = line.get("grade");
        if (!grade.matches("[0-" + GradedRanking.BEST + "]")) {
            throw wrong(line, "needs a grade from 0 to " + GradedRanking.BEST);
        }
        if (line.get("posting").isEmpty() || line.get("candidate").isEmpty()) {
            throw wrong(line, "needs a posting and a candidate");
        }
        return new Judgement(line.get("posting"), line.get("candidate"), Integer.parseInt(grade));
    }

    // The header is line 1.
    private static PreconditionException wrong(CSVRecord line, String what) {
        return new PreconditionException(
                "line " + (line.getRecordNumber() + 1) + " of the judgements " + what + ".");
    }
}
