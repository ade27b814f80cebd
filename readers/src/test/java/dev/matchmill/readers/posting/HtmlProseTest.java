package dev.matchmill.readers.posting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlProseTest {

    @Test
    void html_that_is_escaped_twice_and_plain_text_keep_their_lines() {
        assertThat(HtmlProse.of("&lt;p&gt;One&amp;amp;two&lt;/p&gt;&lt;br&gt;three"))
                .isEqualTo("One&two\n\nthree");
        assertThat(HtmlProse.of("a < b\n c &gt; d")).isEqualTo("a < b\n c > d");
        assertThat(HtmlProse.of("<script>alert(1)</script><p>x</p>")).isEqualTo("x");
    }
}
