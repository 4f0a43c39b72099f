package ee.cqrs.catalogue;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import ee.cqrs.aggregate.InvalidAggregateException;

/**
 * Which Java types a message or state may be made of. The list is closed: a type that is on it comes back from JSON as
 * it went, on every version of the mapper.
 */
public final class JsonMapping {

    private static final Set<Class<?>> SCALARS = Set.of(
            boolean.class,
            int.class,
            long.class,
            double.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            String.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            Currency.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            OffsetDateTime.class,
            Duration.class);

    private JsonMapping() {}

    /**
     * Whether a value of the type is a single one.
     *
     * @param type of a component or parameter
     * @return false for records and collections, and for what cannot be mapped
     */
    public static boolean isScalar(Class<?> type) {
        return SCALARS.contains(type) || type.isEnum();
    }

    /**
     * Checks the components of a record, and of those in it.
     *
     * @param recordClass the record
     * @throws InvalidAggregateException if one cannot be mapped; the message names it
     */
    public static void check(Class<?> recordClass) {
        check(recordClass, new HashSet<>());
    }

    private static void check(Class<?> recordClass, Set<Class<?>> seen) {
        if (!seen.add(recordClass)) {
            return;
        }
        for (RecordComponent component : recordClass.getRecordComponents()) {
            check(withoutOptional(component.getGenericType()), recordClass.getName() + "." + component.getName(), seen);
        }
    }

    /** A component may be optional; an Optional within something else could not be told from null. */
    private static Type withoutOptional(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
                ? generic.getActualTypeArguments()[0]
                : type;
    }

    private static void check(Type type, String where, Set<Class<?>> seen) {
        if (type instanceof Class<?> plain && isScalar(plain)) {
            return;
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            check(plain, seen);
            return;
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class || generic.getRawType() == Set.class) {
                check(arguments[0], where, seen);
                return;
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                check(arguments[1], where, seen);
                return;
            }
        }
        throw new InvalidAggregateException(
                where,
                "the type " + type.getTypeName() + " cannot be mapped to JSON",
                "Use a record, an enum, String, BigDecimal, a whole number, boolean, double, UUID, Currency or a"
                        + " java.time type, a List, Set or Map<String, …> of these, or an Optional of one");
    }
}
