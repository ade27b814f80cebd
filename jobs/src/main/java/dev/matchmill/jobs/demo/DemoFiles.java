package dev.matchmill.jobs.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The sample postings and resumes that ship, unpacked to a folder. */
public final class DemoFiles {

    private static final String ROOT = "/demo/";

    private DemoFiles() {}

    /**
     * Where the sample lies.
     *
     * @param postings the feed
     * @param resumes the folder of documents
     */
    public record Unpacked(Path postings, Path resumes) {}

    /** Unpacks into the folder. */
    public static Unpacked unpack(Path folder) throws IOException {
        Path resumes = folder.resolve("resumes");
        Path postings = folder.resolve("postings.jsonl");
        copy("postings.jsonl", postings);
        for (String name : names()) {
            copy("resumes/" + name, resumes.resolve(name));
        }
        return new Unpacked(postings, resumes);
    }

    private static List<String> names() throws IOException {
        try (InputStream in = open("resumes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }

    private static void copy(String name, Path target) throws IOException {
        try (InputStream in = open(name)) {
            byte[] content = in.readAllBytes();
            if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), content)) {
                Files.createDirectories(target.getParent());
                Files.write(target, content);
            }
        }
    }

    private static InputStream open(String name) {
        InputStream in = DemoFiles.class.getResourceAsStream(ROOT + name);
        if (in == null) {
            throw new IllegalStateException("the program was built without " + ROOT + name);
        }
        return in;
    }
}
