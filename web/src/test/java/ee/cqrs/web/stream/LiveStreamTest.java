package ee.cqrs.web.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.LongStream;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.json.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LiveStreamTest {

    private static final int ROOM = 1 << 24;
    private static final long NEVER = Long.MAX_VALUE;
    private static final Selection ALL = new Selection.OfLog(Optional.empty(), Set.of());
    private static final AggregateId A = new AggregateId("counter", "a");

    private final FakeLog log = new FakeLog();
    private final Tail tail = new Tail(100_000);
    private final Queue<Runnable> reading = new ArrayDeque<>();
    private final Shelf shelf = new Shelf(tail, log, new Json(), reading::add, 100_000);

    @Test
    void a_client_is_sent_what_follows_its_position_and_what_is_added_later() {
        log.append(3);
        readOn();
        FakeWire wire = new FakeWire(ROOM);
        LiveStream stream = open(wire, ALL, 1, 0);

        assertThat(wire.ids()).containsExactly(2L, 3L);

        log.append(2);
        readOn();
        stream.write();
        stream.write();

        assertThat(wire.ids()).containsExactly(2L, 3L, 4L, 5L);
        assertThat(wire.text()).startsWith("retry: 2000\n\nid: 2\nevent: Bumped\ndata: {\"meta\":{");
    }

    @Test
    void what_a_client_needs_of_the_past_is_read_page_by_page_and_kept_for_others() {
        log.append(950);
        startTail(900);
        FakeWire first = new FakeWire(ROOM);
        FakeWire second = new FakeWire(ROOM);
        open(first, ALL, 150, 0);
        open(second, ALL, 199, 0);
        int before = log.reads();

        read();

        assertThat(first.ids()).isEqualTo(numbers(151, 950));
        assertThat(second.ids()).isEqualTo(numbers(200, 950));
        assertThat(log.reads() - before).as("pages from 100 to 900").isEqualTo(8);
    }

    @Test
    void of_large_events_fewer_are_read_at_once_and_none_is_left_out() {
        log.append(550);
        log.room(300); // some thirty of them
        startTail(500);
        FakeWire all = new FakeWire(ROOM);
        FakeWire later = new FakeWire(ROOM);
        FakeWire type = new FakeWire(ROOM);
        FakeWire aggregate = new FakeWire(ROOM);
        open(all, ALL, 0, 0);
        open(later, ALL, 190, 0);
        open(type, new Selection.OfLog(Optional.of("counter"), Set.of()), 0, 0);
        open(aggregate, new Selection.OfAggregate(new AggregateId("counter", "c"), Set.of()), 0, -1);

        read();

        assertThat(all.ids()).isEqualTo(numbers(1, 550));
        assertThat(later.ids()).isEqualTo(numbers(191, 550));
        assertThat(type.ids()).isEqualTo(numbers(1, 550));
        assertThat(aggregate.ids()).isEqualTo(numbers(0, 549));
    }

    @Test
    void a_client_that_takes_little_is_sent_the_rest_when_it_can_take_it() {
        log.append(600);
        startTail(500);
        FakeWire wire = new FakeWire(1);
        LiveStream stream = open(wire, ALL, 0, 0);

        for (int i = 0; i < 1_000 && wire.ids().size() < 600; i++) {
            read();
            wire.makeRoom(20_000);
            stream.writable();
        }

        assertThat(wire.ids()).isEqualTo(numbers(1, 600));
    }

    @Test
    void a_large_event_is_sent_in_pieces_so_that_nobody_keeps_it_for_a_client_that_takes_nothing() {
        String large = "x".repeat(100_000);
        log.append("counter", "c", "Bumped", "{\"by\":\"%s\"}".formatted(large));
        log.append(1);
        startTail(1);
        FakeWire wire = new FakeWire(1);
        LiveStream stream = open(wire, ALL, 0, 0);
        for (int i = 0; i < 20; i++) {
            read();
            wire.makeRoom(17_000);
            stream.writable();
            stream.tick(0, NEVER); // no heartbeat into an event
        }

        assertThat(wire.largest()).isLessThanOrEqualTo(16_384);
        assertThat(wire.ids()).containsExactly(1L, 2L);
        assertThat(wire.text().split("\n\n"))
                .filteredOn(block -> block.startsWith("id: 1\n"))
                .singleElement()
                .satisfies(block -> assertThat(block.lines()).hasSize(3))
                .asString()
                .contains(large);
    }

    @Test
    void an_aggregate_is_followed_by_its_indexes_and_unwanted_events_in_between_are_passed() {
        for (int i = 0; i < 250; i++) {
            log.append("counter", "a", "Bumped", "{}");
            log.append("counter", "b", "Bumped", "{}");
        }
        log.append("counter", "a", "Renamed", "{}");
        startTail(500);
        FakeWire names = new FakeWire(ROOM);
        FakeWire later = new FakeWire(ROOM);
        LiveStream stream = open(names, new Selection.OfAggregate(A, Set.of("Renamed")), 0, -1);
        open(later, new Selection.OfAggregate(A, Set.of()), 0, 247);

        read();
        log.append("counter", "a", "Renamed", "{}");
        readOn();
        stream.write();

        assertThat(names.ids()).containsExactly(250L, 251L);
        assertThat(later.ids()).containsExactly(248L, 249L, 250L);
    }

    @Test
    void a_start_beyond_the_end_is_waited_for() {
        log.append(2);
        readOn();
        FakeWire positions = new FakeWire(ROOM);
        FakeWire indexes = new FakeWire(ROOM);
        List<LiveStream> streams = List.of(
                open(positions, ALL, 3, 0),
                open(indexes, new Selection.OfAggregate(new AggregateId("counter", "c"), Set.of()), 0, 2));

        log.append(2);
        readOn();
        streams.forEach(LiveStream::write);

        assertThat(positions.ids()).containsExactly(4L);
        assertThat(indexes.ids()).containsExactly(3L);
    }

    @Test
    void a_type_is_read_by_itself() {
        for (int i = 0; i < 150; i++) {
            log.append("counter", "a", "Bumped", "{}");
            log.append("account", "b", "Opened", "{}");
        }
        startTail(300);
        FakeWire wire = new FakeWire(ROOM);
        LiveStream stream = open(wire, new Selection.OfLog(Optional.of("account"), Set.of()), 0, 0);

        read();
        log.append(1);
        log.append("account", "b", "Closed", "{}");
        readOn();
        stream.write();

        assertThat(wire.ids())
                .isEqualTo(
                        LongStream.rangeClosed(1, 151).map(i -> 2 * i).boxed().toList());
    }

    @Test
    void a_client_that_takes_nothing_for_too_long_is_cut_off_and_another_is_shown_that_it_lives() {
        FakeWire stuck = new FakeWire(1);
        FakeWire idle = new FakeWire(ROOM);
        LiveStream first = open(stuck, ALL, 0, 0);
        LiveStream second = open(idle, ALL, 0, 0);

        first.tick(0, NEVER);
        second.tick(0, 0);
        assertThat(stuck.isCut()).isFalse();
        assertThat(idle.text()).endsWith("\n\n:\n\n");

        first.tick(0, 0);
        assertThat(stuck.isCut()).isTrue();
        assertThat(idle.isCut()).isFalse();
    }

    @Test
    void for_a_hundred_clients_that_take_nothing_one_piece_each_is_kept_and_nothing_is_read_however_the_log_grows() {
        log.append(2_000);
        startTail(1_900);
        List<FakeWire> wires = new ArrayList<>();
        List<LiveStream> streams = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            FakeWire wire = new FakeWire(100); // a greeting, and a piece that is too large
            wires.add(wire);
            streams.add(open(wire, ALL, 10L * i, 0)); // each at another place of the past
        }
        read();
        int before = log.reads();
        for (int i = 0; i < 20; i++) {
            log.append(100);
            readOn();
            streams.forEach(LiveStream::write);
            streams.forEach(stream -> stream.tick(0, NEVER));
            read();
        }

        assertThat(wires).allSatisfy(wire -> assertThat(wire.text().length()).isBetween(1_000, 16_384 + 100));
        assertThat(log.reads() - before).as("for the tail only").isEqualTo(20);
        assertThat(reading).isEmpty();
    }

    @Test
    void a_client_that_has_left_ends() {
        FakeWire wire = new FakeWire(ROOM);
        LiveStream stream = open(wire, ALL, 0, 0);
        wire.leave();

        stream.tick(0, NEVER);

        assertThat(wire.isCompleted()).isTrue();
    }

    @Test
    void at_the_end_who_is_ready_is_told_and_who_is_not_is_cut_off() {
        FakeWire ready = new FakeWire(ROOM);
        FakeWire stuck = new FakeWire(1);
        List.of(open(ready, ALL, 0, 0), open(stuck, ALL, 0, 0)).forEach(LiveStream::end);

        assertThat(ready.isCompleted()).isTrue();
        assertThat(stuck.isCut()).isTrue();
    }

    @Test
    void who_is_dismissed_is_told_to_come_later_but_not_in_the_middle_of_an_event() {
        String large = "{\"by\":\"%s\"}".formatted("x".repeat(60_000));
        log.append("counter", "c", "Bumped", large);
        readOn();
        FakeWire idle = new FakeWire(ROOM);
        FakeWire busy = new FakeWire(1);
        LiveStream first = open(idle, ALL, 1, 0);
        LiveStream second = open(busy, ALL, 0, 0);
        log.append("counter", "c", "Bumped", large);
        readOn(); // the tail has lost the first event, of which the rest must be read now
        busy.makeRoom(ROOM);
        second.writable();

        first.dismiss();
        second.dismiss();

        assertThat(idle.text()).isEqualTo("retry: 2000\n\nretry: 10000\n\n");
        assertThat(busy.text()).contains("id: 1\n").endsWith("xxx");
        assertThat(List.of(idle, busy)).allMatch(FakeWire::isCompleted);
    }

    @Test
    void a_log_that_is_away_is_asked_again() {
        log.append(300);
        startTail(300);
        FakeWire wire = new FakeWire(ROOM);
        LiveStream stream = open(wire, ALL, 150, 0);

        log.away(true);
        read();
        log.away(false);
        assertThat(wire.ids()).isEmpty();
        stream.tick(NEVER, NEVER);
        read();

        assertThat(wire.ids()).isEqualTo(numbers(151, 300));
    }

    @Test
    void line_breaks_in_what_is_stored_do_not_break_the_event() {
        log.append("counter", "c", "Bumped", "{\n\"by\":\r1}");
        readOn();
        FakeWire wire = new FakeWire(ROOM);
        open(wire, ALL, 0, 0);

        assertThat(wire.text().lines().skip(2))
                .hasSize(4)
                .element(2)
                .asString()
                .startsWith("data: ")
                .endsWith("\"data\":{ \"by\": 1}}");
    }

    @Test
    void the_tail_keeps_no_more_than_its_share() {
        List<Long> lacking = new ArrayList<>();
        log.append(1_000);
        readOn();

        for (long position = 0; position < 1_000; position += 100) {
            if (tail.lacks(position)) {
                lacking.add(position);
            }
        }

        assertThat(lacking).isNotEmpty().doesNotContain(900L);
        assertThat(tail.after(999).until()).isEqualTo(1_000);
    }

    private LiveStream open(FakeWire wire, Selection selection, long position, long index) {
        LiveStream stream = new LiveStream(wire, selection, shelf, position, index);
        stream.writable();
        return stream;
    }

    /** The tail holds what follows a position. */
    private void startTail(long position) {
        shelf.startTailAt(position);
        readOn();
    }

    private void readOn() {
        while (shelf.head() < log.head()) {
            shelf.extendTail(log.head());
        }
    }

    private void read() {
        for (Runnable read = reading.poll(); read != null; read = reading.poll()) {
            read.run();
        }
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
