package ee.cqrs.benchmark.inside;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import javax.management.JMException;
import javax.management.ObjectName;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;

import ee.cqrs.store.DurableHead;

/** Fills the queue of commands while nobody takes them, and then watches how fast they are done. */
@ApplicationScoped
public class CommandMessages {

    private static final int SENT_TOGETHER = 500;
    private static final long GLANCE = Duration.ofMillis(1).toNanos();

    @Resource(lookup = "java:/ConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/queue/Commands")
    private Queue commands;

    @Inject
    private DurableHead head;

    /** Stops the delivery of messages. */
    void pause() {
        invoke("pause");
    }

    /** Sends deposits, each in the group of its aggregate, from one session. */
    void send(int count, int accounts) {
        try (JMSContext jms = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
            JMSProducer producer = jms.createProducer();
            for (int i = 1; i <= count; i++) {
                producer.send(commands, deposit(jms, accounts));
                if (i % SENT_TOGETHER == 0 || i == count) {
                    jms.commit();
                }
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Resumes the delivery and takes the time from the first to the last event that the messages lead to. */
    LoadResult drain(int count, Duration patience) {
        long before = head.position();
        long limit = System.nanoTime() + patience.toNanos();
        invoke("resume");
        awaitHead(before + 1, limit);
        long start = System.nanoTime();
        long done = head.position() - before;
        awaitHead(before + count, limit);
        return new LoadResult(count - done, 0, null, System.nanoTime() - start);
    }

    private void awaitHead(long position, long limit) {
        while (head.position() < position) {
            if (System.nanoTime() - limit > 0) {
                throw new IllegalStateException("The log stands at %d, not at %d".formatted(head.position(), position));
            }
            LockSupport.parkNanos(GLANCE);
        }
    }

    private static TextMessage deposit(JMSContext jms, int accounts) throws JMSException {
        String id = Deposits.account(ThreadLocalRandom.current().nextInt(accounts));
        TextMessage message = jms.createTextMessage("{\"amount\":12.50}");
        message.setStringProperty("aggregateType", "account");
        message.setStringProperty("aggregateId", id);
        message.setStringProperty("command", "DepositMoney");
        message.setStringProperty("JMSXGroupID", "account/" + id);
        return message;
    }

    private static void invoke(String operation) {
        try {
            ObjectName queue =
                    new ObjectName("jboss.as:subsystem=messaging-activemq,server=default,jms-queue=Commands");
            ManagementFactory.getPlatformMBeanServer().invoke(queue, operation, null, null);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
