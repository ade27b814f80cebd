package dev.matchmill.readers.parse;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Text recognition of scans by an installed Tesseract, off unless switched on.
 *
 * @param enabled whether scanned PDFs and pictures (PNG, JPEG, TIFF) are read
 * @param command the program, by its path or by its name on the PATH
 * @param languages languages of Tesseract that are tried, parted by {@code +}
 * @param timeout wall-clock limit for all pages of a document, on top of the parser's own
 * @param maxPages pages of a document that are read; the rest is left out and the text marked cut
 * @param maxPixels pixels of one page's picture; larger pages are drawn smaller
 */
public record OcrSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("tesseract") String command,
        @DefaultValue("eng") String languages,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("10") int maxPages,
        @DefaultValue("12000000") int maxPixels) {

    private static final int LEAST_PIXELS = 100_000;
    private static final int MOST_PIXELS = 40_000_000;

    public OcrSettings {
        if (!languages.matches("[A-Za-z_]{2,20}(?:\\+[A-Za-z_]{2,20}){0,9}")) {
            throw new IllegalArgumentException(
                    "ocr.languages must be names such as eng or eng+deu: " + languages);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("ocr.timeout must be positive: " + timeout);
        }
        if (maxPages < 1 || maxPages > 1_000) {
            throw new IllegalArgumentException("ocr.max-pages must be 1 to 1000: " + maxPages);
        }
        if (maxPixels < LEAST_PIXELS || maxPixels > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "ocr.max-pixels must be " + LEAST_PIXELS + " to " + MOST_PIXELS);
        }
        if (enabled && find(command).isEmpty()) {
            throw new IllegalArgumentException(
                    "ocr is switched on, but there is no program "
                            + command
                            + ": install tesseract-ocr, set ocr.command, or switch ocr off");
        }
    }

    /** Recognition switched off. */
    public static OcrSettings off() {
        return new OcrSettings(false, "tesseract", "eng", Duration.ofSeconds(60), 10, 12_000_000);
    }

    /**
     * The program's file.
     *
     * @throws IllegalStateException when it has gone since the start
     */
    public Path program() {
        return find(command)
                .orElseThrow(
                        () -> new IllegalStateException("no program " + command + " any more"));
    }

    private static Optional<Path> find(String command) {
        if (command.contains(File.separator)) {
            return Optional.of(Path.of(command)).filter(OcrSettings::isProgram);
        }
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path file = Path.of(folder).resolve(command);
            if (!folder.isEmpty() && isProgram(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
