package dev.matchmill.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void names_stand_in_order_and_nothing_between_them() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", 2);
        map.put("a", List.of(1L, true, "x"));
        map.put("c", null);
        map.put("B", Map.of());

        assertThat(CanonicalJson.write(map))
                .isEqualTo("{\"B\":{},\"a\":[1,true,\"x\"],\"b\":2,\"c\":null}");
    }

    @Test
    void lists_keep_their_order() {
        assertThat(CanonicalJson.write(Arrays.asList("b", "a", null)))
                .isEqualTo("[\"b\",\"a\",null]");
        assertThat(CanonicalJson.write(List.of())).isEqualTo("[]");
    }

    @Test
    void only_what_must_be_is_escaped_and_that_in_the_shortest_way() {
        assertThat(CanonicalJson.write("a\"b\\c/\b\t\n\f\r\u0001\u001f \u007fé漢"))
                .isEqualTo("\"a\\\"b\\\\c/\\b\\t\\n\\f\\r\\u0001\\u001f \u007fé漢\"");
    }

    @Test
    void whole_numbers_have_all_their_digits() {
        assertThat(CanonicalJson.write(List.of(Long.MAX_VALUE, Integer.MIN_VALUE, 0)))
                .isEqualTo("[9223372036854775807,-2147483648,0]");
    }

    @Test
    void what_has_several_forms_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.write(1.5))
                .withMessageContaining("Double");
    }
}
