package dev.matchmill.jobs.shortlist;

import dev.matchmill.jobs.report.TextTable;
import java.util.List;
import java.util.Locale;

/** Shortlists as text tables for a terminal. */
public final class ShortlistText {

    private static final int LISTED_SKILLS = 3;
    private static final int WIDEST_HEADLINE = 48;

    private ShortlistText() {}

    public static String render(ShortlistReport report) {
        if (report.postings().isEmpty()) {
            return "there is no open posting\n";
        }
        StringBuilder out = new StringBuilder();
        for (PostingShortlist posting : report.postings()) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            out.append(posting.posting()).append("  ").append(posting.title());
            if (!posting.place().isBlank()) {
                out.append(" (").append(posting.place()).append(')');
            }
            out.append('\n').append(rows(posting));
        }
        return out.toString();
    }

    private static String rows(PostingShortlist posting) {
        if (posting.rows().isEmpty()) {
            return "  no candidate is ranked yet; run: matchmill run\n";
        }
        TextTable table =
                new TextTable(
                        "#", "score", "recommended", "candidate", "who", "skills found", "missing");
        for (ShortlistRow row : posting.rows()) {
            table.row(
                    row.rank(),
                    String.format(Locale.ROOT, "%.3f", row.score()),
                    row.recommendation().label()
                            + (row.applicant() ? " *" : "")
                            + (row.stale() ? " ~" : ""),
                    row.candidate(),
                    who(row),
                    skills(row.matchedSkills().stream().map(SkillEvidence::skill).toList()),
                    skills(row.missingSkills()));
        }
        boolean applicants = posting.rows().stream().anyMatch(ShortlistRow::applicant);
        boolean stale = posting.rows().stream().anyMatch(ShortlistRow::stale);
        return table.render().indent(2)
                + (applicants ? "  * applied to this posting\n" : "")
                + (stale ? "  ~ changed since it was matched; run: matchmill match\n" : "");
    }

    private static String who(ShortlistRow row) {
        String who =
                row.name().isBlank()
                        ? row.headline()
                        : row.headline().isBlank()
                                ? row.name()
                                : row.name() + ", " + row.headline();
        String shown = who.isBlank() ? "name unknown" : who;
        return shown.length() <= WIDEST_HEADLINE
                ? shown
                : shown.substring(0, WIDEST_HEADLINE - 1) + "…";
    }

    private static String skills(List<String> skills) {
        String listed = String.join(", ", skills.stream().limit(LISTED_SKILLS).toList());
        int more = skills.size() - LISTED_SKILLS;
        return more > 0 ? listed + " +" + more : listed;
    }
}
