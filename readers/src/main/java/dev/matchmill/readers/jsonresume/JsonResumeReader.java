package dev.matchmill.readers.jsonresume;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.profile.EducationEntry;
import dev.matchmill.readers.profile.Experience;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.ProfileExtractor;
import dev.matchmill.readers.profile.ResumeProfile;
import dev.matchmill.readers.profile.SpokenLanguage;
import dev.matchmill.readers.profile.StructuredFacts;
import dev.matchmill.readers.profile.WorkEntry;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON Resume schema 1.0 (jsonresume.org), and the older names of its fields. The values
 * are the document's own; skills, and whatever the schema has no field for, are read from the text
 * that is made of it. Thread-safe.
 */
public final class JsonResumeReader {

    private static final String TYPE = "application/json";
    private static final List<String> LISTS =
            List.of("work", "education", "skills", "volunteer", "languages", "projects");
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(50)
                                                    .maxStringLength(1_000_000)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final Comparator<WorkEntry> LATEST_FIRST =
            Comparator.comparing((WorkEntry entry) ->
                            entry.current()
                                    ? YearMonth.of(9999, 1)
                                    : entry.end() == null ? YearMonth.of(1, 1) : entry.end())
                    .thenComparing(
                            entry -> entry.start() == null ? YearMonth.of(1, 1) : entry.start())
                    .reversed();

    private final ProfileExtractor extractor;

    public JsonResumeReader(ProfileExtractor extractor) {
        this.extractor = extractor;
    }

    /**
     * What the document says. JSON of another shape is {@code UNSUPPORTED_TYPE}, broken JSON {@code
     * CORRUPT}, a field that isn't what the schema says {@code INVALID_RECORD}.
     *
     * @param today ends the positions that last
     */
    public JsonResumeOutcome read(byte[] content, String fileName, LocalDate today) {
        try {
            JsonNode root = MAPPER.readTree(content);
            if (!isResume(root)) {
                return refused(RejectionReason.UNSUPPORTED_TYPE, TYPE);
            }
            WrittenResume written = WrittenResume.of(new Item("", root));
            ParsedDocument document =
                    new ParsedDocument(TYPE, written.page.toString(), 0, false, List.of(), null);
            ResumeProfile read = extractor.extract(document, fileName, today);
            return new JsonResumeOutcome.Resume(document, exact(written, read, today));
        } catch (ShapeException wrong) {
            return refused(RejectionReason.INVALID_RECORD, String.valueOf(wrong.getMessage()));
        } catch (JacksonException broken) {
            return refused(RejectionReason.CORRUPT, TYPE);
        }
    }

    /**
     * What a document says whatever its form: what the parser read goes through the reader of
     * texts, what it refused because it is JSON is read here.
     *
     * @param outcome what the parser said of {@code content}
     */
    public JsonResumeOutcome read(
            ParseOutcome outcome, byte[] content, String fileName, LocalDate today) {
        return switch (outcome) {
            case ParsedDocument document ->
                    new JsonResumeOutcome.Resume(
                            document, extractor.extract(document, fileName, today));
            case RefusedDocument(RejectionReason reason, String detail)
                    when reason == RejectionReason.UNSUPPORTED_TYPE && detail.equals(TYPE) ->
                    read(content, fileName, today);
            case RefusedDocument refusal -> new JsonResumeOutcome.Refused(refusal);
        };
    }

    private static JsonResumeOutcome refused(RejectionReason reason, String detail) {
        return new JsonResumeOutcome.Refused(new RefusedDocument(reason, detail));
    }

    private static boolean isResume(JsonNode root) {
        JsonNode basics = root.path("basics");
        boolean named = Stream.of("name", "email", "label").anyMatch(basics::has);
        long lists = LISTS.stream().filter(root::has).count();
        return root.isObject() && (named || (basics.isObject() && lists > 0) || lists > 2);
    }

    private static ResumeProfile exact(WrittenResume written, ResumeProfile read, LocalDate today) {
        List<WorkEntry> work = written.work.stream().sorted(LATEST_FIRST).toList();
        Optional<WorkEntry> latest = work.stream().findFirst();
        List<EducationEntry> education =
                written.education.stream()
                        .map(entry -> asOf(entry, today))
                        .sorted(Comparator.comparing(JsonResumeReader::rank).reversed())
                        .toList();
        Field<String> title =
                written.label == null ? part(latest, latest.map(WorkEntry::title)) : written.label;
        Experience dated = StructuredFacts.experience(work, today);
        Experience experience = dated == null ? read.experience() : dated;
        return new ResumeProfile(
                written.name,
                Stream.ofNullable(written.email).toList(),
                Stream.ofNullable(phone(written)).toList(),
                written.links,
                written.location,
                title,
                part(latest, latest.map(WorkEntry::company)),
                written.summary,
                experience == null ? null : experience.years(),
                work,
                education,
                read.skills(),
                written.languages.stream().map(language -> known(language, read)).toList(),
                read.certifications(),
                experience,
                read.normalizedTitle());
    }

    private static EducationEntry asOf(EducationEntry entry, LocalDate today) {
        YearMonth end = entry.end();
        boolean isToCome = end != null && end.isAfter(YearMonth.from(today));
        return new EducationEntry(
                entry.degree(),
                entry.field(),
                entry.school(),
                entry.level(),
                entry.start(),
                end,
                entry.span(),
                isToCome,
                1);
    }

    private static EducationLevel rank(EducationEntry entry) {
        return entry.level() == EducationLevel.OTHER ? EducationLevel.NONE : entry.level();
    }

    private static @Nullable Field<String> part(Optional<WorkEntry> entry, Optional<String> value) {
        return entry.isPresent() && value.isPresent()
                ? new Field<>(value.get(), entry.get().span(), 1)
                : null;
    }

    private static @Nullable Field<String> phone(WrittenResume written) {
        Field<String> given = written.phone;
        if (given == null) {
            return null;
        }
        String region = written.location == null ? null : written.location.value().country();
        try {
            PhoneNumber number = NUMBERS.parse(given.value(), region);
            return NUMBERS.isPossibleNumber(number)
                    ? new Field<>(NUMBERS.format(number, PhoneNumberFormat.E164), given.span(), 1)
                    : null;
        } catch (NumberParseException noNumber) {
            return null;
        }
    }

    /** With the name and level that texts get as well, where the reader of texts knows them. */
    private static Field<SpokenLanguage> known(Field<String> language, ResumeProfile read) {
        return read.languages().stream()
                .filter(known -> language.span().contains(known.span().start()))
                .findFirst()
                .map(known -> new Field<>(known.value(), language.span(), 1))
                .orElseGet(() ->
                        new Field<>(
                                new SpokenLanguage(language.value(), null), language.span(), 1));
    }
}
