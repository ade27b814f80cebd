package dev.matchmill.jobs.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes resumes of invented people and feeds of postings, quick to read. */
public record SampleFiles(Path folder) {

    /** A resume with a name, an address, two positions and skills. */
    public static String resume(String name, String email, String skills) {
        return """
        %s
        %s | +1 415 555 0132 | Oakland, CA

        Summary
        Reliable colleague who likes clear words and finished work.

        Experience
        Software Engineer, Larkspur Systems
        January 2019 - March 2024
        - Kept the billing service running for forty branches

        Junior Engineer, Tidewater Labs
        June 2015 - December 2018
        - Wrote the first importer of delivery notes

        Education
        Bachelor of Science, Computer Science, Westmere College, 2015

        Skills
        %s
        """
                .formatted(name, email, skills);
    }

    public Path resume(String file, String name, String email, String skills) {
        return write(file, resume(name, email, skills));
    }

    /** A feed of open postings; each line is {@code ref|title|required skills by ;}. */
    public Path postings(String file, String... lines) {
        StringBuilder feed =
                new StringBuilder("external_ref,title,description,required_skills,status\n");
        for (String line : lines) {
            String[] parts = line.split("\\|", -1);
            String status = parts.length > 3 ? parts[3] : "open";
            feed.append(parts[0])
                    .append(',')
                    .append(parts[1])
                    .append(",We look for a ")
                    .append(parts[1])
                    .append(" who finishes things and writes clearly.,")
                    .append(parts[2])
                    .append(',')
                    .append(status)
                    .append('\n');
        }
        return write(file, feed.toString());
    }

    public Path write(String file, String content) {
        return write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    public Path write(String file, byte[] content) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.write(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String file) {
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
