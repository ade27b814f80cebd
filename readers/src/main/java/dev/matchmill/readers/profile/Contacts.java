package dev.matchmill.readers.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What contacts tell of their owner. */
final class Contacts {

    private static final Pattern PROFILE_NAME =
            Pattern.compile(
                    "https?://(?:www\\.)?(?:linkedin\\.com/(?:in|pub)|github\\.com|gitlab\\.com|behance\\.net|dribbble\\.com|kaggle\\.com|xing\\.com/profile|medium\\.com|about\\.me|stackoverflow\\.com/users/\\d+)/@?([\\p{L}\\d._%-]{2,80})(?:/.*|\\?.*)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern OWN_HOST =
            Pattern.compile("https?://(?:www\\.)?([\\p{L}\\d-]{4,60})\\.[\\p{L}.]{2,20}(?:/.*)?");
    private static final Set<String> OFFICES =
            Set.of(
                    "info",
                    "contact",
                    "jobs",
                    "careers",
                    "career",
                    "hr",
                    "recruitment",
                    "recruiting",
                    "recruiter",
                    "office",
                    "admin",
                    "sales",
                    "support",
                    "resumes",
                    "cv",
                    "hello",
                    "hi",
                    "me",
                    "mail",
                    "staffing",
                    "enquiries",
                    "personal",
                    "bewerbung",
                    "kontakt",
                    "contacto",
                    "marketing",
                    "team",
                    "help",
                    "service",
                    "work",
                    "job",
                    "resume");

    private Contacts() {}

    /** Whether the local part of an address is a role's rather than a person's. */
    static boolean isOffice(String address) {
        return OFFICES.contains(address.substring(0, Math.max(0, address.indexOf('@'))));
    }

    /** Local parts of addresses, names in profile links and hosts: what may hold a name. */
    static List<String> names(List<Field<String>> emails, List<Field<String>> links) {
        List<String> names = new ArrayList<>();
        for (Field<String> email : emails) {
            String local = email.value().substring(0, email.value().indexOf('@'));
            if (!isOffice(email.value())) {
                names.add(local);
            }
        }
        for (Field<String> link : links) {
            Matcher profile = PROFILE_NAME.matcher(link.value());
            Matcher host = OWN_HOST.matcher(link.value());
            if (profile.matches()) {
                names.add(profile.group(1).toLowerCase(Locale.ROOT));
            } else if (link.confidence() > 0.6 && host.matches()) {
                names.add(host.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return names.stream().distinct().limit(12).toList();
    }
}
