package dev.matchmill.readers.posting;

import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An item of HTML microdata in the form that JSON-LD gives it. */
final class Microdata {

    private static final int MAX_DEPTH = 12;

    private Microdata() {}

    static JsonNode of(Element item) {
        return of(item, 0);
    }

    private static ObjectNode of(Element item, int depth) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        String type = item.attr("itemtype").strip();
        node.put("@type", type.substring(type.lastIndexOf('/') + 1));
        if (item.hasAttr("itemid")) {
            node.put("@id", item.attr("itemid"));
        }
        for (Element child : item.children()) {
            properties(child, node, depth);
        }
        return node;
    }

    private static void properties(Element element, ObjectNode node, int depth) {
        boolean scope = element.hasAttr("itemscope");
        if (element.hasAttr("itemprop") && depth < MAX_DEPTH) {
            JsonNode value =
                    scope
                            ? of(element, depth + 1)
                            : JsonNodeFactory.instance.stringNode(text(element));
            for (String name : element.attr("itemprop").strip().split("\\s+", -1)) {
                add(node, name, value);
            }
        }
        if (!scope) {
            element.children().forEach(child -> properties(child, node, depth));
        }
    }

    private static void add(ObjectNode node, String name, JsonNode value) {
        JsonNode known = node.path(name);
        if (known instanceof ArrayNode list) {
            list.add(value);
        } else if (known.isMissingNode()) {
            node.set(name, value);
        } else {
            node.set(name, JsonNodeFactory.instance.arrayNode().add(known).add(value));
        }
    }

    private static String text(Element element) {
        return switch (element.normalName()) {
            case "meta" -> element.attr("content");
            case "a", "link", "area" -> element.attr("href");
            case "img", "iframe", "embed", "source" -> element.attr("src");
            case "data", "meter" -> element.attr("value");
            case "time" -> element.hasAttr("datetime") ? element.attr("datetime") : element.text();
            default -> {
                if (element.hasAttr("content")) {
                    yield element.attr("content");
                }
                yield element.children().isEmpty() ? element.text() : element.html();
            }
        };
    }
}
