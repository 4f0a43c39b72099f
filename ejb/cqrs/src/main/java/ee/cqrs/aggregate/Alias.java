package ee.cqrs.aggregate;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/** Earlier names of a renamed command or event record: they stay readable in requests and in the event store. */
@Documented
@Retention(RUNTIME)
@Target(TYPE)
public @interface Alias {

    /**
     * The names this record had before.
     *
     * @return simple class names
     */
    String[] value();
}
