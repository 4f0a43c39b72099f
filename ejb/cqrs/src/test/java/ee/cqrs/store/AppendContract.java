package ee.cqrs.store;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import ee.cqrs.aggregate.AggregateId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is appended is there, as it was. */
abstract class AppendContract extends StoreTest {

    @Test
    void events_come_back_as_they_were_with_positions_from_1() {
        Append placed = append(Appends.events("a", -1, 3));

        assertThat(placed.events()).extracting(event -> event.meta().position()).containsExactly(1L, 2L, 3L);
        assertThat(all(Appends.id("a"))).isEqualTo(placed.events());
        assertThat(placed.command().position()).isEqualTo(3);
        assertThat(head.position()).isEqualTo(3);
    }

    @Test
    void the_hash_of_a_stored_event_is_that_of_what_was_stored() {
        append(Appends.events("a", -1, 2));

        assertThat(log()).allSatisfy(event -> assertThat(event.hash())
                .isEqualTo(event.meta().hash()));
    }

    @Test
    void any_text_comes_back_as_it_was() {
        String text = "{\"text\":\"ß é 漢字 \uD83D\uDE80 \u2028 \\u0000 '; drop table event; -- \\\" \"}";
        AggregateId id = Appends.id("Grüße 漢 \uD83D\uDE80 %_'\"");
        Append append = Appends.events(id, -1, 1, "c \uD83D\uDE80");
        append(Appends.with(append, List.of(Appends.event(id, 0, "Hinzugefügt", text, "c \uD83D\uDE80"))));

        assertThat(all(id)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("Hinzugefügt");
            assertThat(event.data()).isEqualTo(text);
        });
        assertThat(reads.command("c \uD83D\uDE80")).isPresent();
        assertThat(reads.ids("ledger", "", 10)).containsExactly(id.id());
    }

    @Test
    void the_largest_payload_comes_back_as_it_was() {
        AggregateId id = Appends.id("a");
        String large = "x".repeat(1_048_576);
        Append append = Appends.events(id, -1, 1, "c");
        append = Appends.with(append, List.of(Appends.event(id, 0, "Added", large, "c")));
        append(Appends.withSnapshot(append, large + large));

        assertThat(all(id)).singleElement().satisfies(event -> assertThat(event.data())
                .isEqualTo(large));
        assertThat(reads.snapshots(id)).singleElement().satisfies(state -> assertThat(state.data())
                .isEqualTo(large + large));
    }

    @Test
    void the_longest_names_are_kept() {
        AggregateId id = new AggregateId("t".repeat(100), "\uD83D\uDE80".repeat(AggregateId.MAX_LENGTH));
        String commandId = "c".repeat(255);
        Append append = Appends.events(id, -1, 1, commandId);
        append = Appends.with(append, List.of(Appends.event(id, 0, "e".repeat(255), "{}", commandId)));
        Append placed = append(Appends.withSnapshot(append, "{}"));

        assertThat(all(id)).isEqualTo(placed.events());
        assertThat(reads.command(commandId)).contains(placed.command());
    }

    @Test
    void appends_of_one_transaction_follow_each_other_in_the_log() {
        List<Append> appends = IntStream.range(0, 500)
                .mapToObj(i -> Appends.events("a" + i % 50, i / 50 * 2 - 1, 2))
                .toList();

        List<Append> placed = journal.append(appends);

        assertThat(log())
                .isEqualTo(placed.stream().flatMap(one -> one.events().stream()).toList());
        assertThat(positions())
                .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
        assertThat(head.position()).isEqualTo(1_000);
    }

    @Test
    void thousand_events_of_one_command_are_kept_in_their_order() {
        append(Appends.events("a", -1, 1_000));

        assertThat(all(Appends.id("a")))
                .extracting(event -> event.meta().index())
                .isEqualTo(LongStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void a_command_without_events_is_kept_and_takes_no_position() {
        append(Appends.events("a", -1, 2));
        append(Appends.events(Appends.id("a"), 1, 0, "nothing"));

        assertThat(reads.command("nothing")).hasValueSatisfying(command -> {
            assertThat(command.firstIndex()).isEqualTo(2);
            assertThat(command.lastIndex()).isEqualTo(1);
        });
        assertThat(reads.head()).isEqualTo(2);
    }

    @Test
    void a_command_is_found_by_its_id_and_only_by_it() {
        Append placed = append(Appends.events(Appends.id("a"), -1, 2, "Command"));

        assertThat(reads.command("Command")).contains(placed.command());
        assertThat(reads.command("command")).isEmpty();
        assertThat(reads.command("Command ")).isEmpty();
        assertThat(reads.command(UUID.randomUUID().toString())).isEmpty();
    }
}
