package dev.matchmill.readers.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The style sheets within a web page, as far as they say what can be seen: rules for one tag, class
 * or id (also both: {@code p.x}). Of longer selectors only backgrounds count, since a colour behind
 * the text makes white text visible. Rules for print and for narrow screens are left out.
 */
final class StyleSheet {

    static final StyleSheet NONE = new StyleSheet(List.of());

    private static final int MAX_RULES = 5_000;
    private static final int MAX_BODY = 4_000;
    private static final Pattern STYLE =
            Pattern.compile("(?is)<style\\b([^>]{0,500})>(.*?)(?:</style|$)");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?(?:\\*/|$)|<!--|-->");
    private static final Pattern SIMPLE =
            Pattern.compile("([a-z][a-z0-9]*|\\*)?((?:[.#][\\w-]+)*)");
    private static final Pattern PART = Pattern.compile("[.#][\\w-]+");

    /** One selector with its declarations. */
    private record Rule(String tag, List<String> parts, Map<String, String> declarations) {

        boolean matches(String name, List<String> has) {
            return (tag.isEmpty() || tag.equals("*") || tag.equals(name)) && has.containsAll(parts);
        }
    }

    private final Map<String, List<Rule>> byKey = new HashMap<>();
    private int rules;

    private StyleSheet(List<String> sheets) {
        sheets.forEach(sheet -> read(COMMENT.matcher(sheet).replaceAll("")));
    }

    static StyleSheet of(byte[] page) {
        // Names of classes are ASCII, or the same bytes here and there.
        Matcher style = STYLE.matcher(new String(page, StandardCharsets.ISO_8859_1));
        List<String> sheets = new ArrayList<>();
        while (style.find()) {
            String attributes = style.group(1).toLowerCase(Locale.ROOT);
            if (!attributes.contains("media") || attributes.matches(".*\\b(?:all|screen)\\b.*")) {
                sheets.add(style.group(2));
            }
        }
        return sheets.isEmpty() ? NONE : new StyleSheet(sheets);
    }

    private void read(String sheet) {
        int at = 0;
        while (at < sheet.length() && rules < MAX_RULES) {
            int open = sheet.indexOf('{', at);
            if (open < 0) {
                return;
            }
            String selectors = sheet.substring(at, open).strip().toLowerCase(Locale.ROOT);
            selectors = selectors.substring(selectors.lastIndexOf(';') + 1).strip();
            int close = end(sheet, open);
            if (selectors.startsWith("@media")
                    && !selectors.matches("(?s).*\\b(?:print|width)\\b.*")) {
                read(sheet.substring(open + 1, close));
            } else if (!selectors.startsWith("@") && close - open < MAX_BODY) {
                add(selectors, declarations(sheet.substring(open + 1, close)));
            }
            at = close + 1;
        }
    }

    private static int end(String sheet, int open) {
        int depth = 0;
        for (int at = open; at < sheet.length(); at++) {
            char sign = sheet.charAt(at);
            depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return sheet.length();
    }

    private void add(String selectors, Map<String, String> declarations) {
        for (String selector : selectors.split(",", -1)) {
            String[] path = selector.strip().split("[\\s>+~]+", -1);
            Matcher last = SIMPLE.matcher(path[path.length - 1]);
            if (!last.matches() || path[path.length - 1].isEmpty()) {
                continue;
            }
            Map<String, String> said = new LinkedHashMap<>(declarations);
            if (path.length > 1) {
                said.keySet().removeIf(name -> !name.startsWith("background"));
            }
            List<String> parts = PART.matcher(last.group(2)).results().map(r -> r.group()).toList();
            String tag = last.group(1) == null ? "" : last.group(1);
            if (!said.isEmpty() && rules++ < MAX_RULES) {
                byKey.computeIfAbsent(
                                parts.isEmpty() ? tag : parts.getFirst(), _ -> new ArrayList<>())
                        .add(new Rule(tag, parts, said));
            }
        }
    }

    /** Properties in lower case without blanks; a later one replaces an earlier one. */
    static Map<String, String> declarations(String body) {
        Map<String, String> declarations = new LinkedHashMap<>();
        for (String declaration : body.toLowerCase(Locale.ROOT).split(";", 200)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String value = declaration.substring(colon + 1).replace("!important", "");
                declarations.put(
                        declaration.substring(0, colon).strip(), value.replaceAll("\\s", ""));
            }
        }
        return declarations;
    }

    /**
     * What the sheets say of an element: tags first, then classes, then ids.
     *
     * @param parts its classes as {@code .x} and its id as {@code #x}, classes first
     */
    Map<String, String> of(String tag, List<String> parts) {
        Map<String, String> said = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>(List.of("*", tag));
        keys.addAll(parts);
        for (String key : keys) {
            for (Rule rule : byKey.getOrDefault(key, List.of())) {
                if (rule.matches(tag, parts)) {
                    said.putAll(rule.declarations());
                }
            }
        }
        return said;
    }

    /** Whether a rule names this class or id. */
    boolean knows(String part) {
        return byKey.containsKey(part);
    }
}
