package ee.cqrs.aggregate;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/** The schema version of an event or a state record; a record without it has version 1. */
@Documented
@Retention(RUNTIME)
@Target(TYPE)
public @interface SchemaVersion {

    /**
     * The version that is written today.
     *
     * @return 1 or more
     */
    int value();

    /**
     * The steps from version 1 to today's, one class a step, in order: the first lifts version 1 to 2. An event needs
     * all of them. A state may leave them out: its old snapshots are then ignored and its events replayed, which a
     * type that keeps no events cannot do, so such a type needs them too.
     *
     * @return classes with a public constructor without parameters
     */
    Class<? extends Upcaster>[] upcasters() default {};
}
