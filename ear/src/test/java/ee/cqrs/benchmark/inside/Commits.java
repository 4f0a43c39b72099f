package ee.cqrs.benchmark.inside;

import java.lang.management.ManagementFactory;

import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts commits as the transaction manager does, whoever asks for them: so the size of a group commit is seen. */
@ApplicationScoped
public class Commits {

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    @PostConstruct
    void enable() {
        try {
            beans.setAttribute(name(), new Attribute("statisticsEnabled", true));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    long count() {
        try {
            return ((Number) beans.getAttribute(name(), "numberOfCommittedTransactions")).longValue();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectName name() throws JMException {
        return new ObjectName("jboss.as:subsystem=transactions");
    }
}
