package ee.cqrs.aggregate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AggregateIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                " ",
                "with space",
                "a/b",
                "a\\b",
                "100%",
                "%2F",
                "\"quoted\"",
                "it's",
                "?a=b&c#d",
                "..",
                "é",
                "日本語",
                "😀",
                "\u00a0",
                "\ufffd",
                "\u200b"
            })
    void anyTextInNormalFormIsAnId(String id) {
        assertThat(new AggregateId("counter", id)).hasToString("counter/" + id);
    }

    @Test
    void twoHundredCharactersAreAnId() {
        assertThat(new AggregateId("counter", "x".repeat(200)).id()).hasSize(200);
    }

    @Test
    void anEmojiIsOneCharacterOfTheLength() {
        assertThat(new AggregateId("counter", "😀".repeat(200)).id()).hasSize(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "😀"})
    void moreThanTwoHundredCharactersAreNoId(String character) {
        assertRefused(character.repeat(201), "is longer than 200 characters");
    }

    @Test
    void nothingIsNoId() {
        assertRefused("", "is empty; give 1 to 200 characters");
        assertRefused(null, "is empty; give 1 to 200 characters");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x09, 0x0A, 0x1F, 0x7F, 0x80, 0x9F})
    void aControlCharacterIsNotPartOfAnId(int control) {
        assertRefused("a" + Character.toString(control) + "b", "holds a control character");
    }

    @ParameterizedTest
    @CsvSource({"d800", "dbff", "dc00", "dfff"})
    void halfASurrogatePairIsNotPartOfAnId(String hex) {
        assertRefused("a" + (char) Integer.parseInt(hex, 16) + "b", "holds half a surrogate pair");
    }

    @Test
    void surrogatesInTheWrongOrderAreNotPartOfAnId() {
        assertRefused("\ude00\ud83d", "holds half a surrogate pair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e\u0301", "\u212b", "\u1100\u1161"})
    void textOutsideNormalFormCIsNoId(String id) {
        assertRefused(id, "is not in Unicode normal form C (NFC)");
    }

    @Test
    void idsAreUniqueWithinTheirTypeOnly() {
        assertThat(new AggregateId("counter", "1"))
                .isEqualTo(new AggregateId("counter", "1"))
                .isNotEqualTo(new AggregateId("account", "1"));
    }

    private static void assertRefused(String id, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AggregateId("counter", id))
                .withMessage("The aggregate id " + fault);
    }
}
