package dev.matchmill.config.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldAddressTest {

    @Test
    void is_bound_as_version_kind_and_parts_behind_their_lengths() {
        assertThat(FieldAddress.of("a.b", "c_enc", 7).associated())
                .asHexString()
                .isEqualToIgnoringCase(
                        "01" + "01" + "00000003612E62" + "00000005635F656E63" + "0000000137");
    }

    @Test
    void parts_that_run_together_alike_are_bound_differently() {
        assertThat(AssociatedBytes.of(AssociatedBytes.Kind.FIELD, "ab", "c"))
                .isNotEqualTo(AssociatedBytes.of(AssociatedBytes.Kind.FIELD, "a", "bc"));
        assertThat(AssociatedBytes.of(AssociatedBytes.Kind.FIELD, "a"))
                .isNotEqualTo(AssociatedBytes.of(AssociatedBytes.Kind.DATA_KEY, "a"));
    }

    @ParameterizedTest
    @CsvSource({"interviews, passcode_enc, 1", "public.interviews, passcode, 1", "a.b, c_enc, ' '"})
    void refuses_what_is_no_encrypted_field(String table, String column, String key) {
        assertThatThrownBy(() -> new FieldAddress(table, column, key))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
