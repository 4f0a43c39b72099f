package ee.cqrs.naming;

import java.util.Iterator;
import java.util.stream.Stream;

import javax.naming.NamingEnumeration;

/** An enumeration that JNDI wants where a stream would do. */
final class Listing<T> implements NamingEnumeration<T> {

    private final Iterator<T> items;

    Listing(Stream<T> items) {
        this.items = items.iterator();
    }

    @Override
    public T next() {
        return items.next();
    }

    @Override
    public boolean hasMore() {
        return items.hasNext();
    }

    @Override
    public boolean hasMoreElements() {
        return hasMore();
    }

    @Override
    public T nextElement() {
        return next();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
