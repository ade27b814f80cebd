package dev.matchmill.readers.parse;

/** How deeply the groups of an RTF document are nested, counted without parsing. */
final class RtfDepth {

    private RtfDepth() {}

    static boolean exceeds(byte[] content, int maxDepth) {
        int depth = 0;
        for (int at = 0; at < content.length; at++) {
            switch (content[at]) {
                case '\\' -> at++;
                case '{' -> {
                    if (++depth > maxDepth) {
                        return true;
                    }
                }
                case '}' -> depth = Math.max(0, depth - 1);
                default -> {}
            }
        }
        return false;
    }
}
