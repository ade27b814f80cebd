package dev.matchmill.jobs.erase;

import dev.matchmill.jobs.subject.Inventory;
import dev.matchmill.jobs.subject.Store;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which inventory an erasure went by: equal for equal declarations, whoever computes it. */
final class InventoryHash {

    private InventoryHash() {}

    /** SHA-256 in hex. */
    static String of(Inventory inventory) {
        return Digest.of(
                CanonicalJson.write(
                        inventory.stores().stream().map(InventoryHash::describe).toList()));
    }

    private static Map<String, Object> describe(Store store) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", store.name());
        map.put("rows", store.rows());
        map.put("set", store.set());
        map.put("delete", store.delete());
        return map;
    }
}
