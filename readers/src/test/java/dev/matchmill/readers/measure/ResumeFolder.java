package dev.matchmill.readers.measure;

import dev.matchmill.migrations.type.EducationLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A folder of fictional resumes, one file each in formats that take turns, and their truth. */
public final class ResumeFolder {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ResumeFolder() {}

    /**
     * Writes {@code count} files and {@code truth.jsonl}; the same seed writes the same bytes but
     * for the marks of time that PDF files hold.
     */
    public static void write(Path folder, int count, long seed) throws IOException {
        Files.createDirectories(folder);
        ResumeGenerator generator = new ResumeGenerator();
        Rendering[] formats = Rendering.values();
        List<String> truths = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            Rendering format = formats[at % formats.length];
            long own = seed + at;
            // The fonts at hand draw no Chinese, Japanese and Korean.
            GeneratedResume resume =
                    format != Rendering.PDF && at % 16 == 5
                            ? generator.writeEastAsian(own)
                            : generator.write(own);
            String name = format.fileName();
            String file = "%d%s".formatted(own, name.substring(name.lastIndexOf('.')));
            Files.write(folder.resolve(file), format.of(resume));
            truths.add(line(file, resume.truth()));
        }
        Files.write(folder.resolve("truth.jsonl"), truths);
    }

    private static String line(String file, Truth truth) {
        ObjectNode line = JSON.createObjectNode();
        line.put("file", file);
        line.put("name", truth.name());
        line.put("email", truth.email());
        line.put("phone", truth.phone());
        line.put("location", place(truth));
        line.put("title", truth.title());
        line.put("company", truth.company());
        line.put("years", truth.years());
        EducationLevel level = truth.degreeLevel();
        line.put("degree", level == null ? null : level.name());
        line.set("skills", JSON.valueToTree(truth.skills()));
        line.put("fictional", true);
        return JSON.writeValueAsString(line);
    }

    private static @Nullable String place(Truth truth) {
        String words =
                Stream.of(truth.city(), truth.country())
                        .filter(part -> part != null)
                        .collect(Collectors.joining(", "));
        return words.isEmpty() ? null : words;
    }
}
