package dev.matchmill.readers.jsonresume;

import dev.matchmill.migrations.type.EducationLevel;
import dev.matchmill.readers.profile.EducationEntry;
import dev.matchmill.readers.profile.Field;
import dev.matchmill.readers.profile.Location;
import dev.matchmill.readers.profile.StructuredFacts;
import dev.matchmill.readers.profile.WorkEntry;
import dev.matchmill.readers.text.Span;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the resume as a page with the headings that readers know, and keeps its values with their
 * places. Confined to one document.
 */
final class WrittenResume {

    private static final String PRESENT = "Present";

    private final Item root;
    final Page page = new Page();
    final List<WorkEntry> work = new ArrayList<>();
    final List<EducationEntry> education = new ArrayList<>();
    final List<Field<String>> links = new ArrayList<>();
    final List<Field<String>> languages = new ArrayList<>();
    @Nullable Field<String> name;
    @Nullable Field<String> label;
    @Nullable Field<String> email;
    @Nullable Field<String> phone;
    @Nullable Field<String> summary;
    @Nullable Field<Location> location;

    private WrittenResume(Item root) {
        this.root = root;
    }

    static WrittenResume of(Item root) throws ShapeException {
        WrittenResume resume = new WrittenResume(root);
        resume.basics();
        resume.positions("Work Experience", "work", "company");
        resume.schools();
        resume.skills();
        resume.list("Languages", "languages", "language", "fluency");
        resume.list("Certifications", "certificates", "name", "issuer", "date");
        resume.positions("Volunteer Experience", "volunteer", "organization");
        resume.list("Projects", "projects", "name", "description");
        resume.list("Publications", "publications", "name", "publisher", "releaseDate");
        resume.list("Awards", "awards", "title", "awarder", "date");
        resume.list("Interests", "interests", "name");
        resume.list("References", "references", "name", "reference");
        return resume;
    }

    private void basics() throws ShapeException {
        Item basics = root.item("basics");
        name = field(basics.line("name"));
        label = field(basics.line("label"));
        String address = basics.line("email");
        email = field(address == null ? null : address.toLowerCase(Locale.ROOT));
        phone = field(basics.line("phone"));
        place(basics.item("location"));
        links.addAll(link(basics.line("url", "website")).stream().toList());
        for (Item profile : basics.items("profiles")) {
            links.addAll(link(profile.line("url")).stream().toList());
        }
        String about = basics.text("summary");
        if (about != null) {
            page.heading("Summary");
            summary = new Field<>(about, page.line(about), 1);
        }
    }

    private void place(Item place) throws ShapeException {
        String city = place.line("city");
        String region = place.line("region");
        String code = place.line("countryCode", "country");
        String country = code == null ? null : code.toUpperCase(Locale.ROOT);
        if (country != null && !Arrays.asList(Locale.getISOCountries()).contains(country)) {
            throw new ShapeException("basics.location.countryCode", "an ISO 3166 code such as US");
        }
        String shown =
                country == null ? null : Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
        int start = page.length();
        if (Stream.of(city, region, country).anyMatch(Objects::nonNull)) {
            page.line(", ", city, region, shown);
            location = new Field<>(new Location(city, region, country), page.since(start), 1);
        }
    }

    private Optional<Field<String>> link(@Nullable String url) {
        boolean absolute = url != null && url.matches("(?i)https?://[^\\s]{3,2000}");
        return absolute ? Optional.ofNullable(field(url)) : Optional.empty();
    }

    private @Nullable Field<String> field(@Nullable String value) {
        return value == null ? null : new Field<>(value, page.line(value), 1);
    }

    private void positions(String heading, String list, String other) throws ShapeException {
        List<Item> items = root.items(list);
        if (!items.isEmpty()) {
            page.heading(heading);
        }
        for (Item item : items) {
            WorkEntry entry = position(item, other);
            if (list.equals("work")) {
                work.add(entry);
            }
        }
    }

    private WorkEntry position(Item item, String other) throws ShapeException {
        int start = page.length();
        String title = item.line("position");
        String company = item.line("name", other);
        YearMonth from = item.month("startDate", false);
        YearMonth to = item.month("endDate", true);
        boolean lasts = from != null && to == null;
        page.line(", ", title, company);
        page.line(" \u2013 ", item.line("startDate"), lasts ? PRESENT : item.line("endDate"));
        List<String> words = new ArrayList<>();
        String about = item.text("summary", "description");
        Stream.ofNullable(about).forEach(words::add);
        item.lines("highlights").forEach(point -> words.add("\u2022 " + point));
        words.forEach(page::line);
        page.line("");
        boolean years = item.isYear("startDate") && (lasts || item.isYear("endDate"));
        return new WorkEntry(
                title,
                company,
                from,
                to,
                lasts,
                years,
                words.isEmpty() ? null : String.join("\n", words),
                page.since(start),
                1);
    }

    private void schools() throws ShapeException {
        List<Item> items = root.items("education");
        if (!items.isEmpty()) {
            page.heading("Education");
        }
        for (Item item : items) {
            int start = page.length();
            String degree = item.line("studyType");
            String subject = item.line("area");
            String school = item.line("institution");
            page.line(", ", degree, subject, school);
            page.line(" \u2013 ", item.line("startDate"), item.line("endDate"));
            String courses = String.join("; ", item.lines("courses"));
            page.line("", courses.isEmpty() ? null : courses);
            String words =
                    Stream.of(degree, subject)
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining(" in "));
            education.add(
                    new EducationEntry(
                            degree,
                            subject,
                            school,
                            StructuredFacts.level(words).orElse(EducationLevel.OTHER),
                            item.month("startDate", false),
                            item.month("endDate", true),
                            page.since(start),
                            false,
                            1));
        }
    }

    private void skills() throws ShapeException {
        List<Item> items = root.items("skills");
        if (!items.isEmpty()) {
            page.heading("Skills");
        }
        for (Item item : items) {
            String keywords = String.join(", ", item.lines("keywords"));
            page.line(": ", item.line("name"), keywords.isEmpty() ? null : keywords);
        }
    }

    private void list(String heading, String list, String... fields) throws ShapeException {
        List<Item> items = root.items(list);
        if (!items.isEmpty()) {
            page.heading(heading);
        }
        for (Item item : items) {
            @Nullable String[] values = new @Nullable String[fields.length];
            for (int at = 0; at < fields.length; at++) {
                values[at] = item.line(fields[at]);
            }
            List<@Nullable Span> spans = page.line(" \u2013 ", values);
            Span first = spans.getFirst();
            String value = values[0];
            if (list.equals("languages") && first != null && value != null) {
                languages.add(new Field<>(value, first, 1));
            }
        }
    }
}
