package dev.matchmill.jobs.launch;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.parse.DocumentParser;
import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.RefusedDocument;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * The program's own parser with its children, started once for all tests of a JVM.
 *
 * @param before runs on the thread that is about to parse
 */
record SharedParser(Runnable before, Predicate<String> refuses) implements DocumentParser {

    private static final class Holder {
        static final SandboxedParser PARSER = open();
    }

    @Override
    public ParseOutcome parse(byte[] content, String fileName) throws InterruptedException {
        before.run();
        if (refuses.test(fileName)) {
            return new RefusedDocument(RejectionReason.CORRUPT, "as the test wants it");
        }
        return Holder.PARSER.parse(content, fileName);
    }

    @Override
    public void close() {
        // The next test goes on with it.
    }

    private static SandboxedParser open() {
        SandboxSettings defaults =
                new Binder().bindOrCreate("matchmill.readers.sandbox", SandboxSettings.class);
        SandboxedParser parser = new SandboxedParser(defaults);
        Runtime.getRuntime().addShutdownHook(new Thread(parser::close));
        return parser;
    }
}
