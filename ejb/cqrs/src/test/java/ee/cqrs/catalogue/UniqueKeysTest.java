package ee.cqrs.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import ee.cqrs.aggregate.InvalidAggregateException;
import ee.cqrs.aggregate.Releases;
import ee.cqrs.aggregate.Unique;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UniqueKeysTest {

    private static final UUID BADGE = UUID.fromString("0b6a1a86-6c4e-4f8b-9d7f-2f0f4f3c9a11");

    @Test
    void an_event_reserves_the_values_of_its_components_and_releases_what_it_says() {
        assertThat(UniqueKeys.of(Hired.class).changes(new Hired("Ada", BADGE, 7)))
                .isEqualTo(Map.of(
                        "badge",
                        Optional.of(BADGE.toString()),
                        "desk",
                        Optional.of("7"),
                        "guest-pass",
                        Optional.empty()));
        assertThat(UniqueKeys.of(Hired.class).changes(new Hired("Ada", null, 7)))
                .containsEntry("badge", Optional.empty());
        assertThat(UniqueKeys.of(Plain.class).isEmpty()).isTrue();
    }

    @Test
    void what_cannot_be_meant_is_refused_with_the_place_and_the_remedy() {
        assertRefused(OfList.class, "OfList.names", "a List cannot be unique", "Use a String");
        assertRefused(Misnamed.class, "Misnamed", "named 'Badge Number'", "small letters");
        assertRefused(Twice.class, "Twice", "says twice", "Leave one");
        assertRefused(Both.class, "Both", "says twice", "Leave one");
    }

    private static void assertRefused(Class<?> event, String... words) {
        assertThatThrownBy(() -> UniqueKeys.of(event))
                .isInstanceOf(InvalidAggregateException.class)
                .hasMessageContainingAll(words);
    }

    @Releases("guest-pass")
    private record Hired(
            String name,
            @Unique("badge") UUID badge,
            @Unique("desk") int desk) {}

    private record Plain(String name) {}

    private record OfList(@Unique("names") List<String> names) {}

    private record Misnamed(@Unique("Badge Number") String badge) {}

    private record Twice(
            @Unique("badge") String first, @Unique("badge") String second) {}

    @Releases("badge")
    private record Both(@Unique("badge") String badge) {}
}
