package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.matchmill.config.encryption.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    // RFC 8032, 7.1, test 1.
    private static final SigningKey KEY =
            SigningKey.ofSeed(
                    HexFormat.of()
                            .parseHex(
                                    "9d61b19deffd5a60ba844af492ec2cc4"
                                            + "4449c5697b326919703bac031cae7f60"));

    @TempDir private Path home;

    @Test
    void it_is_the_ed25519_of_the_standard() {
        assertThat(KEY.verifying().hex())
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(HexFormat.of().formatHex(KEY.sign(new byte[0])))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a3"
                            + "3bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void only_the_signed_words_are_accepted() {
        byte[] words = "words".getBytes(StandardCharsets.UTF_8);
        byte[] signature = KEY.sign(words);

        assertThat(KEY.verifying().accepts(words, signature)).isTrue();
        assertThat(KEY.verifying().accepts("other".getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
        assertThat(KEY.verifying().accepts(words, new byte[3])).isFalse();
        assertThat(SigningKey.ofSeed(new byte[32]).verifying().accepts(words, signature)).isFalse();
    }

    @Test
    void the_home_folder_keeps_one_that_only_its_owner_reads() throws IOException {
        assertThat(SigningKey.ofExisting(home)).isEmpty();

        SigningKey made = SigningKey.of(home);

        assertThat(SigningKey.of(home).verifying()).isEqualTo(made.verifying());
        assertThat(SigningKey.ofExisting(home).orElseThrow().verifying())
                .isEqualTo(made.verifying());
        assertThat(SecretFile.isPrivate(SigningKey.file(home))).isTrue();
        assertThat(made.toString()).doesNotContain(SecretFile.read(SigningKey.file(home)));
    }

    @Test
    void another_length_is_no_key() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.ofSeed(new byte[31]))
                .withMessageContaining("32 bytes");
        assertThat(VerifyingKey.parse("00")).isEmpty();
        assertThat(VerifyingKey.parse("A0".repeat(32))).isEmpty();
        assertThat(VerifyingKey.parse("a0".repeat(32))).contains(new VerifyingKey("a0".repeat(32)));
        assertThatIllegalArgumentException().isThrownBy(() -> new VerifyingKey("x"));
    }
}
