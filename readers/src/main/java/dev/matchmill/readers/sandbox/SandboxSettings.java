package dev.matchmill.readers.sandbox;

import dev.matchmill.readers.parse.OcrSettings;
import dev.matchmill.readers.parse.ParseLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of parsing. A thousand real resumes stay ten times below each of them.
 *
 * @param timeout wall-clock limit of one document; the child is killed after it
 * @param patience processor time after which a document is slow: it goes on with less priority, and
 *     the next one takes its place
 * @param startTimeout wall-clock limit of a child's start
 * @param heap heap of one child
 * @param stack stack of the thread that parses
 * @param children processes that parse at once; 0 is one per core
 * @param slowPerChild slow documents beside, for each of the processes that parse at once; 0 lets
 *     every document keep its place
 * @param documentsPerChild a child is replaced after that many documents
 * @param maxCharacters characters of text per document; more is cut and marked
 * @param maxDocumentSize larger documents are refused
 * @param maxEntries entries of a zip container
 * @param maxInflatedSize all entries together, inflated
 * @param maxRatio inflated to packed size of a container above 10 MB inflated
 * @param maxDepth nested elements or groups
 * @param ocr text recognition of scans
 */
@ConfigurationProperties(prefix = "matchmill.readers.sandbox", ignoreUnknownFields = false)
public record SandboxSettings(
        @DefaultValue("20s") Duration timeout,
        @DefaultValue("1s") Duration patience,
        @DefaultValue("60s") Duration startTimeout,
        @DefaultValue("256MB") DataSize heap,
        @DefaultValue("8MB") DataSize stack,
        @DefaultValue("0") int children,
        @DefaultValue("4") int slowPerChild,
        @DefaultValue("500") int documentsPerChild,
        @DefaultValue("200000") int maxCharacters,
        @DefaultValue("20MB") DataSize maxDocumentSize,
        @DefaultValue("10000") int maxEntries,
        @DefaultValue("200MB") DataSize maxInflatedSize,
        @DefaultValue("100") int maxRatio,
        @DefaultValue("1000") int maxDepth,
        @DefaultValue OcrSettings ocr) {

    private static final DataSize LEAST_HEAP = DataSize.ofMegabytes(32);

    /** Frames between the processes have 32 bit lengths; half of that is left to the text. */
    private static final DataSize MOST_DOCUMENT = DataSize.ofMegabytes(1_000);

    public SandboxSettings {
        positive(timeout, "timeout");
        positive(patience, "patience");
        positive(startTimeout, "start-timeout");
        if (heap.compareTo(LEAST_HEAP) < 0) {
            throw new IllegalArgumentException("heap must be at least 32MB");
        }
        if (stack.compareTo(DataSize.ofMegabytes(1)) < 0) {
            throw new IllegalArgumentException("stack must be at least 1MB");
        }
        if (children < 0 || children > 64) {
            throw new IllegalArgumentException("children must be 0 (one per core) to 64");
        }
        if (slowPerChild < 0 || slowPerChild > 16) {
            throw new IllegalArgumentException("slow-per-child must be between 0 and 16");
        }
        if (documentsPerChild < 1) {
            throw new IllegalArgumentException("documents-per-child must be at least 1");
        }
        if (maxDocumentSize.compareTo(MOST_DOCUMENT) > 0) {
            throw new IllegalArgumentException("max-document-size must be at most 1000MB");
        }
        // Its own checks name the key that is wrong.
        limits(maxCharacters, maxDocumentSize, maxEntries, maxInflatedSize, maxRatio, maxDepth);
    }

    /** The defaults above. */
    public static SandboxSettings usual() {
        ParseLimits limits = ParseLimits.usual();
        return new SandboxSettings(
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                DataSize.ofMegabytes(256),
                DataSize.ofMegabytes(8),
                0,
                4,
                500,
                limits.maxCharacters(),
                DataSize.ofBytes(limits.maxBytes()),
                limits.maxEntries(),
                DataSize.ofBytes(limits.maxInflatedBytes()),
                limits.maxRatio(),
                limits.maxDepth(),
                OcrSettings.off());
    }

    /** Wall-clock limit of one document, with the time that recognition may take. */
    public Duration documentTimeout() {
        return ocr.enabled() ? timeout.plus(ocr.timeout()) : timeout;
    }

    /** The bounds that hold inside the child as well. */
    public ParseLimits limits() {
        return limits(
                maxCharacters, maxDocumentSize, maxEntries, maxInflatedSize, maxRatio, maxDepth);
    }

    /** Processes that parse at once, slow documents aside. */
    public int childCount() {
        return children == 0 ? Runtime.getRuntime().availableProcessors() : children;
    }

    /** Slow documents beside those that parse at once. */
    public int slowCount() {
        return childCount() * slowPerChild;
    }

    private static ParseLimits limits(
            int characters, DataSize size, int entries, DataSize inflated, int ratio, int depth) {
        return new ParseLimits(
                characters, size.toBytes(), entries, inflated.toBytes(), ratio, depth);
    }

    private static void positive(Duration value, String name) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
