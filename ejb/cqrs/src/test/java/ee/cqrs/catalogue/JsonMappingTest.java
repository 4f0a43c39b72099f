package ee.cqrs.catalogue;

import java.io.Serializable;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ee.cqrs.aggregate.InvalidAggregateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class JsonMappingTest {

    record AnObject(Object value) {}

    record AnArray(String[] value) {}

    record AFloat(float value) {}

    record AClass(StringBuilder value) {}

    record AnOldDate(Date value) {}

    record AZonedTime(ZonedDateTime value) {}

    record ARawList(@SuppressWarnings("rawtypes") List value) {}

    record AWildcard(List<? extends Number> value) {}

    record ACollection(Collection<String> value) {}

    record AMapByNumber(Map<Integer, String> value) {}

    record AListOfObjects(List<Object> value) {}

    record AnOptionalInAList(List<Optional<String>> value) {}

    record AnOptionalInAnOptional(Optional<Optional<String>> value) {}

    record ATypeVariable<T extends Serializable>(T value) {}

    record Deep(List<Map<String, AClass>> inner) {}

    record Tree(String name, List<Tree> children) {}

    record Composed(Map<String, List<Set<Integer>>> value, Optional<Tree> tree) {}

    @ParameterizedTest
    @ValueSource(
            classes = {
                AnObject.class,
                AnArray.class,
                AFloat.class,
                AClass.class,
                AnOldDate.class,
                AZonedTime.class,
                ARawList.class,
                AWildcard.class,
                ACollection.class,
                AMapByNumber.class,
                AListOfObjects.class,
                AnOptionalInAList.class,
                AnOptionalInAnOptional.class,
                ATypeVariable.class
            })
    void aComponentThatCannotBeMappedIsNamed(Class<?> wrong) {
        assertThatExceptionOfType(InvalidAggregateException.class)
                .isThrownBy(() -> JsonMapping.check(wrong))
                .withMessageStartingWith(wrong.getName() + ".value: the type ")
                .withMessageContaining(" cannot be mapped to JSON. Use a record, an enum, ");
    }

    @Test
    void aComponentDeepWithinIsNamedToo() {
        assertThatExceptionOfType(InvalidAggregateException.class)
                .isThrownBy(() -> JsonMapping.check(Deep.class))
                .withMessageStartingWith(AClass.class.getName() + ".value: the type java.lang.StringBuilder ");
    }

    @ParameterizedTest
    @ValueSource(classes = {Tree.class, Composed.class})
    void recordsAndCollectionsOfWhatCanBeMappedAreFine(Class<?> right) {
        assertThatNoException().isThrownBy(() -> JsonMapping.check(right));
    }
}
