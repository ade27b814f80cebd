package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.report.TextTable;
import dev.matchmill.jobs.subject.ErasurePlan;
import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.StorePlan;
import dev.matchmill.jobs.subject.StoredObject;
import dev.matchmill.jobs.subject.Subject;
import dev.matchmill.jobs.subject.SubjectEraser;
import dev.matchmill.jobs.subject.SubjectFingerprint;
import dev.matchmill.jobs.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What executing a request would do.
 *
 * @param stores those with rows of the person, in the order of work
 * @param objects stored files that would be removed
 * @param heldBy what a hold keeps; then nothing at all would be changed
 */
public record RequestPlan(long request, List<StorePlan> stores, int objects, List<String> heldBy) {

    public RequestPlan {
        stores = List.copyOf(stores);
        heldBy = List.copyOf(heldBy);
    }

    /** Reads it; the caller's transaction makes it one moment. */
    public static RequestPlan of(
            JdbcClient jdbc, SubjectFingerprint fingerprint, SubjectRequest request) {
        Inventory inventory = Inventory.declared();
        SubjectEraser eraser = new SubjectEraser(jdbc, inventory);
        List<StorePlan> stores = new ArrayList<>();
        Set<StoredObject> objects = new LinkedHashSet<>();
        Set<String> held = new LinkedHashSet<>();
        List<Subject> views =
                RequestSubjects.of(new Subjects(jdbc, inventory, fingerprint), jdbc, request);
        for (Subject view : views) {
            ErasurePlan plan = eraser.plan(view);
            plan.stores().stream().filter(store -> store.rows() > 0).forEach(stores::add);
            objects.addAll(plan.objects());
            held.addAll(plan.heldBy());
        }
        return new RequestPlan(request.id(), stores, objects.size(), List.copyOf(held));
    }

    public String table() {
        StringBuilder text = new StringBuilder();
        TextTable table = new TextTable("store", "action", "rows", "held");
        stores.forEach(store ->
                table.row(
                        store.schema() + "." + store.table(),
                        store.action().label(),
                        store.rows(),
                        store.held()));
        text.append(table.isEmpty() ? "nothing is kept about the person\n" : table.render());
        text.append("stored files: ").append(objects).append('\n');
        heldBy.forEach(held -> text.append("blocked: ").append(held).append(" is held\n"));
        return text.toString();
    }

    /** For JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("request", request);
        map.put(
                "stores",
                stores.stream()
                        .map(store ->
                                Map.of(
                                        "store", store.schema() + "." + store.table(),
                                        "action", store.action().label(),
                                        "rows", store.rows(),
                                        "held", store.held()))
                        .toList());
        map.put("stored_files", objects);
        map.put("held_by", heldBy);
        return map;
    }
}
