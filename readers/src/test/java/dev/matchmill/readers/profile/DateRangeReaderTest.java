package dev.matchmill.readers.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class DateRangeReaderTest {

    private final DateRangeReader dates = new DateRangeReader(LocalDate.of(2026, 11, 1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Jan 2018 - Present ~ 2018-01..now",
                "01/2018 to 03/2020 ~ 2018-01..2020-03",
                "2015\u20132019 ~ 2015-01..2019-12",
                "2015 - 2019 ~ 2015-01..2019-12",
                "Since 2019 ~ 2019-01..now",
                "June 2016 to Current ~ 2016-06..now",
                "Sept. 2014 \u2013 Aug. 2016 ~ 2014-09..2016-08",
                "2018-03 - 2020-11 ~ 2018-03..2020-11",
                "03.2012 - 04.2014 ~ 2012-03..2014-04",
                "01.03.2012 - 30.04.2014 ~ 2012-03..2014-04",
                "M\u00E4rz 2015 bis heute ~ 2015-03..now",
                "seit Mai 2019 ~ 2019-05..now",
                "f\u00E9vrier 2010 \u00E0 ao\u00FBt 2012 ~ 2010-02..2012-08",
                "depuis 2018 ~ 2018-01..now",
                "enero de 2016 - actualidad ~ 2016-01..now",
                "desde 2020 ~ 2020-01..now",
                "Mar '15 - Apr '17 ~ 2015-03..2017-04",
                "Company Name July 2011 to November 2012 Accountant ~ 2011-07..2012-11",
                "10/2013 \u00EF\u00BC\u200B Current ~ 2013-10..now",
                "03/15/2016 - 04/20/2017 ~ 2016-03..2017-04",
                "15 March 2016 - 20 April 2018 ~ 2016-03..2018-04",
                "March 15, 2016 to May 1, 2018 ~ 2016-03..2018-05",
                "June 5 - August 20, 2019 ~ 2019-06..2019-08",
                "Jan \u2013 Mar 2016 ~ 2016-01..2016-03",
                "Jan-15 to Mar-17 ~ 2015-01..2017-03",
                "01/15 \u2013 03/17 ~ 2015-01..2017-03",
                "Spring 2013 - Fall 2014 ~ 2013-03..2014-11",
                "Q1 2019 - Q3 2020 ~ 2019-01..2020-09",
                "2015-17 ~ 2015-01..2017-12",
                "2019 \u2013 ~ 2019-01..now",
                "Mar. 2021 Present ~ 2021-03..now",
                "Aug. 2014 Apr. 2016 ~ 2014-08..2016-04",
                "Marzo 2020 \u2013 hasta la fecha ~ 2020-03..now",
                "gennaio 2015 - oggi ~ 2015-01..now",
                "jan. 2015 t/m heden ~ 2015-01..now",
                "janeiro de 2015 at\u00E9 o momento ~ 2015-01..now",
                "2015 - laufend ~ 2015-01..now",
            })
    void reads_a_range(String line, String expected) {
        List<DateRange> ranges = dates.in(line);

        assertThat(ranges).hasSize(1);
        DateRange range = ranges.getFirst();
        String end = range.isCurrent() ? "now" : String.valueOf(range.end());
        assertThat(range.start() + ".." + end).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raised 2000 - 3000 dollars",
                "03/2020 to 01/2018",
                "2090 - 2095",
                "13/2018 - 14/2018",
                "call 555-2015",
                "maybe 2015",
                "Marketing 2015 Mar 2016",
                "2015-03",
                "grew from $2015 to $2019",
                "",
            })
    void reads_no_range(String line) {
        assertThat(dates.in(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Summer 2014 ~ 2014-06..2014-08",
                "Awarded June1998 ~ 1998-06..1998-06",
                "H\u00F6rsaal 3, 2. Quartal 2020 ~ 2020-04..2020-06",
                "2019 ~ 2019-01..2019-12",
            })
    void reads_a_single_date_as_the_months_that_it_covers(String line, String expected) {
        assertThat(dates.lastDate(line))
                .hasValueSatisfying(
                        date -> assertThat(date.start() + ".." + date.end()).isEqualTo(expected));
    }

    @Test
    void joins_a_range_that_two_columns_part() {
        assertThat(dates.across("2017 \u2013 Product Manager, Acme", "Present Leading a team"))
                .hasValueSatisfying(range -> {
                    assertThat(range.start()).hasToString("2017-01");
                    assertThat(range.isCurrent()).isTrue();
                });
        assertThat(dates.across("2017 \u2013 Product Manager", "Leading a team")).isEmpty();
    }
}
