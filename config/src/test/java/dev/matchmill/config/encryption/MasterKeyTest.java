package dev.matchmill.config.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final DataKey DATA_KEY = DataKey.random("public.t:1", "public.t");

    @TempDir private Path folder;

    @Test
    void comes_from_the_environment_or_from_a_file() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");

        byte[] wrapped = MasterKey.given(new EncryptionSettings(KEY, "")).wrap(DATA_KEY);

        assertThat(MasterKey.given(new EncryptionSettings("", file.toString())))
                .satisfies(same ->
                        assertThat(same.unwrap("public.t:1", "public.t", wrapped))
                                .contains(DATA_KEY));
    }

    @Test
    void a_wrapped_key_opens_only_under_its_own_id_and_purpose() {
        MasterKey master = MasterKey.given(new EncryptionSettings(KEY, ""));
        byte[] wrapped = master.wrap(DATA_KEY);

        assertThat(wrapped).hasSize(61);
        assertThat(master.unwrap("public.t:2", "public.t", wrapped)).isEmpty();
        assertThat(master.unwrap("public.t:1", "public.u", wrapped)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2hvcnQ=",
                "not Base64: geheimnis",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void what_is_no_key_is_refused_and_not_repeated(String text) {
        assertThatThrownBy(() -> MasterKey.given(new EncryptionSettings(text, "")))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("MATCHMILL_ENCRYPTION_MASTER_KEY holds no master key")
                .hasMessageContaining("32 bytes in Base64")
                .hasMessageNotContaining(text)
                .hasNoCause();
    }

    @Test
    void none_and_two_are_refused_with_what_to_set() {
        assertThatThrownBy(() -> MasterKey.given(new EncryptionSettings("", "")))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("matchmill.encryption.master-key-file");
        assertThatThrownBy(() -> new EncryptionSettings(KEY, "file"))
                .hasMessageContaining("not both");
        assertThatThrownBy(() -> MasterKey.ofFile(folder.resolve("gone")))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("gone cannot be read");
    }

    @Test
    void a_home_makes_one_that_only_its_owner_reads_and_keeps_it() throws IOException {
        byte[] wrapped = MasterKey.ofHome(folder, true).wrap(DATA_KEY);

        assertThat(MasterKey.ofHome(folder, false).unwrap("public.t:1", "public.t", wrapped))
                .isPresent();
        Path file = MasterKey.file(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SecretFile.isPrivate(file)).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(SecretFile.isPrivate(file)).isFalse();
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void a_home_that_lost_its_key_gets_no_other_one() {
        assertThatThrownBy(() -> MasterKey.ofHome(folder, false))
                .isInstanceOf(KeyException.class)
                .hasMessageContaining("backup");
        assertThat(MasterKey.file(folder)).doesNotExist();
    }

    @Test
    void processes_that_make_a_secret_at_once_agree_on_one() throws Exception {
        Set<String> secrets = ConcurrentHashMap.newKeySet();
        Callable<Boolean> make =
                () ->
                        secrets.add(
                                SecretFile.readOrMake(
                                        folder.resolve("new").resolve("secret"),
                                        Base64.getEncoder()::encodeToString));
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(java.util.Collections.nCopies(40, make))) {
                done.get();
            }
        }

        assertThat(secrets).hasSize(1);
    }

    @Test
    void nothing_that_holds_a_key_prints_it() {
        MasterKey master = MasterKey.given(new EncryptionSettings(KEY, ""));
        String secret = Base64.getEncoder().encodeToString(DATA_KEY.secret().getEncoded());

        assertThat(List.of(master, DATA_KEY, new EncryptionSettings(KEY, "")).toString())
                .doesNotContain(KEY)
                .doesNotContain(secret)
                .isEqualTo("[MasterKey, DataKey[public.t:1], EncryptionSettings[masterKeyFile=]]");
    }
}
