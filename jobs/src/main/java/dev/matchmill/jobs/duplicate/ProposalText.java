package dev.matchmill.jobs.duplicate;

import dev.matchmill.jobs.duplicate.ProposalList.Fact;
import dev.matchmill.jobs.report.TextTable;
import java.util.List;
import java.util.Locale;

/** Proposals for people who read them in a terminal. */
public final class ProposalText {

    private ProposalText() {}

    /** One proposal a line. */
    public static String table(List<Proposal> proposals) {
        if (proposals.isEmpty()) {
            return "no proposals\n";
        }
        TextTable table =
                new TextTable("id", "score", "candidate", "candidate", "merge", "because");
        proposals.forEach(it ->
                table.row(
                        it.id(),
                        score(it),
                        person(it.first()),
                        person(it.second()),
                        it.merge() == null ? "" : it.merge(),
                        String.join("; ", it.evidence())));
        return table.render();
    }

    /** One proposal with what both profiles say, side by side. */
    public static String page(Proposal proposal, List<Fact> first, List<Fact> second) {
        TextTable table = new TextTable("", person(proposal.first()), person(proposal.second()));
        table.row("position", proposal.first().headline(), proposal.second().headline());
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            table.row(first.get(i).field(), first.get(i).value(), second.get(i).value());
        }
        StringBuilder page = new StringBuilder();
        page.append("proposal ")
                .append(proposal.id())
                .append(", ")
                .append(proposal.state())
                .append(", score ")
                .append(score(proposal))
                .append('\n');
        proposal.evidence().forEach(it -> page.append("  ").append(it).append('\n'));
        return page.append('\n').append(table.render()).toString();
    }

    private static String score(Proposal proposal) {
        return String.format(Locale.ROOT, "%.2f", proposal.score());
    }

    private static String person(Proposal.Person person) {
        return person.name().isEmpty()
                ? "#" + person.id()
                : "#" + person.id() + " " + person.name();
    }
}
