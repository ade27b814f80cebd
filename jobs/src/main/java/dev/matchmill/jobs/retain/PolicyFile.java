package dev.matchmill.jobs.retain;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.type.RetentionAction;
import dev.matchmill.migrations.type.RetentionAnchor;
import dev.matchmill.migrations.type.RetentionClass;
import dev.matchmill.migrations.type.RetentionRuleKind;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Rules as CSV (RFC 4180, with a header): what {@code retain policies --output csv} prints. */
public final class PolicyFile {

    private static final String[] HEADER = {
        "organization",
        "country",
        "region",
        "class",
        "action",
        "kind",
        "anchor",
        "period",
        "basis",
        "source",
        "from",
        "to"
    };

    private PolicyFile() {}

    /**
     * Reads rules; each is to be confirmed.
     *
     * @throws PreconditionException naming the line that cannot be understood
     */
    public static List<RetentionPolicy> read(Reader file) {
        CSVFormat format =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setIgnoreSurroundingSpaces(true)
                        .setTrim(true)
                        .get();
        List<RetentionPolicy> policies = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(file, format)) {
            if (!parser.getHeaderNames().equals(List.of(HEADER))) {
                throw new PreconditionException(
                        "the first line must be: " + String.join(",", HEADER));
            }
            for (CSVRecord line : parser) {
                policies.add(policy(line));
            }
        } catch (IOException | UncheckedIOException unreadable) {
            throw new PreconditionException("the file of rules is not readable as CSV");
        }
        return policies;
    }

    /** Prints rules, one a line, in the given order. */
    public static String print(List<RetentionPolicy> policies) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter csv =
                new CSVPrinter(
                        out,
                        CSVFormat.RFC4180
                                .builder()
                                .setHeader(HEADER)
                                .setRecordSeparator('\n')
                                .get())) {
            for (RetentionPolicy policy : policies) {
                csv.printRecord(
                        policy.scope().organization(),
                        policy.scope().country(),
                        policy.scope().region(),
                        policy.retentionClass().label(),
                        policy.action().label(),
                        policy.kind().label(),
                        policy.anchor().label(),
                        policy.period(),
                        policy.basis(),
                        policy.source(),
                        policy.from(),
                        policy.to());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    /**
     * The rules of a federal contractor of the United States, as CSV to be imported: they are an
     * organization's own, so none can ship for all.
     */
    public static String ofContractor(long organization) {
        return print(
                List.of(
                        new RetentionPolicy(
                                0,
                                new RetentionPolicy.Scope(organization, "US", null),
                                RetentionClass.APPLICATION,
                                RetentionAction.ANONYMISE,
                                RetentionRuleKind.MINIMUM,
                                RetentionAnchor.STATUS_CHANGED,
                                Period.ofYears(2),
                                "records of a federal contractor",
                                "OFCCP, 41 CFR 60-1.12: two years from the record or the personnel"
                                        + " action; one year below 150 employees or without a"
                                        + " contract of 150,000 dollars",
                                LocalDate.EPOCH,
                                null,
                                false)));
    }

    private static RetentionPolicy policy(CSVRecord line) {
        try {
            String organization = value(line, "organization");
            String to = value(line, "to");
            return new RetentionPolicy(
                    0,
                    new RetentionPolicy.Scope(
                            organization == null ? null : Long.valueOf(organization),
                            value(line, "country"),
                            value(line, "region")),
                    label(RetentionClass.class, line, "class"),
                    label(RetentionAction.class, line, "action"),
                    label(RetentionRuleKind.class, line, "kind"),
                    label(RetentionAnchor.class, line, "anchor"),
                    Period.parse(line.get("period")),
                    line.get("basis"),
                    line.get("source"),
                    LocalDate.parse(line.get("from")),
                    to == null ? null : LocalDate.parse(to),
                    false);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new PreconditionException(
                    "rule "
                            + line.getRecordNumber()
                            + " of the file cannot be understood: "
                            + wrong.getMessage());
        }
    }

    private static @Nullable String value(CSVRecord line, String column) {
        String value = line.get(column);
        return value.isEmpty() ? null : value;
    }

    private static <E extends Enum<E>> E label(Class<E> type, CSVRecord line, String column) {
        return Enum.valueOf(type, line.get(column).toUpperCase(Locale.ROOT));
    }
}
