package dev.matchmill.jobs.ledger;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that a settlement sets, as statement parameters. */
final class SettlementRow {

    private final Map<String, @Nullable Object> parameters = new HashMap<>();

    private SettlementRow(Settlement end, String stage) {
        parameters.put("state", end.state().label());
        parameters.put("stage", stage);
        // What an earlier pass stored stays linked while a later one can't read it.
        parameters.put("keeps", end instanceof Settlement.Refused);
        for (String absent :
                new String[] {"reason", "detail", "candidate", "posting", "application", "file"}) {
            parameters.put(absent, null);
        }
    }

    static SettlementRow of(Settlement end) {
        return switch (end) {
            case Settlement.Accepted accepted -> accepted(accepted);
            case Settlement.Suppressed suppressed -> new SettlementRow(suppressed, "deduplicate");
            case Settlement.Refused refused -> refused(refused);
        };
    }

    private static SettlementRow accepted(Settlement.Accepted accepted) {
        SettlementRow row = new SettlementRow(accepted, "load");
        row.parameters.put("candidate", accepted.candidate().value());
        row.parameters.put("file", accepted.file().value());
        var posting = accepted.posting();
        row.parameters.put("posting", posting == null ? null : posting.value());
        var application = accepted.application();
        row.parameters.put("application", application == null ? null : application.value());
        return row;
    }

    private static SettlementRow refused(Settlement.Refused refused) {
        SettlementRow row = new SettlementRow(refused, refused.stage());
        row.parameters.put("reason", refused.reason().label());
        row.parameters.put("detail", refused.detail());
        return row;
    }

    Map<String, @Nullable Object> parameters() {
        return parameters;
    }
}
