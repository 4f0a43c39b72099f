package ee.cqrs.bus;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A public method of a CDI bean that is told of every event of its first parameter's record, with an
 * {@link ee.cqrs.projection.EventContext} as second parameter if it wants one. It misses none, as where it stands is kept, in the
 * transaction in which it is called: what it writes over the framework's data source is there once for each event. What it
 * does elsewhere can be done again after a crash.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventHandler {

    /**
     * The subscription under which its place is kept. Methods of one bean can share it: they are called in the order of the log.
     *
     * @return unique among beans
     */
    String value();

    /**
     * How many threads share the work at most; the events of one aggregate stay in order.
     *
     * @return 1 or more; what it was when the name was new. Methods that share a name say the same
     */
    int partitions() default 1;

    /**
     * Whether it is told of what happened before its name was new.
     *
     * @return false if it begins at the end of the log
     */
    boolean history() default true;
}
