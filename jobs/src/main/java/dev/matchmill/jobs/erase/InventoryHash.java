package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which inventory an erasure went by: equal for equal declarations, whoever computes it. */
final class InventoryHash {

    private InventoryHash() {}

    /** SHA-256 in hex. */
    static String of(Inventory inventory) {
        return Digest.of(
                CanonicalJson.write(
                        inventory.stores().stream().map(InventoryHash::describe).toList()));
    }

    private static Map<String, @Nullable Object> describe(Store store) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", store.name());
        map.put("rows", store.rows());
        map.put("also", store.also());
        map.put("done", store.done());
        map.put("delete", store.delete());
        return map;
    }
}
