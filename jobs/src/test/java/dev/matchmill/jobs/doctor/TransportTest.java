package dev.matchmill.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matchmill.migrations.server.DatabaseAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://localhost/ats, true, prefer",
        "postgresql:///ats, true, prefer",
        "jdbc:postgresql://127.0.0.1:5432/ats, true, prefer",
        "jdbc:postgresql://[::1]:5432/ats?sslmode=require, true, require",
        "jdbc:postgresql://db.example.org/ats?sslmode=Verify-Full, false, verify-full",
        "jdbc:postgresql://127.0.0.1.example.org/ats, false, prefer",
        "jdbc:postgresql://10.1.2.3/ats?ApplicationName=x&sslmode=disable, false, disable",
        "'jdbc:postgresql://localhost,db.example.org/ats', false, prefer",
        "'jdbc:postgresql://localhost:5432,db.example.org:5432/ats', false, prefer",
    })
    void tells_hosts_of_this_machine_from_others(String url, boolean loopback, String mode) {
        Transport transport = Transport.of(DatabaseAddress.parse(url, "ats", null), true);

        assertThat(transport).isEqualTo(new Transport(loopback, true, mode));
    }
}
