package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds web addresses in text and behind its links, as absolute URLs. */
final class LinkFinder {

    private static final int MOST = 20;
    private static final int CONTACT_LINES = 14;
    private static final String END = "[^\\s<>\"'|,;()\u2022\u00B7\\]}]";
    private static final Pattern LINK =
            Pattern.compile(
                    "(?<![\\w@.-])(?:https?://"
                            + END
                            + "{3,200}|www\\.[\\p{L}\\d-]{1,60}\\."
                            + END
                            + "{2,200}|(?:[a-z]{2,3}\\.)?(?:linkedin\\.com/"
                            + END
                            + "{2,120}|(?:github|gitlab|behance|dribbble|kaggle|medium|xing|stackoverflow|bitbucket|orcid|researchgate|twitter|x|vimeo|youtube|codepen|leetcode|hackerrank|angel|about|linktr|instagram|facebook)\\.(?:com|net|org|io|co|me|ee)/"
                            + END
                            + "{2,120})|[\\w-]{1,40}\\.(?:github|gitlab)\\.io(?:/"
                            + END
                            + "{0,100})?)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE =
            Pattern.compile(
                    "(?<![\\w@./-])(?:[a-z\\d-]{2,40}\\.){1,3}(?:com|dev|io|me|net|org|co|tech|app|design|page|site|xyz|info|ai|eu|de|fr|es|it|nl|be|ch|at|ca|in|pl|se|us|uk|au|nz|br|pt|cz|studio|art|photography|blog|portfolio|works)(?:/"
                            + END
                            + "{0,100})?(?![\\w@.])");
    private static final Set<String> NO_SITES =
            Set.of(
                    "asp.net",
                    "ado.net",
                    "vb.net",
                    "socket.io",
                    "gmail.com",
                    "outlook.com",
                    "hotmail.com",
                    "yahoo.com",
                    "icloud.com",
                    "gmx.de",
                    "web.de",
                    "draw.io",
                    "salesforce.com",
                    "booking.com",
                    "amazon.com",
                    "monday.com",
                    "force.com");
    private static final Pattern HANDLE =
            Pattern.compile(
                    "\\b(linkedin|github|gitlab|kaggle|xing)\\s?[:\uFF1A]\\s?(?:(?:/|@)?(?:in/)?)([\\p{L}\\d][\\p{L}\\d_.-]{2,60}[\\p{L}\\d])(?=$|[\\s|,;])(?!"
                        + " \\p{L})",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w./])/?in/([\\p{Ll}\\d][\\p{Ll}\\d-]{3,60})(?=$|[\\s|,;])");
    private static final Pattern PROFILE =
            Pattern.compile(
                    "linkedin\\.com/(?:in|pub)/|(?:github|gitlab|behance|dribbble|kaggle|medium|xing"
                        + "|bitbucket|researchgate|orcid|stackoverflow|codepen|leetcode|hackerrank)\\.(?:com|net|org|io)/|\\.git(?:hub|lab)\\.io|about\\.me/|linktr\\.ee/",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL =
            Pattern.compile(
                    "^(?:portfolio|(?:personal )?website|web(?:seite)?|homepage|blog|url|link|site"
                            + " web|sitio web|sito web)s?\\s?[:\uFF1A]",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTACT_TARGET =
            Pattern.compile(
                    "(?i)(?:mailto:|tel:).*|.*linkedin\\.com/in/.*|.*(?:github|gitlab)\\.com/[^/?#]+/?");

    private final Map<String, Field<String>> found = new LinkedHashMap<>();

    private LinkFinder() {}

    static List<Field<String>> find(List<Section> sections, List<String> linkTargets) {
        LinkFinder finder = new LinkFinder();
        for (Section section : sections) {
            if (!section.is(Kind.REFERENCES)) {
                finder.look(section);
            }
        }
        finder.targets(linkTargets);
        return finder.found.values().stream().limit(MOST).toList();
    }

    /**
     * A target has no place in the text: its span is empty. Targets are in the order of the
     * document: those before the last contact are of the contact block, later ones mostly lead to
     * employers and schools.
     */
    private void targets(List<String> targets) {
        int last = -1;
        for (int at = 0; at < targets.size(); at++) {
            last = CONTACT_TARGET.matcher(targets.get(at)).matches() ? at : last;
        }
        for (int at = 0; at < targets.size(); at++) {
            boolean profile = PROFILE.matcher(targets.get(at)).find();
            if (profile || at < last || targets.size() == 1) {
                offer(targets.get(at), new Span(0, 0), profile ? 0.8 : 0.5);
            }
        }
    }

    private void look(Section section) {
        boolean own = section.is(Kind.HEADER) || section.is(Kind.PERSONAL);
        List<Line> lines = section.lines();
        for (int at = 0; at < lines.size(); at++) {
            Line next = at + 1 < lines.size() ? lines.get(at + 1) : null;
            in(lines.get(at), next == null ? "" : rest(lines.get(at), next), own, at);
        }
    }

    private static String rest(Line line, Line next) {
        String text = line.text();
        return BrokenLines.restOfLink(text.substring(text.lastIndexOf(' ') + 1), next);
    }

    private void in(Line line, String rest, boolean own, int place) {
        String text = line.text().length() > 4000 ? line.text().substring(0, 4000) : line.text();
        Matcher link = LINK.matcher(text);
        List<Span> read = new ArrayList<>();
        while (link.find()) {
            Span span = line.span(link.start(), link.end());
            read.add(span);
            boolean profile = PROFILE.matcher(link.group()).find();
            // Elsewhere an address is mostly an employer's or a publication's.
            if (own || profile || LABEL.matcher(text).find()) {
                String whole = link.end() == text.length() ? link.group() + rest : link.group();
                offer(whole, span, own ? 0.95 : 0.7);
            }
        }
        if (own && place < CONTACT_LINES) {
            Matcher bare = BARE.matcher(text);
            while (bare.find()) {
                boolean site = !NO_SITES.contains(bare.group().split("/", 2)[0]);
                boolean path =
                        bare.group().indexOf('/') > 0
                                || !bare.group().matches(".*\\.(?:io|in|me|it|co|at)");
                boolean known =
                        read.stream().anyMatch(s -> s.contains(line.start() + bare.start()));
                if (site && !known && (path || LABEL.matcher(text).find() || text.length() < 160)) {
                    offer(bare.group(), line.span(bare.start(), bare.end()), 0.7);
                }
            }
            handles(line, text);
        }
    }

    /** "GitHub: jane-doe", "/in/jane-doe": the site is known, the address is left out. */
    private void handles(Line line, String text) {
        Matcher handle = HANDLE.matcher(text);
        while (handle.find()) {
            String site = handle.group(1).toLowerCase(Locale.ROOT);
            String name = handle.group(2);
            boolean word =
                    name.indexOf('.') >= 0
                            || name.matches(
                                    "(?i)(?:profile?|link|page|url|available|here|see|view|http|www)");
            if (!word) {
                String path =
                        site.equals("linkedin") ? "in/" : site.equals("xing") ? "profile/" : "";
                offer(site + ".com/" + path + name, line.span(handle.start(2), handle.end(2)), 0.6);
            }
        }
        Matcher path = PATH.matcher(text);
        while (path.find()) {
            offer("linkedin.com/in/" + path.group(1), line.span(path.start(), path.end()), 0.6);
        }
    }

    private void offer(String written, Span span, double confidence) {
        WebAddress.normalize(written)
                .ifPresent(url ->
                        found.putIfAbsent(WebAddress.key(url), new Field<>(url, span, confidence)));
    }
}
