package dev.matchmill.readers.posting;

import dev.matchmill.readers.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One JobPosting of schema.org as the columns of a feed. What schema.org leaves free (a salary in
 * words, skills in sentences) becomes text or is left out, never a guess.
 */
final class JobPostingFields {

    private static final int LONGEST_REFERENCE = 255;
    private static final int LONGEST_SKILL_WORDS = 5;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,4})?");
    private static final Map<String, String> EMPLOYMENT =
            Map.ofEntries(
                    Map.entry("fulltime", "full_time"),
                    Map.entry("permanent", "full_time"),
                    Map.entry("parttime", "part_time"),
                    Map.entry("contractor", "contract"),
                    Map.entry("contract", "contract"),
                    Map.entry("freelance", "contract"),
                    Map.entry("temporary", "temporary"),
                    Map.entry("temp", "temporary"),
                    Map.entry("seasonal", "temporary"),
                    Map.entry("perdiem", "temporary"),
                    Map.entry("intern", "internship"),
                    Map.entry("internship", "internship"));

    private final JsonNode posting;
    private final FeedFields fields = new FeedFields();

    private JobPostingFields(JsonNode posting) {
        this.posting = posting;
    }

    static FeedFields of(JsonNode posting) {
        JobPostingFields mapping = new JobPostingFields(posting);
        mapping.map();
        return mapping.fields;
    }

    private void map() {
        reference();
        add("title", prose("title").isEmpty() ? prose("name") : prose("title"));
        add("description", prose("description"));
        add("organization", SchemaValues.text(posting.path("hiringOrganization")));
        add("responsibilities", prose("responsibilities"));
        place();
        employment();
        new SchemaSalary(posting).addTo(this);
        add("posted_at", date(SchemaValues.text(posting.path("datePosted"))));
        add("expires_at", date(SchemaValues.text(posting.path("validThrough"))));
        skillsAndRequirements();
    }

    void add(String column, @Nullable String value) {
        if (value != null) {
            fields.add(column, value);
        }
    }

    private void reference() {
        for (String name : List.of("identifier", "url", "@id", "mainEntityOfPage")) {
            JsonNode node = SchemaValues.first(posting.path(name));
            String text = SchemaValues.text(node.has("value") ? node.path("value") : node);
            if (name.equals("mainEntityOfPage") && text.isEmpty()) {
                text = SchemaValues.text(node.path("@id"));
            }
            if (!text.isBlank()) {
                boolean fits = text.length() <= LONGEST_REFERENCE;
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                add("external_ref", fits ? text : "sha256:" + Sha256.hex(bytes));
                return;
            }
        }
    }

    private void place() {
        boolean remote =
                SchemaValues.texts(posting.path("jobLocationType")).stream()
                        .anyMatch(type -> type.equalsIgnoreCase("TELECOMMUTE"));
        add("location_type", remote ? "remote" : null);
        JsonNode place = SchemaValues.first(posting.path("jobLocation"));
        JsonNode address = SchemaValues.first(place.has("address") ? place.path("address") : place);
        if (address.isObject()) {
            add("city", SchemaValues.text(address.path("addressLocality")));
            add("state", SchemaValues.text(address.path("addressRegion")));
            add("country", SchemaValues.text(address.path("addressCountry")));
        }
    }

    private void employment() {
        for (String type : SchemaValues.texts(posting.path("employmentType"))) {
            for (String part : type.split("[,;/|]", -1)) {
                String known = EMPLOYMENT.get(FeedFields.normalized(part));
                if (known != null) {
                    add("employment_type", known);
                    return;
                }
            }
        }
    }

    // Dates of feeds have offsets without a colon and, here and there, words for the time of day.
    private static String date(String text) {
        return text.strip()
                .replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2")
                .replaceFirst("^(\\d{4}-\\d{2}-\\d{2})T?$", "$1");
    }

    private void skillsAndRequirements() {
        List<String> requirements = new ArrayList<>();
        for (String name : List.of("qualifications", "educationRequirements")) {
            SchemaValues.texts(posting.path(name)).forEach(t -> requirements.add(HtmlProse.of(t)));
        }
        JsonNode experience = SchemaValues.first(posting.path("experienceRequirements"));
        String months = SchemaValues.text(experience.path("monthsOfExperience"));
        if (NUMBER.matcher(months).matches()) {
            add("min_years_experience", String.valueOf((int) (Double.parseDouble(months) / 12)));
        }
        if (!experience.isObject() || experience.has("description")) {
            JsonNode words = experience.isObject() ? experience.path("description") : experience;
            requirements.add(HtmlProse.of(SchemaValues.text(words)));
        }
        for (String skills : SchemaValues.texts(posting.path("skills"))) {
            String text = HtmlProse.of(skills);
            List<String> items = List.of(text.split("[,;|\n\u2022]", -1));
            boolean list =
                    items.stream()
                            .allMatch(item ->
                                    item.strip().split("\\s+").length <= LONGEST_SKILL_WORDS);
            if (list) {
                items.forEach(item -> add("required_skills", item.replaceFirst("^[\\s-]+", "")));
            } else {
                requirements.add(text);
            }
        }
        add(
                "requirements",
                String.join("\n", requirements.stream().filter(t -> !t.isBlank()).toList()));
    }

    private String prose(String name) {
        return HtmlProse.of(String.join("\n", SchemaValues.texts(posting.path(name))));
    }
}
