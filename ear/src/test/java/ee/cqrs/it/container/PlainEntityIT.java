package ee.cqrs.it.container;

import java.math.BigDecimal;
import java.util.Currency;

import jakarta.inject.Inject;

import ee.cqrs.accounts.AccountCommand.OpenAccount;
import ee.cqrs.accounts.dossiers.Dossier;
import ee.cqrs.accounts.dossiers.Dossiers;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.query.QueryTransaction;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An application's own JPA entities in the transaction of a command. */
@ExtendWith(ArquillianExtension.class)
class PlainEntityIT extends ContainerTest {

    @Inject
    Dossiers dossiers;

    @Inject
    QueryTransaction queries;

    @Deployment
    static EnterpriseArchive ear() {
        return TestEar.with(PlainEntityIT.class);
    }

    @Test
    void an_account_and_its_dossier_are_there_when_the_call_returns() {
        String id = newId();

        assertThat(open(id, "speaks Latin")).isInstanceOf(CommandOutcome.Accepted.class);

        assertThat(events(id)).isOne();
        assertThat(dossiers.dossier(id)).contains(new Dossier(id, "Grace", "speaks Latin"));
        assertThat(dossiers.change(new Dossier(id, "Grace", "and Greek"))).isTrue();
        assertThat(dossiers.dossier(id)).contains(new Dossier(id, "Grace", "and Greek"));
    }

    @Test
    void after_a_rollback_by_the_caller_neither_is_there() throws Exception {
        String id = newId();

        caller.inTransactionRolledBack(() -> open(id, ""));

        assertThat(events(id)).isZero();
        assertThat(dossiers.dossier(id)).isEmpty();
        assertThat(open(id, "now")).isInstanceOf(CommandOutcome.Accepted.class);
    }

    @Test
    void a_dossier_that_the_database_refuses_opens_no_account() {
        String id = newId();

        assertThatThrownBy(() -> open(id, "x".repeat(1_001))).isNotNull();

        assertThat(events(id)).isZero();
        assertThat(dossiers.dossier(id)).isEmpty();
        assertThat(open(id, "shorter")).isInstanceOf(CommandOutcome.Accepted.class);
    }

    @Test
    void what_a_query_writes_is_undone() {
        String id = newId();
        open(id, "first");

        Object changed = queries.call(() -> dossiers.change(new Dossier(id, "Grace", "second")));

        assertThat(changed).isEqualTo(true);
        assertThat(dossiers.dossier(id)).contains(new Dossier(id, "Grace", "first"));
    }

    @Test
    void an_account_that_is_refused_leaves_the_dossier_as_it_is() {
        String id = newId();
        open(id, "first");

        assertThat(open(id, "second")).isInstanceOf(CommandOutcome.Rejected.class);

        assertThat(dossiers.dossier(id)).contains(new Dossier(id, "Grace", "first"));
    }

    private CommandOutcome open(String id, String note) {
        return dossiers.open(
                new OpenAccount("Ada", Currency.getInstance("EUR"), BigDecimal.ZERO),
                new Dossier(id, "Grace", note),
                "test");
    }

    private int events(String id) {
        return store.events(new AggregateId("account", id), -1, 10).size();
    }
}
