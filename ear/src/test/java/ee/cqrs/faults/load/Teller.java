package ee.cqrs.faults.load;

import javax.naming.NamingException;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;

/** Sends messages without wanting replies: bumps of 1, 2, 3 ... of a counter that nobody else sends to. */
final class Teller implements Client {

    /** Each waits for the commit of the one before: many more would only make the queue longer and longer. */
    private static final int SHARE = 5;

    private final Course course;
    private final Node node;
    private final String counter;
    private long amount;

    Teller(Course course, Node node, String counter) {
        this.course = course;
        this.node = node;
        this.counter = counter;
    }

    @Override
    public void run() {
        while (course.goesOn()) {
            try (CommandQueue queue = node.connectQueue()) {
                tell(queue);
            } catch (NamingException | JMSException | JMSRuntimeException e) { // the broker is gone
                course.pause();
            }
        }
    }

    private void tell(CommandQueue queue) throws JMSException {
        while (course.goesOn()) {
            SentCommand bump =
                    SentCommand.of("counter", counter, "BumpCounterBy", "{\"amount\":%d}".formatted(++amount));
            TextMessage message = Messages.of(queue, bump);
            course.model().sent(bump);
            queue.tell(message);
            course.model().taken(bump);
            course.served(Entrance.MESSAGE);
            course.pace(SHARE);
        }
    }
}
