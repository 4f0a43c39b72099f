package ee.cqrs.query;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A public method of a CDI bean that answers a question. Its parameters are those of the query, by name, or the components of
 * a record that is the only one of them; what is an {@link java.util.Optional} may be left out. With a {@link PageRequest}
 * among the parameters the query has pages. The result is a record, an {@link java.util.Optional} of one (without it the
 * answer is 404), or a {@link java.util.List} or a {@link Page} of them. It runs in a transaction that is rolled back: a query
 * changes nothing. Of a query that versions of a projection have, that of the live one answers.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Query {

    /**
     * Its name in the address.
     *
     * @return unique in the server, but for other versions of the same projection
     */
    String value();

    /**
     * The projections that it reads, of each the version that is live. Who asks with a position is answered when these have
     * reached it.
     *
     * @return their names; empty for all of its module, or for the projection that has the method if there are versions of it
     */
    String[] projections() default {};

    /**
     * By what its pages can be sorted.
     *
     * @return names of attributes for {@link PageRequest#orderBy}, the first of them unique: it decides where the others are
     *     equal, and where nobody asks for an order
     */
    String[] sort() default {};
}
