package dev.matchmill.jobs.subject;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every condition of the inventory may name, before any key is known. */
final class SubjectParameters {

    private SubjectParameters() {}

    static Map<String, Object> of(
            Extent extent, Collection<String> addresses, List<byte[]> fingerprints) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("everywhere", extent instanceof Extent.Platform);
        values.put("organizations", organizations(extent));
        values.put("addresses", addresses.toArray(String[]::new));
        values.put("fingerprints", fingerprints.toArray(byte[][]::new));
        return values;
    }

    private static Long[] organizations(Extent extent) {
        return switch (extent) {
            case Extent.Tenant(var organization) -> new Long[] {organization.value()};
            case Extent.Platform _, Extent.OneApplication _ -> new Long[0];
        };
    }
}
