package ee.cqrs.web.problem;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PercentEncodingTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/a/b", "%2F", "%25", "%252F", "%F0%9F%98%80", "%c3%a9", "%00", "é"})
    void encodedUtf8IsTaken(String encoded) {
        assertThat(PercentEncoding.isUtf8(encoded)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%ZZ", "%-1", "a%", "%FF", "%C3", "%C3%28", "%C0%AF", "%ED%A0%80", "%C3x%A9"})
    void allElseIsRefused(String encoded) {
        assertThat(PercentEncoding.isUtf8(encoded)).isFalse();
    }
}
