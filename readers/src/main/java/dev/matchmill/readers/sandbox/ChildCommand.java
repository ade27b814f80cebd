package dev.matchmill.readers.sandbox;

import dev.matchmill.readers.parse.OcrSettings;
import dev.matchmill.readers.parse.ParseLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a child process is started: this program's JVM and class path, little else. */
final class ChildCommand {

    /** Children start often and live for minutes: the quick compiler only, one small collector. */
    private static final List<String> WARM_FAST =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    private static final List<String> QUIET =
            List.of(
                    "-Djava.awt.headless=true",
                    "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                    "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                    "-Dlog4j2.statusLoggerLevel=OFF");

    /** XML from strangers: nothing outside the document itself may be fetched. */
    private static final List<String> CLOSED_XML =
            List.of(
                    "-Djavax.xml.accessExternalDTD=",
                    "-Djavax.xml.accessExternalSchema=",
                    "-Djavax.xml.accessExternalStylesheet=");

    private static final String OCR_PROGRAM = "matchmill.ocr.program";
    private static final String OCR_LANGUAGES = "matchmill.ocr.languages";
    private static final String OCR_TIMEOUT = "matchmill.ocr.timeout";
    private static final String OCR_PAGES = "matchmill.ocr.pages";
    private static final String OCR_PIXELS = "matchmill.ocr.pixels";

    private ChildCommand() {}

    /** In the child: what the parent was told about recognition. */
    static OcrSettings ocr() {
        String program = System.getProperty(OCR_PROGRAM);
        if (program == null) {
            return OcrSettings.off();
        }
        return new OcrSettings(
                true,
                program,
                System.getProperty(OCR_LANGUAGES, "eng"),
                Duration.ofMillis(Long.getLong(OCR_TIMEOUT, 60_000)),
                Integer.getInteger(OCR_PAGES, 10),
                Integer.getInteger(OCR_PIXELS, 12_000_000));
    }

    static ProcessBuilder of(SandboxSettings settings, String mainClass, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + settings.heap().toMegabytes() + "m");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
        command.addAll(WARM_FAST);
        command.addAll(QUIET);
        command.addAll(CLOSED_XML);
        command.add("-Djava.io.tmpdir=" + folder);
        command.add("-Duser.home=" + folder);
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Duser.language=en");
        if (settings.ocr().enabled()) {
            OcrSettings ocr = settings.ocr();
            command.add("-D" + OCR_PROGRAM + "=" + ocr.program().toAbsolutePath());
            command.add("-D" + OCR_LANGUAGES + "=" + ocr.languages());
            command.add("-D" + OCR_TIMEOUT + "=" + ocr.timeout().toMillis());
            command.add("-D" + OCR_PAGES + "=" + ocr.maxPages());
            command.add("-D" + OCR_PIXELS + "=" + ocr.maxPixels());
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments(settings));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        // Passwords live there; a child needs none, and no library path or JAVA_TOOL_OPTIONS.
        environment.clear();
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TMPDIR", folder.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder;
    }

    private static List<String> arguments(SandboxSettings settings) {
        ParseLimits limits = settings.limits();
        return List.of(
                Integer.toString(limits.maxCharacters()),
                Long.toString(limits.maxBytes()),
                Integer.toString(limits.maxEntries()),
                Long.toString(limits.maxInflatedBytes()),
                Integer.toString(limits.maxRatio()),
                Integer.toString(limits.maxDepth()),
                Long.toString(settings.stack().toBytes()));
    }

    static ParseLimits limits(String[] arguments) {
        return new ParseLimits(
                Integer.parseInt(arguments[0]),
                Long.parseLong(arguments[1]),
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
    }
}
