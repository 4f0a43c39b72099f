package ee.cqrs.query;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import ee.cqrs.aggregate.InvalidAggregateException;
import ee.cqrs.catalogue.BeanMethod;
import ee.cqrs.catalogue.JsonMapping;

/**
 * All that the framework knows of a query.
 *
 * @param name its name in the address
 * @param application the application it belongs to; null if it belongs to none
 * @param parameters what it is asked with
 * @param paged whether it has pages
 * @param sort by what its pages can be sorted
 * @param projections what it reads; empty for all projections of its module
 * @param shape how many records come of it
 * @param result the record
 * @param method that answers it
 * @param record that holds the parameters; null if they are those of the method
 */
public record QueryDefinition(
        String name,
        String application,
        List<QueryParameter> parameters,
        boolean paged,
        List<String> sort,
        Set<String> projections,
        Shape shape,
        Class<?> result,
        Method method,
        Class<?> record) {

    /** How many records come of a query. */
    public enum Shape {
        /** One. */
        ONE,
        /** One or none. */
        OPTIONAL,
        /** All of them. */
        LIST,
        /** Some of them. */
        PAGE
    }

    private static final String NAMES = "[\\w.-]{1,100}";

    /**
     * Reads a method.
     *
     * @param method with the annotation
     * @param application the application of its bean; null if it has none
     * @return its definition
     * @throws InvalidQueryException if it breaks the contract; the message names class, method and remedy
     */
    public static QueryDefinition of(Method method, String application) {
        Query query = method.getAnnotation(Query.class);
        if (!query.value().matches(NAMES) || !Modifier.isPublic(method.getModifiers())) {
            throw new InvalidQueryException(
                    method,
                    "cannot be the query '%s'".formatted(query.value()),
                    "Make it public, and give the query a name of letters, digits, '.', '-' and '_'");
        }
        Class<?> record = record(method);
        boolean paged = Arrays.asList(method.getParameterTypes()).contains(PageRequest.class);
        if (!paged && query.sort().length > 0) {
            throw new InvalidQueryException(method, "can be sorted and has no pages", "Take a PageRequest");
        }
        Shape shape = shape(method);
        method.setAccessible(true); // its class need not be public
        return new QueryDefinition(
                query.value(),
                application,
                record == null ? parameters(method) : components(method, record),
                paged,
                List.of(query.sort()),
                Set.of(query.projections()),
                shape,
                result(method, shape),
                method,
                record);
    }

    QueryDefinition reading(Set<String> names) {
        return new QueryDefinition(name, application, parameters, paged, sort, names, shape, result, method, record);
    }

    /** Calls the method; what it throws comes out as it is. */
    Object call(Object bean, Object[] arguments) {
        return BeanMethod.call(method, bean, arguments);
    }

    private static Class<?> record(Method method) {
        List<Class<?>> records = Arrays.stream(method.getParameterTypes())
                .filter(type -> type.isRecord() && type != PageRequest.class)
                .toList();
        if (records.isEmpty()) {
            return null;
        }
        long others = Arrays.stream(method.getParameterTypes())
                .filter(type -> type != PageRequest.class)
                .count();
        if (others > 1) {
            throw new InvalidQueryException(
                    method, "has parameters beside a record of them", "Put all of them into the record, or none");
        }
        return records.get(0);
    }

    private static List<QueryParameter> parameters(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getType() != PageRequest.class)
                .map(parameter -> parameter(method, parameter))
                .toList();
    }

    private static QueryParameter parameter(Method method, Parameter parameter) {
        if (!parameter.isNamePresent()) {
            throw new InvalidQueryException(
                    method, "has parameters without names", "Compile with -parameters, or take a record");
        }
        return QueryParameter.of(method, parameter.getName(), parameter.getParameterizedType());
    }

    private static List<QueryParameter> components(Method method, Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map((RecordComponent component) ->
                        QueryParameter.of(method, component.getName(), component.getGenericType()))
                .toList();
    }

    private static Shape shape(Method method) {
        Class<?> type = method.getReturnType();
        if (type == Page.class) {
            return Shape.PAGE;
        }
        if (type == List.class) {
            return Shape.LIST;
        }
        return type == Optional.class ? Shape.OPTIONAL : Shape.ONE;
    }

    private static Class<?> result(Method method, Shape shape) {
        Type type = method.getGenericReturnType();
        if (shape != Shape.ONE) {
            type = type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : null;
        }
        try {
            if (type instanceof Class<?> plain && plain.isRecord()) {
                JsonMapping.check(plain);
                return plain;
            }
        } catch (InvalidAggregateException e) {
            throw new InvalidQueryException(method, "has no JSON form", e.getMessage());
        }
        throw new InvalidQueryException(
                method,
                "returns %s".formatted(method.getGenericReturnType().getTypeName()),
                "Return a record, or an Optional, List or Page of them");
    }
}
