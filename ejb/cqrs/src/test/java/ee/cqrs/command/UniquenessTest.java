package ee.cqrs.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.CommandOutcome.Accepted;
import ee.cqrs.command.CommandOutcome.Rejected;
import ee.cqrs.command.Guest.Leave;
import ee.cqrs.command.Guest.MoveIn;
import ee.cqrs.command.Guest.SwapNames;
import ee.cqrs.command.Guest.TakeName;
import ee.cqrs.command.Guest.Wave;
import ee.cqrs.store.Gate;
import ee.cqrs.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Natural keys that one aggregate of a type can have. */
class UniquenessTest extends EngineTest {

    static List<AggregateDefinition<?>> modalities() {
        return List.of(Guest.NEVER, Guest.PURE_SNAPSHOT);
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void a_key_that_is_taken_rejects_the_command_with_its_code_and_nothing_changes(AggregateDefinition<?> guest) {
        accept(guest, "ada", new TakeName("Ada"));

        CommandOutcome outcome = send(guest, "bob", new TakeName("Ada"));

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo("name-taken");
            assertThat(rejected.message()).isEqualTo("Another guest has the name Ada");
        });
        assertThat(restored(guest, "bob")).isNull();
        accept(guest, "bob", new TakeName("Bob"));
        assertThat(name(guest, "ada")).isEqualTo("Ada");
        assertThat(name(guest, "bob")).isEqualTo("Bob");
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void a_key_is_free_when_its_aggregate_releases_or_changes_it(AggregateDefinition<?> guest) {
        accept(guest, "ada", new TakeName("Ada"));
        accept(guest, "bob", new TakeName("Bob"));
        accept(guest, "ada", new Leave());
        accept(guest, "bob", new TakeName("Ada"));
        accept(guest, "carl", new TakeName("Bob"));

        assertThat(rejection(guest, "ada", new TakeName("Ada"))).isEqualTo("name-taken");
        assertThat(engine.store.count("reservation")).isEqualTo(2);
    }

    @Test
    void an_aggregate_may_set_again_what_it_has() {
        accept(Guest.NEVER, "ada", new TakeName("Ada"));
        accept(Guest.NEVER, "ada", new TakeName("Ada"));

        assertThat(engine.store.count("reservation where key_value = 'Ada' and aggregate_id = 'ada'"))
                .isEqualTo(1);
    }

    @Test
    void null_reserves_nothing_and_frees_what_there_was() {
        accept(Guest.NEVER, "ada", new TakeName(null));
        accept(Guest.NEVER, "bob", new TakeName(null));
        accept(Guest.NEVER, "ada", new TakeName("Ada"));
        assertThat(rejection(Guest.NEVER, "bob", new TakeName("Ada"))).isEqualTo("name-taken");
        accept(Guest.NEVER, "ada", new TakeName(null));

        accept(Guest.NEVER, "bob", new TakeName("Ada"));
    }

    @Test
    void one_of_several_keys_that_is_taken_reserves_none() {
        accept(Guest.NEVER, "ada", new MoveIn("Ada", 7));

        assertThat(rejection(Guest.NEVER, "bob", new MoveIn("Bob", 7))).isEqualTo("room-taken");

        accept(Guest.NEVER, "carl", new MoveIn("Bob", 8));
    }

    @Test
    void of_several_events_of_one_command_the_last_value_counts() {
        accept(Guest.NEVER, "ada", new SwapNames("Ada", "Augusta"));

        accept(Guest.NEVER, "bob", new TakeName("Ada"));
        assertThat(rejection(Guest.NEVER, "bob", new TakeName("Augusta"))).isEqualTo("name-taken");
    }

    @Test
    void names_of_keys_and_types_do_not_meet() {
        accept(Guest.NEVER, "ada", new TakeName("7"));
        accept(Guest.NEVER, "bob", new MoveIn("Bob", 7));
    }

    @Test
    void a_key_that_cannot_be_kept_is_refused_by_name() {
        for (String value : List.of("x".repeat(401), "a\0b")) {
            assertThatThrownBy(() -> send(Guest.NEVER, "ada", new TakeName(value)))
                    .isInstanceOfSatisfying(CommandException.class, e -> {
                        assertThat(e.problem().kind()).isEqualTo(Problem.Kind.MALFORMED);
                        assertThat(e.problem().errors().get(0).field()).isEqualTo("name");
                    });
        }
        accept(Guest.NEVER, "ada", new TakeName("ß".repeat(400)));
    }

    @Test
    void the_same_command_again_gets_its_first_outcome_though_another_has_the_key_by_now() {
        CommandMessage first = message("ada", new TakeName("Ada")).withCommandId("c-1");
        CommandOutcome outcome = engine.send(Guest.NEVER, first);
        accept(Guest.NEVER, "ada", new Leave());
        accept(Guest.NEVER, "bob", new TakeName("Ada"));

        assertThat(engine.send(Guest.NEVER, first)).isEqualTo(outcome);
    }

