package ee.cqrs.benchmark.inside;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import javax.management.JMException;
import javax.management.ObjectName;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
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
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final String QUEUE = "subsystem=messaging-activemq,server=default,jms-queue=Commands";
    private static final String LISTENER =
            "deployment=cqrs.ear,subdeployment=cqrs.jar,subsystem=ejb3,message-driven-bean=CommandListener";

    @Resource(lookup = "java:/ConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/queue/Commands")
    private Queue commands;

    @Inject
    private DurableHead head;

    /** Stops the delivery of messages. */
    void pause() {
        invoke(QUEUE, "pause");
    }

    /** Has the queue to those who take messages and do nothing. */
    LoadResult withoutListeners(Callable<LoadResult> work) throws Exception {
        invoke(LISTENER, "stopDelivery");
        try {
            invoke(QUEUE, "resume");
            return work.call();
        } finally {
            invoke(LISTENER, "startDelivery");
        }
    }

    /** Takes messages in one session, as long as there are any left. */
    void take(AtomicInteger left, long limit) {
        try (JMSContext jms = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            JMSConsumer consumer = jms.createConsumer(commands);
            while (left.get() > 0) {
                if (consumer.receive(LOOK_AGAIN_MILLIS) != null) {
                    left.decrementAndGet();
                } else if (System.nanoTime() - limit > 0) {
                    throw new IllegalStateException("%d messages have not come".formatted(left.get()));
                }
            }
        }
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
        invoke(QUEUE, "resume");
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

    private static void invoke(String resource, String operation) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName("jboss.as:" + resource), operation, null, null);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
