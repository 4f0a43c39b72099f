package ee.cqrs.aggregate;

import java.util.Map;

/** Lifts the stored JSON of one schema version to the next one when it is read; what is stored does not change. */
@FunctionalInterface
public interface Upcaster {

    /**
     * Lifts by one version.
     *
     * @param json the fields of the older version: strings, booleans, {@code Integer}, {@code Long}, {@code BigInteger}
     *     or {@code BigDecimal}, lists, maps and nulls
     * @return the fields of the next version, of the same types; the argument may be changed and returned
     */
    Map<String, Object> upcast(Map<String, Object> json);
}
