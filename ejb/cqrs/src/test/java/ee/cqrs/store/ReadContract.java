package ee.cqrs.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ee.cqrs.aggregate.AggregateId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The questions a restore, a feed and a listing ask. */
abstract class ReadContract extends StoreTest {

    @Test
    void a_stream_is_read_after_an_index_and_not_beyond_the_limit() {
        append(Appends.events("a", -1, 5));
        append(Appends.events("b", -1, 5));

        assertThat(indexes(reads.events(Appends.id("a"), 1, 2))).containsExactly(2L, 3L);
        assertThat(indexes(reads.events(Appends.id("a"), 3, 100))).containsExactly(4L);
        assertThat(reads.events(Appends.id("a"), 4, 100)).isEmpty();
        assertThat(reads.events(Appends.id("A"), -1, 100)).isEmpty();
        assertThat(reads.events(new AggregateId("other", "a"), -1, 100)).isEmpty();
    }

    @Test
    void a_long_stream_is_read_page_by_page() {
        Append placed = append(Appends.events("a", -1, 2_500));
        List<RecordedEvent> read = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();

        List<RecordedEvent> page;
        do {
            page = reads.events(Appends.id("a"), read.size() - 1, 1_000);
            pages.add(page.size());
            read.addAll(page);
        } while (page.size() == 1_000);

        assertThat(pages).containsExactly(1_000, 1_000, 500);
        assertThat(read).isEqualTo(placed.events());
    }

    @Test
    void large_events_are_read_in_portions_that_memory_has_room_for() {
        AggregateId aggregate = Appends.id("a");
        append(Appends.sized(Appends.events("a", -1, 12), 1_000_000));

        long index = -1;
        int portions = 0;
        Portion portion;
        do {
            portion = reads.portion(aggregate, index, 1_000);
            assertThat(portion.events()).hasSizeBetween(1, (int) (Portion.BYTES / 1_000_000) + 1);
            index += portion.events().size();
            portions++;
        } while (portion.more());

        assertThat(index).isEqualTo(11);
        assertThat(portions).isEqualTo(3);
        assertThat(reads.portion(0, reads.head(), 1_000, Optional.empty()).events())
                .hasSameSizeAs(reads.portion(aggregate, -1, 1_000).events());
    }

    @Test
    void events_of_any_size_are_read_in_their_order_by_one_connection() throws SQLException {
        Append placed = append(Appends.sized(Appends.events("a", -1, 60), 1, 300_000, 10, 5_000, 1_000_000, 1));
        List<RecordedEvent> read = new ArrayList<>();

        try (Connection connection = store.database().application().getConnection()) {
            StoredLog log = StoredLog.over(connection);
            Portion portion;
            do {
                portion = log.portion(Appends.id("a"), read.size() - 1, 1_000);
                assertThat(bytes(portion.events())).isBetween(1L, Portion.BYTES + 1_000_000);
                assertThat(portion.more())
                        .isEqualTo(read.size() + portion.events().size() < 60);
                read.addAll(portion.events());
            } while (portion.more());
            assertThat(log.portion(Appends.id("a"), 59, 1_000)).isEqualTo(new Portion(List.of(), false));
        }

        assertThat(read).isEqualTo(placed.events());
    }

    @Test
    void the_room_is_of_bytes_and_not_of_characters() {
        Append append = Appends.events("a", -1, 12);
        String large = "\"%s\"".formatted("\u20ac".repeat(1_000_000)); // three bytes each
        append(Appends.with(
                append,
                append.events().stream()
                        .map(event -> new RecordedEvent(event.meta(), event.type(), large))
                        .toList()));

        assertThat(reads.portion(Appends.id("a"), -1, 1_000).events()).hasSize(2);
        assertThat(reads.portion(0, 12, 1_000, Optional.empty()).events()).hasSize(2);
        assertThat(reads.portion(0, 12, 1_000, Optional.of("ledger")).events()).hasSize(2);
    }

