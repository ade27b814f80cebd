package dev.matchmill.jobs.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matchmill.migrations.PreconditionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {

    @TempDir private Path folder;

    @Test
    void takes_the_closest_release_that_is_not_older_than_the_server() throws IOException {
        PostgresPrograms programs =
                new PostgresPrograms(
                        List.of(install("a", "14.9"), install("b", "18.1"), install("c", "16.2")));

        assertThat(programs.require("pg_dump", 15).major()).isEqualTo(16);
        assertThat(programs.require("pg_dump", 16).file())
                .isEqualTo(folder.resolve("c").resolve("pg_dump"));
        assertThat(programs.require("pg_dump", 18).sibling("psql"))
                .isEqualTo(folder.resolve("b").resolve("psql"));
        assertThatThrownBy(() -> programs.require("pg_dump", 19))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("cannot back it up")
                .hasMessageContaining("postgresql-client-19");
    }

    @Test
    void looks_only_into_a_folder_that_was_named() throws IOException {
        Path named = install("named", "15.1");
        Path other = install("other", "15.2");

        PostgresPrograms programs = PostgresPrograms.search(Optional.of(named), other.toString());

        assertThat(programs.all("pg_dump"))
                .containsExactly(new PostgresProgram(named.resolve("pg_dump"), 15));
    }

    @Test
    void looks_on_the_path_and_says_when_nothing_is_there() throws IOException {
        Path onPath = install("path", "15.1");
        String path = folder.resolve("nowhere") + ":" + onPath;

        assertThat(PostgresPrograms.search(Optional.empty(), path).all("pg_dump"))
                .contains(new PostgresProgram(onPath.resolve("pg_dump"), 15));
        assertThatThrownBy(() ->
                        PostgresPrograms.search(Optional.of(folder), path).require("pg_dump", 15))
                .isInstanceOf(PreconditionException.class)
                .hasMessageStartingWith("There is no pg_dump in " + folder + ".");
    }

    @Test
    void reads_releases_as_distributions_print_them() {
        assertThat(PostgresProgram.majorOf("pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"))
                .contains(15);
        assertThat(PostgresProgram.majorOf("pg_dump (PostgreSQL) 19beta1")).contains(19);
        assertThat(PostgresProgram.majorOf("something else 7.1")).isEmpty();
    }

    private Path install(String name, String version) throws IOException {
        Path bin = Files.createDirectory(folder.resolve(name));
        Path program = bin.resolve("pg_dump");
        Files.writeString(
                program, "#!/bin/sh\necho 'pg_dump (PostgreSQL) %s'\n".formatted(version));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return bin;
    }
}
