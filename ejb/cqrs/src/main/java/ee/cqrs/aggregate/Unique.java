package ee.cqrs.aggregate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of an event whose value no other aggregate of the type may have: it is reserved in the transaction that saves the
 * event. A command whose event has a value that is taken is rejected, with the name and {@code -taken} as its code. An aggregate has
 * one value under a name: a new one frees the old one. Null reserves nothing, and frees what it had. Values are compared as they are.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Unique {

    /**
     * The name of the key.
     *
     * @return small letters, digits and hyphens; the same at all events that set or {@linkplain Releases release} it
     */
    String value();
}
