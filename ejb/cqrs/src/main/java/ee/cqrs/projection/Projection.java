package ee.cqrs.projection;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A CDI bean that keeps a read model. Its public methods named {@code on} take an event record, and an {@link EventContext} if they
 * want one. A public method {@code prepare(List<EventContext>)} is called before a batch of events: it can read with one query
 * what they need. What they write with JPA, over the framework's data source, is there exactly once for each event.
 *
 * <p>Events of one aggregate come one after the other. Those of several are handled at the same time in several partitions, and inline on
 * several nodes or in transactions of callers: a row that they share is found with {@link jakarta.persistence.LockModeType#PESSIMISTIC_WRITE}
 * or has a {@link jakarta.persistence.Version}.
 *
 * <p>Another version of it is another bean with the same name, and with entities of its own. It fills beside the one that answers
 * queries, takes over when it has caught up, and then the other one is dropped: a public method {@code drop()} deletes all
 * that it has written.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Projection {

    /**
     * Under which its place in the log is kept.
     *
     * @return unique in the server, but for other versions of it
     */
    String value();

    /**
     * Which version of the projection this is.
     *
     * @return 1 or more
     */
    int version() default 1;

    /**
     * How many threads share the work at most; the events of one aggregate stay in order.
     *
     * @return 1 or more; what it was when the name was new
     */
    int partitions() default 1;

    /**
     * Whether it is written in the transaction of the command, and not soon after it: then whoever has an answer finds its
     * effect, each command is slower, and a failure of the projection is one of the command. It is called without position. If it
     * has events to catch up with, it does so like others before. Its {@link jakarta.persistence.EntityManager} is injected into itself;
     * what others write for it with JPA they have to flush.
     *
     * @return false, unless said otherwise
     */
    boolean inline() default false;
}
