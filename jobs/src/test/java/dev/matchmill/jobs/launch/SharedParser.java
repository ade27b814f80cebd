package dev.matchmill.jobs.launch;

import dev.matchmill.readers.parse.DocumentParser;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import org.springframework.boot.context.properties.bind.Binder;

/** The program's own parser with its children, started once for all tests of a JVM. */
final class SharedParser {

    private static final class Holder {
        static final SandboxedParser PARSER = open();
    }

    private SharedParser() {}

    static DocumentParser get() {
        return Holder.PARSER;
    }

    private static SandboxedParser open() {
        SandboxSettings defaults =
                new Binder().bindOrCreate("matchmill.readers.sandbox", SandboxSettings.class);
        SandboxedParser parser = new SandboxedParser(defaults);
        Runtime.getRuntime().addShutdownHook(new Thread(parser::close));
        return parser;
    }
}
