package ee.cqrs.aggregate;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/** Names a type of aggregate and chooses how it is kept. */
@Documented
@Retention(RUNTIME)
@Target(TYPE)
public @interface AggregateType {

    /** Pure event sourcing: every event is kept, no snapshot is ever taken. */
    int NEVER = -1;

    /**
     * The name in URLs, messages and tables: lower case letters, digits and hyphens, unique in the server.
     *
     * @return the name
     */
    String value();

    /**
     * The modality. {@link #NEVER}: events only. {@code n >= 1}: every event, and a snapshot every n events.
     * {@code 0}: pure snapshot, every change saves the state and no event is kept. It may be changed between two
     * deployments; what is stored stays readable.
     *
     * @return the number of events between two snapshots
     */
    int snapshotPeriod() default NEVER;
}
