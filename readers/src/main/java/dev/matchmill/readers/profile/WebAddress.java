package dev.matchmill.readers.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one form in which an address of the web is reported. */
final class WebAddress {

    private static final Pattern PARTS =
            Pattern.compile(
                    "(?i)(https?)://(?:[^/@\\s]{0,60}@)?([\\p{L}\\d.-]{3,120}(?::\\d{1,5})?)([/?#].{0,300})?");
    // Hosts whose www and country names lead to the same page, all secure.
    private static final Pattern PROFILES =
            Pattern.compile(
                    "(?:[a-z]{2,3}\\.)?((?:linkedin|github|gitlab|behance|dribbble|kaggle|medium|xing|stackoverflow|bitbucket|twitter)\\.(?:com|net|org))");
    private static final Pattern TRACKING =
            Pattern.compile(
                    "(?i)(?:utm_\\w*|trk\\w*|fbclid|gclid|igshid|originalSubdomain|lipi|mc_[ce]id|ref(?:errer)?|si)=.*");

    private WebAddress() {}

    /**
     * Scheme and host in lower case, https where none is given and for sites of profiles, without
     * parameters that track and without a slash or full stop at the end; empty for what is no web
     * address.
     */
    static Optional<String> normalize(String written) {
        String trimmed = written.strip().replaceAll("[.,;:!?/\\])}>]{1,5}$", "");
        String absolute =
                trimmed.regionMatches(true, 0, "http", 0, 4) ? trimmed : "https://" + trimmed;
        Matcher parts = PARTS.matcher(absolute);
        if (!parts.matches()
                || parts.group(2).indexOf('.') < 0
                || written.startsWith("mailto:")
                || written.startsWith("tel:")) {
            return Optional.empty();
        }
        String host = parts.group(2).toLowerCase(Locale.ROOT);
        Matcher profile = PROFILES.matcher(host);
        boolean known = profile.matches();
        String scheme = known ? "https" : parts.group(1).toLowerCase(Locale.ROOT);
        String path = parts.group(3) == null ? "" : parts.group(3);
        String kept = host.endsWith("linkedin.com") ? path.split("[?#]", 2)[0] : untracked(path);
        return Optional.of(
                scheme
                        + "://"
                        + (known ? profile.group(1) : host)
                        + kept.replaceAll("[/?#]{1,3}$", ""));
    }

    /** What two addresses of one page have in common. */
    static String key(String url) {
        return url.replaceFirst("^https?://(?:www\\.)?", "").toLowerCase(Locale.ROOT);
    }

    private static String untracked(String path) {
        int query = path.indexOf('?');
        if (query < 0) {
            return path;
        }
        List<String> kept =
                Arrays.stream(path.substring(query + 1).split("&", -1))
                        .filter(parameter -> !TRACKING.matcher(parameter).matches())
                        .toList();
        return path.substring(0, query)
                + (kept.isEmpty() ? "" : kept.stream().collect(Collectors.joining("&", "?", "")));
    }
}
