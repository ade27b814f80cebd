package dev.matchmill.readers.parse;

/**
 * Bounds of one document.
 *
 * @param maxCharacters UTF-16 units of text; more is cut and marked
 * @param maxBytes bytes of the document
 * @param maxEntries entries of a zip container
 * @param maxInflatedBytes bytes of all entries together when inflated
 * @param maxRatio inflated to packed bytes of the whole container, judged above {@link
 *     #RATIO_FLOOR_BYTES} only
 * @param maxDepth nested elements or groups
 */
public record ParseLimits(
        int maxCharacters,
        long maxBytes,
        int maxEntries,
        long maxInflatedBytes,
        int maxRatio,
        int maxDepth) {

    /** Small containers of repetitive markup pack well and harm nobody. */
    public static final long RATIO_FLOOR_BYTES = 10_000_000;

    public ParseLimits {
        positive(maxCharacters, "max-characters");
        positive(maxBytes, "max-bytes");
        positive(maxEntries, "max-entries");
        positive(maxInflatedBytes, "max-inflated-bytes");
        positive(maxRatio, "max-ratio");
        positive(maxDepth, "max-depth");
    }

    /** What an ordinary resume stays far below; the sandbox's defaults. */
    public static ParseLimits usual() {
        return new ParseLimits(200_000, 20L << 20, 10_000, 200L << 20, 100, 1_000);
    }

    private static void positive(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
    }
}
