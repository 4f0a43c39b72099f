package ee.cqrs.aggregate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An event that frees what its aggregate had reserved: others may have it from then on. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Releases {

    /**
     * The names of the keys.
     *
     * @return as in {@link Unique}
     */
    String[] value();
}
