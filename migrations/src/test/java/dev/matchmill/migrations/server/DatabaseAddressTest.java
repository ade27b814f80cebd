package dev.matchmill.migrations.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.PreconditionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    jdbc:postgresql://db:5433/ats                        | jdbc:postgresql://db:5433/ats
                    jdbc:postgresql://a:5432,b:5432/ats?targetServerType=primary | jdbc:postgresql://a:5432,b:5432/ats?targetServerType=primary
                    postgresql://db/ats                                  | jdbc:postgresql://db/ats
                    postgres://db/ats?sslmode=require                    | jdbc:postgresql://db/ats?sslmode=require
                    postgresql://me:secret@db:5433/ats                   | jdbc:postgresql://db:5433/ats
                    postgresql:///ats                                    | jdbc:postgresql://localhost/ats
                    postgresql://[::1]:5432/ats                          | jdbc:postgresql://[::1]:5432/ats
                    postgresql://db/ats?connect_timeout=3&application_name=a%20b | jdbc:postgresql://db/ats?connectTimeout=3&ApplicationName=a%20b
                    jdbc:postgresql://db/ats?user=me&password=secret     | jdbc:postgresql://db/ats
                    """)
    void reads_the_forms_that_operators_write(String text, String url) {
        assertThat(DatabaseAddress.parse(text, null, null).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://m%40e:se%3Acr%2Ft+@db/ats",
                "jdbc:postgresql://db/ats?user=m%40e&password=se%3Acr%2Ft%2B"
            })
    void takes_user_and_password_out_of_the_url_decoded(String text) {
        DatabaseAddress address = DatabaseAddress.parse(text, null, null);

        assertThat(address.username()).isEqualTo("m@e");
        assertThat(address.password()).isEqualTo("se:cr/t+");
    }

    @Test
    void what_is_given_beside_the_url_wins() {
        DatabaseAddress address =
                DatabaseAddress.parse("postgresql://me:secret@db/ats", "other", "word");

        assertThat(address.username()).isEqualTo("other");
        assertThat(address.password()).isEqualTo("word");
    }

    @Test
    void never_shows_the_password() {
        DatabaseAddress address =
                DatabaseAddress.parse("postgresql://me:hunter2@db/ats", null, null);

        assertThat(address.toString()).contains("db/ats", "me").doesNotContain("hunter2");
        assertThat(address.url()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://me:hunter2@db/ats",
                "postgresql://me:hunter2@db",
                "postgresql://me:hunter2@db/",
                "postgresql:me:hunter2",
                "jdbc:postgresql:ats?password=hunter2",
                ""
            })
    void refuses_what_is_no_url_without_repeating_it(String text) {
        assertThatThrownBy(() -> DatabaseAddress.parse(text, null, null))
                .isInstanceOf(PreconditionException.class)
                .hasMessageStartingWith("The database URL")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void another_database_keeps_server_and_parameters() {
        DatabaseAddress address =
                DatabaseAddress.parse("postgresql://db:1/ats?sslmode=require", "me", null)
                        .withDatabase("other one");

        assertThat(address.url()).isEqualTo("jdbc:postgresql://db:1/other%20one?sslmode=require");
        assertThat(address.database()).isEqualTo("other one");
    }

    @Test
    void questions_are_not_waited_for_longer_than_said_unless_the_url_says_otherwise() {
        DatabaseAddress plain = DatabaseAddress.parse("postgresql://db/ats", "me", null);
        DatabaseAddress own =
                DatabaseAddress.parse("postgresql://db/ats?socketTimeout=7", "me", null);

        assertThat(silence(plain.unpooled())).isZero();
        assertThat(silence(plain.asking(Duration.ofSeconds(90)))).isEqualTo(90);
        assertThat(silence(plain.asking(Duration.ofMillis(300)))).isEqualTo(1);
        assertThat(silence(own.asking(Duration.ofSeconds(90)))).isEqualTo(7);
    }

    private static int silence(DataSource source) {
        return ((PGSimpleDataSource) source).getSocketTimeout();
    }
}
