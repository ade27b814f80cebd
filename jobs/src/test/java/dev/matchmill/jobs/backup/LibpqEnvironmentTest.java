package dev.matchmill.jobs.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.PreconditionException;
import dev.matchmill.migrations.server.DatabaseAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LibpqEnvironmentTest {

    @Test
    void names_server_database_and_user_and_the_password_only_if_there_is_one() {
        assertThat(of("jdbc:postgresql://db.example:6432/my%20ats"))
                .containsEntry("PGHOST", "db.example")
                .containsEntry("PGPORT", "6432")
                .containsEntry("PGDATABASE", "my ats")
                .containsEntry("PGUSER", "owner")
                .containsEntry("PGPASSWORD", "secret")
                .containsEntry("PGAPPNAME", "a test");
        assertThat(
                        LibpqEnvironment.of(
                                DatabaseAddress.parse(
                                        "jdbc:postgresql://db.example/ats", "owner", null),
                                "a test"))
                .doesNotContainKey("PGPASSWORD")
                .containsEntry("PGPORT", "5432");
    }

    @Test
    void knows_several_servers_and_ipv6() {
        assertThat(of("jdbc:postgresql://a:1,b,[::1]:3/ats?targetServerType=primary"))
                .containsEntry("PGHOST", "a,b,::1")
                .containsEntry("PGPORT", "1,5432,3")
                .containsEntry("PGTARGETSESSIONATTRS", "read-write");
        assertThat(of("jdbc:postgresql://[::1]/ats"))
                .containsEntry("PGHOST", "::1")
                .containsEntry("PGPORT", "5432");
    }

    @Test
    void translates_tls_without_weakening_it() {
        assertThat(
                        of(
                                "jdbc:postgresql://db/ats?sslmode=verify-full&sslrootcert=/etc/ca%20x.pem"
                                    + "&sslcert=/c.pem&sslkey=/k.pem&connectTimeout=7"))
                .containsEntry("PGSSLMODE", "verify-full")
                .containsEntry("PGSSLROOTCERT", "/etc/ca x.pem")
                .containsEntry("PGSSLCERT", "/c.pem")
                .containsEntry("PGSSLKEY", "/k.pem")
                .containsEntry("PGCONNECT_TIMEOUT", "7");
        assertThat(of("jdbc:postgresql://db/ats?ssl=true"))
                .containsEntry("PGSSLMODE", "verify-full");
        assertThat(of("jdbc:postgresql://db/ats?ssl=true&sslmode=require"))
                .containsEntry("PGSSLMODE", "require");
        assertThat(of("jdbc:postgresql://db/ats?sslmode=require&ssl=true"))
                .containsEntry("PGSSLMODE", "require");
        assertThat(of("jdbc:postgresql://db/ats?ssl=false")).doesNotContainKey("PGSSLMODE");
    }

    @Test
    void refuses_what_libpq_cannot_do_instead_of_connecting_otherwise() {
        assertThatThrownBy(() -> of("jdbc:postgresql://db/ats?sslfactory=some.Factory"))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("sslfactory");
        assertThatThrownBy(() -> of("jdbc:postgresql://db/ats?sslkey=/keys/client.p12"))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("PEM");
    }

    @Test
    void leaves_out_what_only_the_driver_knows() {
        assertThat(of("jdbc:postgresql://db/ats?reWriteBatchedInserts=true&ApplicationName=x"))
                .containsEntry("PGAPPNAME", "a test")
                .doesNotContainValue("x");
    }

    private static Map<String, String> of(String url) {
        return LibpqEnvironment.of(DatabaseAddress.parse(url, "owner", "secret"), "a test");
    }
}
