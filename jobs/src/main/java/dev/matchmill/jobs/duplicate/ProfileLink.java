package dev.matchmill.jobs.duplicate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of profiles in the form in which two of them are the same page. */
final class ProfileLink {

    private static final Pattern PARTS =
            Pattern.compile("^(?:https?://)?(?:[^/@]*@)?([^/:?#]+)(?::\\d+)?(/[^?#]*)?.*$");
    private static final Pattern LINKEDIN =
            Pattern.compile("^(?:[a-z]{2,3}\\.)?linkedin\\.com(/(?:in|pub)/[^/]+).*$");
    private static final Pattern GITHUB = Pattern.compile("^github\\.com(/[^/]+).*$");

    private ProfileLink() {}

    /** Empty for a page that is nobody's own, such as the start page of a network. */
    static Optional<String> of(String url) {
        Matcher parts = PARTS.matcher(url.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String host = parts.group(1).replaceFirst("^(www|m)\\.", "");
        String path = parts.group(2) == null ? "" : parts.group(2).replaceFirst("/+$", "");
        String page = host + path;
        Matcher linkedin = LINKEDIN.matcher(page);
        if (linkedin.matches()) {
            return Optional.of("linkedin.com" + linkedin.group(1));
        }
        if (host.endsWith("linkedin.com")) {
            return Optional.empty();
        }
        Matcher github = GITHUB.matcher(page);
        if (host.equals("github.com")) {
            return github.matches()
                    ? Optional.of("github.com" + github.group(1))
                    : Optional.empty();
        }
        return host.contains(".") ? Optional.of(page) : Optional.empty();
    }
}
