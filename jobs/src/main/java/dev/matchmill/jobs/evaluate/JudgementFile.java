package dev.matchmill.jobs.evaluate;

import dev.matchmill.embeddings.quality.GradedRanking;
import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Judgements as CSV with the columns posting, candidate and grade; all lines, or none. As
 * spreadsheets write it: parted by comma, semicolon or tab, with or without a byte order mark.
 */
public final class JudgementFile {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreHeaderCase(true)
                    .setIgnoreEmptyLines(true)
                    .setAllowMissingColumnNames(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
                    .setTrim(true)
                    .get();

    private final Path file;
    private final String text;

    private JudgementFile(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * All judgements, in the order of the file.
     *
     * @throws PreconditionException naming the line that is not one, or that repeats another
     */
    public static List<Judgement> read(Path file) {
        return new JudgementFile(file, text(file)).judgements();
    }

    private static String text(Path file) {
        try {
            String text = Files.readString(file);
            if (text.indexOf('\0') >= 0) {
                throw notText(file);
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw notText(file);
        } catch (IOException unreadable) {
            throw new PreconditionException(
                    "the judgements in " + file + " cannot be read: check the file's rights.",
                    unreadable);
        }
    }

    private static PreconditionException notText(Path file) {
        return new PreconditionException(
                "the judgements in " + file + " are not CSV in UTF-8: save them as such.");
    }

    private List<Judgement> judgements() {
        Map<String, CSVRecord> lines = new TreeMap<>();
        List<Judgement> judgements = new ArrayList<>();
        CSVFormat format = FORMAT.builder().setDelimiter(separator()).get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            demandColumns(parser);
            int columns = 1 + Collections.max(parser.getHeaderMap().values());
            for (CSVRecord line : parser) {
                Judgement judgement = judgement(line, columns);
                CSVRecord first =
                        lines.putIfAbsent(judgement.posting() + '\n' + judgement.candidate(), line);
                if (first != null) {
                    throw wrong(line, "judges again what line " + number(first) + " judges");
                }
                judgements.add(judgement);
            }
        } catch (IOException | UncheckedIOException notCsv) {
            throw new PreconditionException(
                    "the judgements in "
                            + file
                            + " are not CSV after the first "
                            + judgements.size()
                            + ": is a quotation mark missing or too many?",
                    notCsv);
        } catch (IllegalArgumentException twice) {
            throw new PreconditionException(
                    "the judgements in " + file + " have a column twice.", twice);
        }
        return judgements;
    }

    private void demandColumns(CSVParser parser) {
        for (String column : List.of("posting", "candidate", "grade")) {
            if (!parser.getHeaderMap().containsKey(column)) {
                throw new PreconditionException(
                        "the judgements in "
                                + file
                                + " have no column '"
                                + column
                                + "': the first line names posting, candidate and grade.");
            }
        }
    }

    // Whatever the header uses most.
    private String separator() {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        String best = ",";
        for (String one : List.of(";", "\t")) {
            if (header.split(one, -1).length > header.split(best, -1).length) {
                best = one;
            }
        }
        return best;
    }

    // Columns without a name, which spreadsheets add at the end, have to be empty.
    private Judgement judgement(CSVRecord line, int columns) {
        if (line.size() < columns || !line.stream().skip(columns).allMatch(String::isBlank)) {
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

    private PreconditionException wrong(CSVRecord line, String what) {
        return new PreconditionException(
                "line " + number(line) + " of the judgements " + what + ".");
    }

    // As an editor counts, blank lines too; those before a record are part of where it begins.
    private long number(CSVRecord line) {
        int begin = (int) line.getCharacterPosition();
        while (text.charAt(begin) == '\r' || text.charAt(begin) == '\n') {
            begin++;
        }
        return 1 + text.substring(0, begin).chars().filter(sign -> sign == '\n').count();
    }
}
