package ee.cqrs.it.container;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;

import jakarta.inject.Inject;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.naming.AggregateHandle;
import ee.cqrs.supervision.ApplicationStatus;
import ee.cqrs.supervision.ApplicationSupervisor;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The registry in JNDI, beans that are gone, and applications that do not start. */
@ExtendWith(ArquillianExtension.class)
class RegistryIT extends ContainerTest {

    @Inject
    ApplicationSupervisor supervisor;

    @Deployment
    static EnterpriseArchive ear() {
        return TestEar.with(RegistryIT.class);
    }

    @Test
    void a_live_aggregate_is_found_under_its_name_and_takes_commands() throws NamingException {
        String id = newId();
        add(id, 5);
        AggregateHandle handle = InitialContext.doLookup("java:global/cqrs/probe/" + id);

        assertThat(handle.current().orElseThrow().state()).isEqualTo(new Probe.State(5));
        assertThat(handle.current().orElseThrow().meta().index()).isZero();
        assertThat(handle.send(new Probe.Add(10))).isInstanceOf(CommandOutcome.Accepted.class);
        assertSound(id, 15);
    }

    @Test
    void any_legal_id_resolves() throws NamingException {
        for (String odd : List.of(
                "a/b", "a//b", "per%cent", "%2F", "quote\"'", "back\\slash", "sp ace", "ünï", "🚀", ".", "..", "+")) {
            String id = odd + newId();
            add(id, 1);
            AggregateHandle handle = InitialContext.doLookup(AggregateHandle.jndiName(new AggregateId("probe", id)));
            assertThat(handle.id().id()).isEqualTo(id);
        }
    }

    @Test
    void an_unknown_or_passivated_aggregate_is_not_found() {
        assertThatThrownBy(() -> InitialContext.doLookup("java:global/cqrs/probe/" + newId()))
                .isInstanceOf(NameNotFoundException.class);
        String id = newId();
        add(id, 1);
        passivate(id);
        assertThatThrownBy(() -> InitialContext.doLookup("java:global/cqrs/probe/" + id))
                .isInstanceOf(NameNotFoundException.class);
        assertThatThrownBy(() -> InitialContext.doLookup("java:global/cqrs/nothing/1"))
                .isInstanceOf(NameNotFoundException.class);
    }

    @Test
    void the_registry_can_be_listed() throws NamingException {
        String id = newId();
        add(id, 5);
        Context registryContext = InitialContext.doLookup("java:global/cqrs");

        assertThat(names(registryContext, "")).contains("probe", "board", "account", "counter");
        assertThat(names(registryContext, "probe")).contains(id);
    }

    @Test
    void the_registry_is_read_only() throws NamingException {
        Context registryContext = InitialContext.doLookup("java:global/cqrs");

        assertThatThrownBy(() -> registryContext.bind("probe/x", "x"))
                .isInstanceOf(javax.naming.OperationNotSupportedException.class);
    }

    @Test
    void a_bean_that_somebody_destroyed_is_restored_within_the_same_command() throws Exception {
        String id = newId();
        add(id, 5);
        beanOf(id).passivate();

        add(id, 10);

        assertSound(id, 15);
    }

    @Test
    void a_broken_application_is_reported_and_the_others_run() {
        assertThat(supervisor.applications())
                .filteredOn(application -> application.name().equals("broken"))
                .singleElement()
                .satisfies(application -> assertThat(application.reason())
                        .contains("Forgetful", "Forgotten has no attempt method", "Write the method"));
        assertThat(supervisor.applications())
                .filteredOn(ApplicationStatus::running)
                .extracting(ApplicationStatus::name)
                .containsExactlyInAnyOrder("accounts", "counters", "probes");
        assertThat(supervisor.applications())
                .filteredOn(application -> application.name().contains("UnbornApplication"))
                .singleElement()
                .satisfies(application -> assertThat(application.running()).isFalse());
        assertThat(catalogue.find("forgetful")).isEmpty();
    }

    private void passivate(String id) {
        var place = registry.enter(new AggregateId("probe", id));
        place.drop();
        registry.leave(place);
    }

    private static List<String> names(Context context, String name) throws NamingException {
        List<String> names = new ArrayList<>();
        for (var pair : Collections.list(context.list(name))) {
            names.add(pair.getName());
        }
        return names;
    }

    /** Nobody but the framework holds the bean, so the test has to break in. */
    private Aggregate<?> beanOf(String id) throws ReflectiveOperationException {
        Field places = registry.getClass().getDeclaredField("places");
        places.setAccessible(true);
        Object place = ((Map<?, ?>) places.get(registry)).get(new AggregateId("probe", id));
        Field bean = place.getClass().getDeclaredField("bean");
        bean.setAccessible(true);
        return (Aggregate<?>) bean.get(place);
    }
}
