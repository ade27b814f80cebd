package dev.matchmill.readers.posting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaSalaryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "50000|5000000|5000000|none|none",
                "{\"value\": 20, \"currency\": \"EUR\", \"unitText\": \"HOUR\"}|2000|2000|EUR|HOUR",
                "{\"currency\": \"EUR\", \"value\": {\"minValue\": 10, \"unitText\":"
                        + " \"monthly\"}}|1000|none|EUR|MONTH",
                "{\"minValue\": 1, \"maxValue\": 2, \"currency\": \"EUR\"}|100|200|EUR|none",
            })
    void a_salary_is_read_in_each_form(
            String salary, Long min, Long max, String currency, SalaryPeriod period)
            throws FeedValueException {
        String json = "{\"title\": \"x\", \"baseSalary\": " + salary + "}";
        FeedFields fields = JobPostingFields.of(JsonFields.MAPPER.readTree(json));
        fields.add("external_ref", "x");
        fields.add("description", "x");

        assertThat(new PostingColumns(fields).record().salary())
                .isEqualTo(new Salary(min, max, currency, period));
    }
}
