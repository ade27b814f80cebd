package dev.matchmill.jobs.benchmark;

import dev.matchmill.readers.parse.ParsedDocument;
import dev.matchmill.readers.sandbox.SandboxSettings;
import dev.matchmill.readers.sandbox.SandboxedParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/** Who reads: each from the file to its text. */
enum ReadingContender {
    /** In child processes, with guards and limits. */
    SANDBOX {
        @Override
        Reader open(int threads) {
            SandboxSettings usual = SandboxSettings.usual();
            SandboxedParser parser =
                    new SandboxedParser(
                            new SandboxSettings(
                                    usual.timeout(),
                                    usual.patience(),
                                    usual.startTimeout(),
                                    usual.heap(),
                                    usual.stack(),
                                    threads,
                                    usual.slowPerChild(),
                                    usual.documentsPerChild(),
                                    usual.maxCharacters(),
                                    usual.maxDocumentSize(),
                                    usual.maxEntries(),
                                    usual.maxInflatedSize(),
                                    usual.maxRatio(),
                                    usual.maxDepth(),
                                    usual.ocr()));
            return new Reader() {
                @Override
                public int characters(Path file) throws IOException, InterruptedException {
                    return parser.parse(
                                            Files.readAllBytes(file),
                                            String.valueOf(file.getFileName()))
                                    instanceof ParsedDocument document
                            ? document.text().length()
                            : 0;
                }

                @Override
                public void close() {
                    parser.close();
                }
            };
        }
    },
    /** A new parser for each document, as Spring AI and LangChain4j make one. */
    TIKA {
        @Override
        Reader open(int threads) {
            return file -> {
                BodyContentHandler text = new BodyContentHandler(-1);
                try (var in = new ByteArrayInputStream(Files.readAllBytes(file))) {
                    new AutoDetectParser().parse(in, text, new Metadata(), new ParseContext());
                } catch (TikaException | SAXException e) {
                    return 0;
                }
                return text.toString().length();
            };
        }
    },
    /** A process for each file. */
    PDFTOTEXT {
        @Override
        Reader open(int threads) {
            return PdfToText::characters;
        }
    };

    abstract Reader open(int threads);

    /** Reads one file at a time in each thread. */
    interface Reader extends AutoCloseable {

        /** How many characters of text it has; 0 when it can't be read. */
        int characters(Path file) throws IOException, InterruptedException;

        @Override
        default void close() {}
    }

    /**
     * One pass over all files.
     *
     * @param seconds of wall-clock time
     * @param texts files that gave text
     */
    record Read(double seconds, int texts) {

        static Read all(Reader reader, List<Path> files, int threads) throws InterruptedException {
            long start = System.nanoTime();
            int texts = 0;
            try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                List<Future<Integer>> reads =
                        files.stream().map(f -> pool.submit(() -> reader.characters(f))).toList();
                for (Future<Integer> read : reads) {
                    texts += read.get() > 0 ? 1 : 0;
                }
            } catch (ExecutionException e) {
                throw new UncheckedIOException(new IOException(e.getCause()));
            }
            return new Read((System.nanoTime() - start) / 1e9, texts);
        }
    }
}
