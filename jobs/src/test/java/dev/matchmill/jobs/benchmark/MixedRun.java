package dev.matchmill.jobs.benchmark;

import dev.matchmill.readers.parse.ParseOutcome;
import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Good documents through the sandbox, with one that hangs among every so many.
 *
 * @param every 0 for none
 * @param read good documents that gave text
 * @param good good documents
 * @param seconds until the last one had its end
 */
record MixedRun(int every, int read, int good, int hung, double seconds) {

    /** Good documents a second. */
    double rate() {
        return read / seconds;
    }

    static MixedRun of(List<byte[]> documents, int count, int every, SandboxSettings settings)
            throws InterruptedException, ExecutionException {
        byte[] hanging = HangingPdf.bytes();
        try (SandboxedParser parser = new SandboxedParser(settings);
                ExecutorService threads =
                        Executors.newFixedThreadPool(
                                settings.childCount() + settings.slowCount())) {
            for (byte[] document : documents) {
                parser.parse(document, "warm.pdf");
            }
            long begin = System.nanoTime();
            List<Future<ParseOutcome>> good = new ArrayList<>();
            List<Future<ParseOutcome>> hung = new ArrayList<>();
            for (int at = 0; at < count; at++) {
                boolean hangs = every > 0 && at % every == every / 2;
                byte[] content = hangs ? hanging : documents.get(at % documents.size());
                (hangs ? hung : good).add(threads.submit(() -> parser.parse(content, "a.pdf")));
            }
            int read = read(good);
            int hungButRead = read(hung);
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (hungButRead > 0) {
                throw new IllegalStateException("what should hang was read");
            }
            return new MixedRun(every, read, good.size(), hung.size(), seconds);
        }
    }

    private static int read(List<Future<ParseOutcome>> outcomes)
            throws InterruptedException, ExecutionException {
        int read = 0;
        for (Future<ParseOutcome> outcome : outcomes) {
            read += outcome.get() instanceof ParsedDocument ? 1 : 0;
        }
        return read;
    }
}
