package dev.matchmill.readers.posting;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The salary of a JobPosting: a number, a MonetaryAmount, or one with a QuantitativeValue in it.
 * One amount without a range is both its ends. What isn't a number is no salary.
 */
record SchemaSalary(JsonNode posting) {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(?:\\.\\d{1,4})?");
    private static final Set<String> PERIODS = Set.of("hour", "day", "week", "month", "year");

    void addTo(JobPostingFields fields) {
        JsonNode salary = SchemaValues.first(posting.path("baseSalary"));
        if (salary.isMissingNode()) {
            salary = SchemaValues.first(posting.path("estimatedSalary"));
        }
        JsonNode value = SchemaValues.first(salary.path("value"));
        JsonNode range = value.isObject() ? value : salary;
        String single = amount(range.isObject() ? range.path("value") : range);
        String min = amount(range.path("minValue"));
        String max = amount(range.path("maxValue"));
        if (min.isEmpty() && max.isEmpty() && single.isEmpty()) {
            return;
        }
        fields.add("salary_min", min.isEmpty() && max.isEmpty() ? single : min);
        fields.add("salary_max", min.isEmpty() && max.isEmpty() ? single : max);
        String currency = SchemaValues.text(salary.path("currency"));
        fields.add(
                "salary_currency",
                currency.isEmpty() ? SchemaValues.text(posting.path("salaryCurrency")) : currency);
        for (JsonNode unit : List.of(range.path("unitText"), salary.path("unitText"))) {
            String period = FeedFields.normalized(SchemaValues.text(unit)).replaceFirst("ly$", "");
            if (PERIODS.contains(period)) {
                fields.add("salary_period", period);
                return;
            }
        }
    }

    private static String amount(JsonNode node) {
        String text = node.isObject() ? "" : SchemaValues.text(node).replace(",", "");
        return AMOUNT.matcher(text).matches() ? text : "";
    }
}