    @Test
    void a_rejected_command_leaves_its_id_free() {
        accept(Guest.NEVER, "ada", new TakeName("Ada"));
        CommandMessage wanted = message("bob", new TakeName("Ada")).withCommandId("c-1");
        assertThat(engine.send(Guest.NEVER, wanted)).isInstanceOf(Rejected.class);
        accept(Guest.NEVER, "ada", new Leave());

        assertThat(engine.send(Guest.NEVER, wanted)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @MethodSource("modalities")
    void of_many_who_want_a_key_at_once_one_gets_it(AggregateDefinition<?> guest) throws Exception {
        for (int round = 0; round < 20; round++) {
            String name = "name-" + round;
            List<CommandOutcome> outcomes = atOnce(
                    IntStream.range(0, 16)
                            .mapToObj(i -> message("%s-%d".formatted(name, i), new TakeName(name)))
                            .toList(),
                    guest);

            assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(Rejected.class::isInstance)
                    .hasSize(15)
                    .allSatisfy(
                            outcome -> assertThat(((Rejected) outcome).code()).isEqualTo("name-taken"));
        }
    }

    @Test
    void in_a_batch_only_those_fail_that_want_what_is_taken_and_what_rests_on_them_is_decided_anew() {
        accept(Guest.NEVER, "ada", new TakeName("Ada"));
        List<CommandMessage> messages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            messages.add(message("hot", new Wave()));
            messages.add(message("hot", new TakeName("Ada")));
            messages.add(message("guest-" + i, new TakeName("name-" + i)));
            messages.add(message("twin-" + i, new TakeName("name-" + i)));
        }

        List<CommandResult> results = engine.sendAll(Guest.NEVER, messages);

        for (int i = 0; i < 50; i++) {
            assertThat(results.get(4 * i).outcome()).isInstanceOf(Accepted.class);
            assertThat(results.get(4 * i + 1).outcome()).isInstanceOf(Rejected.class);
            assertThat(results.get(4 * i + 2).outcome()).isInstanceOf(Accepted.class);
            assertThat(results.get(4 * i + 3).outcome()).isInstanceOf(Rejected.class);
        }
        assertThat(restored(Guest.NEVER, "hot").state()).isEqualTo(new Guest.State(null, null, 50));
        assertThat(engine.store.count("reservation")).isEqualTo(51);
    }

    @Test
    void keys_wander_through_a_batch_in_its_order() {
        List<CommandMessage> messages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            messages.add(message("guest-" + i, new TakeName("wandering")));
            messages.add(message("guest-" + i, new Leave()));
        }

        assertThat(engine.sendAll(Guest.NEVER, messages))
                .allSatisfy(result -> assertThat(result.outcome()).isInstanceOf(Accepted.class));
        assertThat(engine.store.count("reservation")).isZero();
    }

    @Test
    void a_save_that_fails_reserves_nothing() {
        engine.saves.beforeCommit.fail();
        assertThatThrownBy(() -> accept(Guest.NEVER, "ada", new TakeName("Ada")))
                .isInstanceOf(RuntimeException.class);

        accept(Guest.NEVER, "bob", new TakeName("Ada"));
    }

    @Test
    void nobody_is_told_that_a_key_is_taken_before_it_is_certain_that_it_was() {
        Gate gate = engine.saves.beforeWrite.hold();
        PendingCommand<?> before = engine.begin(Guest.NEVER, message("carl", new Wave()));
        gate.awaitArrival();
        PendingCommand<?> first = engine.begin(Guest.NEVER, message("ada", new TakeName("Ada")));
        PendingCommand<?> second = engine.begin(Guest.NEVER, message("bob", new TakeName("Ada")));
        engine.saves.beforeWrite.fail();

        gate.open();

        before.await();
        assertThatThrownBy(first::await).isInstanceOf(StoreException.class);
        assertThatThrownBy(second::await).isInstanceOf(StoreException.class);
        accept(Guest.NEVER, "bob", new TakeName("Ada"));
    }

    @Test
    void a_key_that_a_command_did_not_get_as_the_database_refused_it_is_free_for_the_next_one() {
        CommandMessage waved = message("ada", new Wave()).withCommandId("c-1");
        engine.send(Guest.NEVER, waved);
        Gate gate = engine.saves.beforeWrite.hold();
        PendingCommand<?> before = engine.begin(Guest.NEVER, message("carl", new Wave()));
        gate.awaitArrival();
        PendingCommand<?> first = engine.begin(Guest.NEVER, message("ada", new TakeName("Ada")));
        PendingCommand<?> again = engine.begin(Guest.NEVER, waved); // has the first one saved before the others
        PendingCommand<?> second = engine.begin(Guest.NEVER, message("bob", new TakeName("Ada")));
        engine.saves.beforeWrite.next(() -> {
            throw new StoreException(StoreException.Fault.DATA, null);
        });

        gate.open();

        before.await();
        assertThatThrownBy(first::await).isInstanceOf(StoreException.class);
        assertThat(again.await()).isInstanceOf(Accepted.class);
        assertThat(second.await()).isInstanceOf(Accepted.class);
    }

    private List<CommandOutcome> atOnce(List<CommandMessage> messages, AggregateDefinition<?> guest) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(messages.size());
        try {
            List<Future<CommandOutcome>> all = new ArrayList<>();
            for (CommandMessage message : messages) {
                all.add(threads.submit(() -> engine.send(guest, message)));
            }
            List<CommandOutcome> outcomes = new ArrayList<>();
            for (Future<CommandOutcome> one : all) {
                outcomes.add(one.get());
            }
            return outcomes;
        } finally {
            threads.shutdown();
        }
    }

    private static CommandMessage message(String id, Record command) {
        return CommandMessage.of("guest", id, command, "test");
    }

    private CommandOutcome send(AggregateDefinition<?> guest, String id, Record command) {
        return engine.send(guest, message(id, command));
    }

    private void accept(AggregateDefinition<?> guest, String id, Record command) {
        assertThat(send(guest, id, command)).isInstanceOf(Accepted.class);
    }

    private String rejection(AggregateDefinition<?> guest, String id, Record command) {
        return ((Rejected) send(guest, id, command)).code();
    }

    private String name(AggregateDefinition<?> guest, String id) {
        return ((Guest.State) restored(guest, id).state()).name();
    }
}
