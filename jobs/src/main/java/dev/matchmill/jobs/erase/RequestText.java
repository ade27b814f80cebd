package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.erase.ErasureTasks.Task;
import dev.matchmill.jobs.report.TextTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests as people and programs read them; nothing of it names the person. */
public final class RequestText {

    private RequestText() {}

    /** One line each. */
    public static String table(List<SubjectRequest> requests, Instant now) {
        if (requests.isEmpty()) {
            return "no requests\n";
        }
        TextTable table =
                new TextTable(
                        "id", "type", "scope", "candidate", "status", "received", "due", "left");
        requests.forEach(request ->
                table.row(
                        request.id(),
                        request.type().label(),
                        scope(request),
                        request.candidate() == null ? "-" : request.candidate(),
                        request.standing(),
                        day(request.receivedAt()),
                        day(request.dueAt()) + (request.isOverdue(now) ? " OVERDUE" : ""),
                        request.open()));
        return table.render();
    }

    /** For JSON. */
    public static Map<String, @Nullable Object> map(SubjectRequest request, Instant now) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", request.id());
        map.put("type", request.type().label());
        map.put("scope", request.scope().label());
        map.put("organization", request.organization());
        map.put("candidate", request.candidate());
        map.put("fingerprint", request.fingerprint());
        map.put("status", request.status().label());
        map.put("incomplete", request.isIncomplete());
        map.put("overdue", request.isOverdue(now));
        map.put("received_at", request.receivedAt().toString());
        map.put("due_at", request.dueAt().toString());
        map.put("identity_verified_at", text(request.verifiedAt()));
        map.put("verification", request.verification());
        map.put("decided_at", text(request.decidedAt()));
        map.put("started_at", text(request.startedAt()));
        map.put("completed_at", text(request.completedAt()));
        map.put("steps_left", request.open());
        map.put("steps_failed", request.failed());
        return map;
    }

    /** The steps of an erasure, with what was refused; keys of stored objects are not shown. */
    public static String steps(JdbcClient jdbc, long request) {
        TextTable table = new TextTable("step", "store", "table", "action", "status", "rows");
        for (Task task : new ErasureTasks(jdbc).of(request)) {
            table.row(
                    task.id(),
                    task.store(),
                    task.schema() + "." + task.table(),
                    task.action(),
                    task.status().label(),
                    task.rows());
        }
        return table.isEmpty() ? "" : table.render();
    }

    private static String scope(SubjectRequest request) {
        return request.organization() == null
                ? request.scope().label()
                : "organization " + request.organization();
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
