package dev.matchmill.readers.profile;

import dev.matchmill.readers.profile.Section.Kind;
import dev.matchmill.readers.text.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds web addresses in text and behind its links, as absolute URLs. */
final class LinkFinder {

    private static final int MOST = 20;
    private static final Pattern LINK =
            Pattern.compile(
                    "(?<![\\w@.])(?:https?://[^\\s<>\"'|,;()]{3,200}"
                        + "|www\\.[\\w-]{1,60}\\.[^\\s<>\"'|,;()]{2,200}"
                        + "|(?:[a-z]{2,3}\\.)?(?:linkedin\\.com/[^\\s<>\"'|,;()]{2,120}"
                        + "|(?:github|gitlab|behance|dribbble|kaggle|medium|xing|stackoverflow|bitbucket|orcid|researchgate|twitter|vimeo|youtube)\\.(?:com|net|org)/[^\\s<>\"'|,;()]{2,120})"
                        + "|[\\w-]{1,40}\\.(?:github|gitlab)\\.io(?:/[^\\s<>\"'|,;()]{0,100})?)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME_AND_HOST =
            Pattern.compile(
                    "(?i)(https?)://(?:[^/@\\s]{0,60}@)?([\\p{L}\\d.-]{3,120}(?::\\d{1,5})?)(/?.{0,300})");

    private static final Pattern PROFILE =
            Pattern.compile(
                    "linkedin\\.com/(?:in|pub)/|(?:github|gitlab|behance|dribbble|kaggle|medium|xing"
                        + "|bitbucket|researchgate|orcid|stackoverflow)\\.(?:com|net|org)/|\\.git(?:hub|lab)\\.io",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL =
            Pattern.compile(
                    "^(?:portfolio|website|web|homepage|blog|url|link)s?\\s?:",
                    Pattern.CASE_INSENSITIVE);

    private LinkFinder() {}

    static List<Field<String>> find(List<Section> sections, List<String> linkTargets) {
        Map<String, Field<String>> found = new LinkedHashMap<>();
        for (Section section : sections) {
            if (!section.is(Kind.REFERENCES)) {
                boolean own = section.is(Kind.HEADER) || section.is(Kind.PERSONAL);
                section.lines().forEach(line -> in(line, own, found));
            }
        }
        for (String target : linkTargets) {
            // A target has no place in the text: its span is empty.
            double confidence = PROFILE.matcher(target).find() ? 0.8 : 0.4;
            normalize(target)
                    .ifPresent(url ->
                            found.putIfAbsent(url, new Field<>(url, new Span(0, 0), confidence)));
        }
        return found.values().stream().limit(MOST).toList();
    }

    private static void in(Line line, boolean own, Map<String, Field<String>> found) {
        String text = line.text().length() > 4000 ? line.text().substring(0, 4000) : line.text();
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            Span span = line.span(link.start(), link.end());
            boolean profile = PROFILE.matcher(link.group()).find();
            // Elsewhere an address is mostly an employer's or a publication's.
            if (own || profile || LABEL.matcher(text).find()) {
                double confidence = own ? 0.95 : 0.7;
                normalize(link.group())
                        .ifPresent(
                                url -> found.putIfAbsent(url, new Field<>(url, span, confidence)));
            }
        }
    }

    /**
     * Scheme and host in lower case, https where none is given, no slash or full stop at the end.
     */
    static Optional<String> normalize(String written) {
        String trimmed = written.strip().replaceAll("[.,;:!?/]{1,5}$", "");
        String absolute =
                trimmed.regionMatches(true, 0, "http", 0, 4) ? trimmed : "https://" + trimmed;
        Matcher parts = SCHEME_AND_HOST.matcher(absolute);
        if (!parts.matches()
                || parts.group(2).indexOf('.') < 0
                || written.startsWith("mailto:")
                || written.startsWith("tel:")) {
            return Optional.empty();
        }
        String host = parts.group(2).toLowerCase(Locale.ROOT);
        String secure = parts.group(1).toLowerCase(Locale.ROOT);
        String scheme =
                host.endsWith("linkedin.com") || host.endsWith("github.com") ? "https" : secure;
        return Optional.of(scheme + "://" + host + parts.group(3));
    }
}
