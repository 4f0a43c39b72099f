package ee.cqrs.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ee.cqrs.command.CommandOutcome.Accepted;
import ee.cqrs.command.CommandOutcome.Rejected;
import ee.cqrs.command.Guest.Leave;
import ee.cqrs.command.Guest.TakeName;
import ee.cqrs.command.Guest.Wave;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Natural keys where two nodes share the store. */
class SharedUniquenessTest extends SharingTest {

    @Test
    void a_key_that_another_node_has_given_away_is_taken_until_that_frees_it() {
        thereJoins();
        assertThat(take(here, "ada", "Ada")).isInstanceOf(Accepted.class);
        assertThat(take(there, "bob", "Ada")).isInstanceOf(Rejected.class);

        there.accept(Guest.NEVER, "ada", new Leave());

        assertThat(take(there, "bob", "Ada")).isInstanceOf(Accepted.class);
        assertThat(take(here, "ada", "Ada")).isInstanceOf(Rejected.class);
    }

    @Test
    void that_a_key_is_taken_is_told_only_to_who_knows_what_other_nodes_have_written() {
        thereJoins();
        take(here, "ada", "Ada");
        take(there, "bob", "Bob");
        there.accept(Guest.NEVER, "ada", new Wave());
        CommandMessage late =
                CommandMessage.of("guest", "ada", new TakeName("Bob"), "test").expecting(0);

        assertThatThrownBy(() -> here.send(Guest.NEVER, late))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.INDEX_MISMATCH));
    }

    @Test
    void of_many_on_both_nodes_who_want_a_key_at_once_one_gets_it() throws Exception {
        thereJoins();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 30; round++) {
                String name = "name-" + round;
                List<Future<CommandOutcome>> all = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    LocalEngine node = i % 2 == 0 ? here : there;
                    String id = "%s-%d".formatted(name, i);
                    all.add(threads.submit(() -> take(node, id, name)));
                }
                int accepted = 0;
                for (Future<CommandOutcome> one : all) {
                    if (one.get() instanceof Rejected rejected) {
                        assertThat(rejected.code()).isEqualTo("name-taken");
                    } else {
                        accepted++;
                    }
                }
                assertThat(accepted).isOne();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void who_is_ended_to_undo_a_deadlock_is_attempted_again() {
        here.store.execute("""
                create sequence reservations;
                create function deadlock() returns trigger language plpgsql security definer as $$
                begin
                  if nextval('reservations') = 1 then
                    raise exception 'deadlock detected' using errcode = 'deadlock_detected';
                  end if;
                  return new;
                end
                $$;
                create trigger deadlock before insert on reservation for each row execute function deadlock()
                """);

        try {
            assertThat(take(here, "ada", "Ada")).isInstanceOf(Accepted.class);
            assertThat(take(here, "bob", "Ada")).isInstanceOf(Rejected.class);
        } finally {
            here.store.execute("drop function deadlock cascade; drop sequence reservations");
        }
    }

    private static CommandOutcome take(LocalEngine node, String id, String name) {
        return node.send(Guest.NEVER, CommandMessage.of("guest", id, new TakeName(name), "test"));
    }
}
