package dev.matchmill.readers.posting;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** Text of a feed that may be HTML: a line a block, a hyphen before an item. */
final class HtmlProse {

    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,500}>");
    private static final Pattern ESCAPED_TAG = Pattern.compile("&lt;/?[a-zA-Z]");

    private HtmlProse() {}

    static String of(String text) {
        // Some feeds escape their HTML once more than they need to.
        String html =
                ESCAPED_TAG.matcher(text).find() ? Parser.unescapeEntities(text, false) : text;
        if (!TAG.matcher(html).find()) {
            return Parser.unescapeEntities(html, false).strip();
        }
        StringBuilder prose = new StringBuilder();
        Element body = Jsoup.parseBodyFragment(html).body();
        body.select("script, style, noscript, template").remove();
        body.traverse(new Writing(prose));
        return prose.toString()
                .replaceAll("[ \\t]*\\n[ \\t]*", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private record Writing(StringBuilder prose) implements NodeVisitor {

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                prose.append(words.text());
            } else if (node instanceof Element element) {
                if (element.nameIs("br") || element.isBlock()) {
                    prose.append('\n');
                }
                if (element.nameIs("li")) {
                    prose.append("- ");
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && element.isBlock()) {
                prose.append('\n');
            }
        }
    }
}