    @Test
    void a_restore_begins_with_the_events_before_the_first_large_one_and_goes_on_from_there() {
        AggregateId aggregate = Appends.id("a");
        Append placed = append(Appends.sized(Appends.events("a", -1, 9), 1, 10, 1_000_000));
        append(Appends.events("b", -1, 9));

        Portion beginning = reads.stream(aggregate, snapshot -> true, 128).events();
        Portion small = reads.stream(Appends.id("b"), snapshot -> true, 128).events();

        assertThat(beginning).isEqualTo(new Portion(placed.events().subList(0, 2), true));
        assertThat(reads.portion(aggregate, 1, 1_000).events().get(0))
                .isEqualTo(placed.events().get(2));
        assertThat(small.events()).hasSize(9);
        assertThat(small.more()).isFalse();
    }

    @Test
    void a_portion_that_reaches_the_limit_may_have_more_behind_it() {
        Append placed = append(Appends.events("a", -1, 5));

        assertThat(reads.portion(Appends.id("a"), 1, 2))
                .isEqualTo(new Portion(placed.events().subList(2, 4), true));
        assertThat(reads.portion(Appends.id("a"), 1, 3))
                .isEqualTo(new Portion(placed.events().subList(2, 5), true));
        assertThat(reads.portion(Appends.id("a"), 1, 4))
                .isEqualTo(new Portion(placed.events().subList(2, 5), false));
    }

    @Test
    void the_feed_is_in_the_order_of_the_log_from_a_position_to_the_head_and_not_beyond_the_limit() {
        append(Appends.events("b", -1, 2));
        append(Appends.events("a", -1, 2));
        append(Appends.events("b", 1, 2));

        assertThat(positions(reads.portion(0, 6, 100, Optional.empty()).events()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(positions(reads.portion(2, 6, 3, Optional.empty()).events())).containsExactly(3L, 4L, 5L);
        assertThat(positions(reads.portion(0, 4, 100, Optional.empty()).events()))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(reads.portion(6, 6, 100, Optional.empty()).events()).isEmpty();
    }

    @Test
    void the_feed_of_a_type_has_its_events_only() {
        append(Appends.events("a", -1, 1));
        append(Appends.events(new AggregateId("other", "a"), -1, 2, "c"));
        append(Appends.events("a", 0, 1));

        assertThat(positions(reads.portion(0, 4, 100, Optional.of("ledger")).events()))
                .containsExactly(1L, 4L);
        assertThat(positions(reads.portion(0, 4, 1, Optional.of("other")).events()))
                .containsExactly(2L);
        assertThat(reads.portion(0, 4, 100, Optional.of("none")).events()).isEmpty();
    }

    @Test
    void ids_are_listed_in_one_order_page_by_page() {
        for (String id : List.of("b", "A", "a", "Z", "ä", "_", "B")) {
            append(Appends.events(id, -1, 1));
        }

        assertThat(reads.ids("ledger", "", 100)).containsExactly("A", "B", "Z", "_", "a", "b", "ä");
        assertThat(reads.ids("ledger", "B", 3)).containsExactly("Z", "_", "a");
        assertThat(reads.ids("other", "", 100)).isEmpty();
    }

    @Test
    void an_empty_store_has_head_0_and_nothing_to_read() {
        assertThat(reads.head()).isZero();
        assertThat(log()).isEmpty();
        assertThat(all(Appends.id("a"))).isEmpty();
        assertThat(reads.snapshots(Appends.id("a"))).isEmpty();
    }

    private static long bytes(List<RecordedEvent> events) {
        return events.stream().mapToLong(event -> event.data().length()).sum();
    }

    private static List<Long> indexes(List<RecordedEvent> events) {
        return events.stream().map(event -> event.meta().index()).toList();
    }

    private static List<Long> positions(List<RecordedEvent> events) {
        return events.stream().map(event -> event.meta().position()).toList();
    }
}
