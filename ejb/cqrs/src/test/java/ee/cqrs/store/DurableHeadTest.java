package ee.cqrs.store;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DurableHeadTest {

    private final DurableHead head = new DurableHead();
    private final List<Long> seen = new ArrayList<>();

    @Test
    void a_listener_is_woken_when_the_head_has_moved_and_sees_where_to() {
        head.addListener(() -> seen.add(head.position()));

        head.advance(3);
        head.advance(7);

        assertThat(seen).containsExactly(3L, 7L);
    }

    @Test
    void a_commit_that_returns_late_moves_nothing_and_wakes_nobody() {
        head.advance(7);
        head.addListener(() -> seen.add(head.position()));

        head.advance(3);
        head.advance(7);

        assertThat(head.position()).isEqualTo(7);
        assertThat(seen).isEmpty();
    }

    @Test
    void a_listener_that_was_removed_is_not_woken() {
        Runnable listener = () -> seen.add(head.position());
        head.addListener(listener);
        head.removeListener(listener);

        head.advance(1);

        assertThat(seen).isEmpty();
    }
}
