package dev.matchmill.config.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AesGcmTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");
    private static final byte[] PLACE = "place".getBytes(UTF_8);

    // The GCM specification's test cases 13 to 16 (McGrew and Viega, 2005, appendix B).
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0000000000000000000000000000000000000000000000000000000000000000,"
                        + "000000000000000000000000, '', '', '',"
                        + "530f8afbc74536b9a963b4f1c4cb738b",
                "0000000000000000000000000000000000000000000000000000000000000000,"
                        + "000000000000000000000000, '', 00000000000000000000000000000000,"
                        + "cea7403d4d606b6e074ec5d3baf39d18, d0d1c8a799996bf0265b98b5d48ab919",
                "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308,"
                        + "cafebabefacedbaddecaf888, '',"
                        + "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255,"
                        + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad,"
                        + "b094dac5d93471bdec1a502270e3cc6c",
                "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308,"
                        + "cafebabefacedbaddecaf888, feedfacedeadbeeffeedfacedeadbeefabaddad2,"
                        + "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39,"
                        + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662,"
                        + "76fc6ece0f4e1768cddf8853bb2d551b"
            })
    void opens_what_the_specification_sealed(
            String key, String nonce, String associated, String plain, String sealed, String tag) {
        byte[] stored = HEX.parseHex("01" + nonce + sealed + tag);

        assertThat(
                        AesGcm.open(
                                new SecretKeySpec(HEX.parseHex(key), "AES"),
                                stored,
                                HEX.parseHex(associated)))
                .hasValueSatisfying(
                        opened -> assertThat(opened).asHexString().isEqualToIgnoringCase(plain));
    }

    @Test
    void returns_every_value_of_any_length_and_adds_29_bytes() {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] value = new byte[i < 70 ? i : random.nextInt(5000)];
            random.nextBytes(value);
            byte[] associated = new byte[random.nextInt(60)];
            random.nextBytes(associated);

            byte[] sealed = AesGcm.seal(KEY, value, associated);

            assertThat(sealed).as("seed %d, value %d", seed, i).hasSize(value.length + 29);
            assertThat(AesGcm.open(KEY, sealed, associated)).contains(value);
        }
        byte[] large = new byte[1 << 20];
        random.nextBytes(large);
        assertThat(AesGcm.open(KEY, AesGcm.seal(KEY, large, PLACE), PLACE)).contains(large);
    }

    @Test
    void a_changed_byte_anywhere_is_noticed() {
        byte[] sealed = AesGcm.seal(KEY, "a secret of some length".getBytes(UTF_8), PLACE);
        for (int i = 0; i < sealed.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sealed.clone();
                changed[i] ^= (byte) (1 << bit);

                assertThat(AesGcm.open(KEY, changed, PLACE)).as("byte %d bit %d", i, bit).isEmpty();
            }
        }
    }

    @Test
    void a_missing_end_is_noticed_wherever_it_begins() {
        byte[] sealed = AesGcm.seal(KEY, "a secret of some length".getBytes(UTF_8), PLACE);
        for (int length = 0; length < sealed.length; length++) {
            assertThat(AesGcm.open(KEY, java.util.Arrays.copyOf(sealed, length), PLACE))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void another_place_or_another_key_opens_nothing() {
        byte[] sealed = AesGcm.seal(KEY, PLACE, PLACE);
        byte[] other = new byte[32];
        other[31] = 1;

        assertThat(AesGcm.open(KEY, sealed, "elsewhere".getBytes(UTF_8))).isEmpty();
        assertThat(AesGcm.open(new SecretKeySpec(other, "AES"), sealed, PLACE)).isEmpty();
    }

    @Test
    void equal_values_never_look_equal() {
        var seen = new java.util.HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            seen.add(HEX.formatHex(AesGcm.seal(KEY, PLACE, PLACE), 1, 13));
        }

        assertThat(seen).hasSize(1000);
    }
}
