package ee.cqrs.it.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import ee.cqrs.command.CommandOutcome;
import ee.cqrs.command.Problem;
import ee.cqrs.it.client.OwnTables;
import ee.cqrs.it.client.PersistenceUnit;
import ee.cqrs.query.Queries;
import ee.cqrs.subscription.SubscriptionControl;
import ee.cqrs.subscription.SubscriptionStatus.State;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A projection in the transaction of the commands. */
@ExtendWith(ArquillianExtension.class)
class InlineProjectionIT extends ContainerTest {

    private static final int THREADS = 8;

    @Inject
    SubscriptionControl subscriptions;

    @Inject
    Queries queries;

    private final String id = newId();

    @Deployment
    static EnterpriseArchive ear() {
        return TestEar.with(
                TestEar.with(InlineProjectionIT.class),
                ShrinkWrap.create(JavaArchive.class, "sums.jar")
                        .addClasses(Sums.class, Sums.Sum.class, SumRow.class, OwnTables.class)
                        .addAsManifestResource(PersistenceUnit.of("sums", SumRow.class), "persistence.xml")
                        .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"));
    }

    /** It catches up with what other tests have left in the log. */
    @BeforeEach
    void awaitInline() {
        await().atMost(Duration.ofMinutes(1)).until(() -> subscriptions
                .find(Sums.NAME)
                .filter(status -> status.state() == State.INLINE)
                .isPresent());
    }

    @Test
    void whoever_has_an_answer_finds_its_effect() throws Exception {
        for (int i = 1; i <= 20; i++) {
            CommandOutcome.Accepted accepted = add(id, 1);
            assertThat(projected(accepted.position())).isEqualTo(i);
        }
        assertThat(subscriptions.find(Sums.NAME).orElseThrow().lag()).isZero();
    }

    @Test
    void many_commands_at_once_are_all_counted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String probe = id + i % 10;
                all.add(threads.submit(() -> add(probe, 1)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        for (int i = 0; i < 10; i++) {
            assertThat(projected(id + i)).isEqualTo(40);
        }
    }

    @Test
    void what_it_cannot_take_is_told_and_changes_nothing() throws Exception {
        add(id, 5);

        Problem problem = problemOf(() -> add(id, Sums.UNLUCKY));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.INTERNAL);
        assertThat(problem.detail()).contains("probe-sums").contains(id).contains("nothing was saved");
        assertSound(id, 5);
        assertThat(projected(id)).isEqualTo(6);
    }

    @Test
    void what_its_table_refuses_changes_nothing() throws Exception {
        add(id, 5);

        assertThatThrownBy(() -> add(id, Sums.TOO_MUCH)).isNotNull();

        assertSound(id, 5);
        assertThat(projected(id)).isEqualTo(6);
    }

    @Test
    void what_it_swallows_although_its_transaction_cannot_be_committed_any_more_fails_the_command_and_no_other()
            throws Exception {
        add(id, 5);

        Problem problem = problemOf(() -> add(id, Sums.SWALLOWED));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.INTERNAL);
        assertThat(problem.detail()).contains("probe-sums").contains(id).contains("nothing was saved");
        add(id, 2);
        assertSound(id, 7);
        assertThat(projected(id)).isEqualTo(8);
    }

    @Test
    void one_command_that_it_cannot_take_fails_alone() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        int failed = 0;
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String probe = id + i;
                long amount =
                        i % 30 == 0 ? Sums.UNLUCKY : i % 30 == 10 ? Sums.TOO_MUCH : i % 30 == 20 ? Sums.SWALLOWED : 1;
                all.add(threads.submit(() -> add(probe, amount)));
            }
            for (Future<?> one : all) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    failed++;
                }
            }
        } finally {
            threads.shutdown();
        }
        assertThat(failed).isEqualTo(20);
        for (int i = 0; i < 200; i++) {
            long expected = i % 10 == 0 ? 0 : 1;
            assertThat(sum(id + i)).isEqualTo(expected);
            assertThat(projected(id + i)).isEqualTo(expected);
        }
    }

    @Test
    void in_a_callers_transaction_it_is_committed_and_rolled_back_with_that() throws Exception {
        caller.inTransaction(() -> {
            add(id, 1);
            return add(id, 2);
        });
        assertThat(projected(id)).isEqualTo(3);

        caller.inTransactionRolledBack(() -> add(id, 4));
        assertThat(projected(id)).isEqualTo(3);
        assertThatThrownBy(() -> caller.inTransaction(() -> {
                    add(id, 8);
                    return add(id, Sums.UNLUCKY);
                }))
                .isNotNull();

        assertThat(projected(id)).isEqualTo(3);
        assertSound(id, 3);
    }

    private long projected(long position) throws Exception {
        return projected(id, Optional.of(position));
    }

    private long projected(String probe) throws Exception {
        return projected(probe, Optional.empty());
    }

    private long projected(String probe, Optional<Long> position) throws Exception {
        Object answer = queries.ask("probe-sum", Map.of("probe", List.of(probe)), position)
                .get();
        return ((Sums.Sum) answer).sum();
    }
}
