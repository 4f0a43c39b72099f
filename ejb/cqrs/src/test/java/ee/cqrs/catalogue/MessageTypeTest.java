package ee.cqrs.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import ee.cqrs.aggregate.Alias;
import ee.cqrs.aggregate.InvalidAggregateException;
import ee.cqrs.aggregate.SchemaVersion;
import ee.cqrs.aggregate.Upcaster;
import ee.cqrs.json.Json;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MessageTypeTest {

    private final Json json = new Json();

    record Plain(String name) {}

    @Alias({"Payed", "Paid"})
    record MoneyPaid(BigDecimal amount) {}

    /** Version 1 had a whole number of cents, version 2 a decimal, version 3 has a currency. */
    @SchemaVersion(
            value = 3,
            upcasters = {CentsToAmount.class, AddCurrency.class})
    record Paid(BigDecimal amount, String currency) {}

    @SchemaVersion(2)
    record WithoutChain(String name) {}

    @SchemaVersion(value = 2, upcasters = Failing.class)
    record Unliftable(String name) {}

    @SchemaVersion(value = 3, upcasters = CentsToAmount.class)
    record HalfAChain(BigDecimal amount) {}

    @SchemaVersion(value = 1, upcasters = CentsToAmount.class)
    record TooLongAChain(BigDecimal amount) {}

    @SchemaVersion(0)
    record VersionZero(String name) {}

    @SchemaVersion(value = 2, upcasters = NeedsArguments.class)
    record UncreatableStep(String name) {}

    static final class CentsToAmount implements Upcaster {
        @Override
        public Map<String, Object> upcast(Map<String, Object> fields) {
            Number cents = (Number) fields.remove("cents");
            fields.put("amount", BigDecimal.valueOf(cents.longValue(), 2));
            return fields;
        }
    }

    static final class AddCurrency implements Upcaster {
        @Override
        public Map<String, Object> upcast(Map<String, Object> fields) {
            return Map.of("amount", fields.get("amount"), "currency", "EUR");
        }
    }

    static final class Failing implements Upcaster {
        @Override
        public Map<String, Object> upcast(Map<String, Object> fields) {
            throw new IllegalArgumentException("no idea");
        }
    }

    record NeedsArguments(String argument) implements Upcaster {
        @Override
        public Map<String, Object> upcast(Map<String, Object> fields) {
            return fields;
        }
    }

    @Test
    void aRecordIsCalledByItsSimpleNameAndHasVersionOne() {
        assertThat(MessageType.of(Plain.class))
                .returns("Plain", MessageType::name)
                .returns(1, MessageType::version)
                .returns(List.of(), MessageType::aliases)
                .returns(true, MessageType::readsOlderVersions);
    }

    @Test
    void earlierNamesAreKnown() {
        assertThat(MessageType.of(MoneyPaid.class).aliases()).containsExactly("Payed", "Paid");
    }

    @Test
    void todaysVersionIsReadAsItIs() {
        assertThat(MessageType.of(Paid.class).read(json, "{\"amount\":1.50,\"currency\":\"NOK\"}", 3))
                .isEqualTo(new Paid(new BigDecimal("1.50"), "NOK"));
    }

    @Test
    void theFirstVersionTakesEveryStep() {
        assertThat(MessageType.of(Paid.class).read(json, "{\"cents\":150}", 1))
                .isEqualTo(new Paid(new BigDecimal("1.50"), "EUR"));
    }

    @Test
    void aLaterVersionTakesTheStepsThatAreLeft() {
        assertThat(MessageType.of(Paid.class).read(json, "{\"amount\":1.50}", 2))
                .isEqualTo(new Paid(new BigDecimal("1.50"), "EUR"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 0, -1})
    void aVersionThatIsNotKnownIsRefused(int version) {
        assertUnreadable(Paid.class, "{}", version)
                .withMessage("Paid has version %d, but this application knows versions 1 to 3: deploy a newer one"
                        .formatted(version));
    }

    @Test
    void anOlderVersionWithoutAChainIsRefused() {
        assertUnreadable(WithoutChain.class, "{\"name\":\"a\"}", 1)
                .withMessage("WithoutChain has version 1 and no upcaster lifts it to version 2");
        assertThat(MessageType.of(WithoutChain.class).readsOlderVersions()).isFalse();
    }

    @Test
    void anUpcasterThatFailsIsNamedWithItsVersion() {
        assertUnreadable(Unliftable.class, "{\"name\":\"a\"}", 1)
                .withMessageStartingWith("Unliftable of version 1 cannot be read: ")
                .withMessageContaining("no idea");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":1}", "{\"nmae\":\"a\"}", "{\"name\":", "null"})
    void damageIsRefused(String stored) {
        assertUnreadable(Plain.class, stored, 1).withMessageStartingWith("Plain of version 1 cannot be read: ");
    }

    @ParameterizedTest
    @ValueSource(classes = {HalfAChain.class, TooLongAChain.class, VersionZero.class})
    void aChainHasOneStepForEachVersion(Class<?> wrong) {
        assertThatExceptionOfType(InvalidAggregateException.class)
                .isThrownBy(() -> MessageType.of(wrong))
                .withMessageStartingWith(wrong.getName() + ": has version ")
                .withMessageEndingWith("List one upcaster for each step from version 1.");
    }

    @Test
    void aStepThatCannotBeCreatedIsNamed() {
        assertThatExceptionOfType(InvalidAggregateException.class)
                .isThrownBy(() -> MessageType.of(UncreatableStep.class))
                .withMessageStartingWith(NeedsArguments.class.getName() + ": cannot be created")
                .withMessageEndingWith("Give it a constructor without parameters.");
    }

    private ThrowableAssertAlternative<UnreadableException> assertUnreadable(
            Class<?> type, String stored, int version) {
        return assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> MessageType.of(type).read(json, stored, version));
    }
}
