package dev.matchmill.readers.measure;

import dev.matchmill.readers.measure.Block.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a resume as RTF. */
final class RichTextPage {

    private RichTextPage() {}

    static byte[] of(List<Block> blocks) {
        StringBuilder out =
                new StringBuilder("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0\\uc1 ");
        for (Block block : blocks) {
            if (block.cells().size() > 2) {
                out.append("\\trowd\\cellx3000\\cellx6000\\cellx9000\\pard\\intbl ");
                block.cells().forEach(cell -> out.append(escaped(cell)).append("\\cell "));
                out.append("\\row\\pard\n");
            } else {
                out.append(block.kind() == Kind.BULLET ? "\\bullet\\tab " : "");
                out.append(escaped(block.text())).append("\\par\n");
            }
        }
        return out.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String escaped(String words) {
        StringBuilder out = new StringBuilder();
        words.chars()
                .forEach(sign -> {
                    switch (sign) {
                        case '\t' -> out.append("\\tab ");
                        case '\\', '{', '}' -> out.append('\\').append((char) sign);
                        default -> {
                            if (sign < 128) {
                                out.append((char) sign);
                            } else {
                                out.append("\\u").append((short) sign).append('?');
                            }
                        }
                    }
                });
        return out.toString();
    }
}
