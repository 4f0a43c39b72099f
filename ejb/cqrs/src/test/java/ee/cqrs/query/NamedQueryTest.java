package ee.cqrs.query;

import java.util.Map;
import java.util.Optional;

import ee.cqrs.projection.LiveVersions;
import ee.cqrs.projection.ProjectionVersion;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NamedQueryTest {

    private static final ProjectionVersion ONE = new ProjectionVersion("sums", 1);
    private static final ProjectionVersion TWO = new ProjectionVersion("sums", 2);

    private final NamedQuery named = new NamedQuery();
    private final BoundQuery first = new BoundQuery(null, "first");
    private final BoundQuery second = new BoundQuery(null, "second");

    @Test
    void a_query_of_no_projection_is_always_answered() {
        assertThat(named.add(first, Optional.empty())).isTrue();

        assertThat(named.of(live(0))).contains(first);
        assertThat(named.isAnsweredElsewhere(live(0), version -> false)).isFalse();
    }

    @Test
    void of_the_versions_the_live_one_answers() {
        assertThat(named.add(second, Optional.of(TWO))).isTrue();
        assertThat(named.add(first, Optional.of(ONE))).isTrue();

        assertThat(named.of(live(1))).contains(first);
        assertThat(named.of(live(2))).contains(second);
    }

    @Test
    void what_only_a_later_version_has_is_not_there_before_it_takes_over() {
        named.add(second, Optional.of(TWO));

        assertThat(named.of(live(1))).isEmpty();
        assertThat(named.isAnsweredElsewhere(live(1), ONE::equals)).isFalse();
    }

    @Test
    void what_the_live_version_of_another_release_may_answer_is_answered_elsewhere() {
        named.add(first, Optional.of(ONE));

        assertThat(named.isAnsweredElsewhere(live(2), ONE::equals)).isTrue();
        assertThat(named.isAnsweredElsewhere(new LiveVersions(Map.of()), ONE::equals))
                .as("before the store was asked")
                .isTrue();
    }

    @Test
    void a_name_is_taken_by_all_but_other_versions_of_the_same_projection() {
        named.add(first, Optional.of(ONE));

        assertThat(named.add(second, Optional.of(ONE))).isFalse();
        assertThat(named.add(second, Optional.empty())).isFalse();
        assertThat(named.add(second, Optional.of(new ProjectionVersion("others", 2))))
                .isFalse();
        assertThat(named.of(live(1))).contains(first);
    }

    private static LiveVersions live(int version) {
        return new LiveVersions(Map.of("sums", version));
    }
}
