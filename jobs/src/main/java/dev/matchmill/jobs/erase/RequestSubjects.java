package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.subject.Extent;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.jobs.subject.Subjects;
import dev.matchmill.migrations.type.CandidateId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whom a request means: the candidate it names, and whoever is behind the address to answer to.
 * Without either, as in a restored copy, the addresses that the fingerprint stands for.
 */
public record RequestSubjects(Subjects subjects, Requests requests) {

    /** As {@link #of(SubjectRequest)}. */
    public static List<Subject> of(Subjects subjects, JdbcClient jdbc, SubjectRequest request) {
        return new RequestSubjects(subjects, new Requests(jdbc)).of(request);
    }

    /** One or several views of the same person; those that lead nowhere are left out. */
    List<Subject> of(SubjectRequest request) {
        Extent extent = request.extent();
        List<Subject> found = new ArrayList<>();
        Optional<String> contact = requests.contact(request.id());
        contact.map(address -> subjects.address(address, extent)).ifPresent(found::add);
        Long candidate = request.candidate();
        if (candidate != null && found.stream().noneMatch(it -> it.persons().contains(candidate))) {
            found.add(subjects.candidate(new CandidateId(candidate), extent));
        }
        if (contact.isEmpty() && candidate == null) {
            subjects.addressesOf(List.of(requests.fingerprint(request)))
                    .forEach(address -> found.add(subjects.address(address, extent)));
        }
        found.removeIf(Subject::isEmpty);
        return found;
    }
}
