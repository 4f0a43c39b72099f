package ee.cqrs.query;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;

import ee.cqrs.catalogue.JsonMapping;
import ee.cqrs.command.Problem.FieldError;
import ee.cqrs.json.Expected;
import ee.cqrs.json.InvalidJsonException;
import ee.cqrs.json.Json;

/**
 * A parameter of a query.
 *
 * @param name as in the address
 * @param type what is read from its text
 * @param required whether it must be there
 */
public record QueryParameter(String name, Class<?> type, boolean required) {

    static final String LIMIT = "limit";
    static final String AFTER = "after";
    static final String SORT = "sort";
    static final String POSITION = "position";

    private static final Set<String> RESERVED = Set.of(LIMIT, AFTER, SORT, POSITION);

    static QueryParameter of(Method method, String name, Type type) {
        boolean optional = type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
        Type scalar = optional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
        if (!(scalar instanceof Class<?> known) || !JsonMapping.isScalar(known)) {
            throw new InvalidQueryException(
                    method,
                    "has the parameter %s of the type %s".formatted(name, type.getTypeName()),
                    "Use a string, number, boolean, enum, UUID, Currency or java.time type, or an Optional of one");
        }
        if (RESERVED.contains(name)) {
            throw new InvalidQueryException(
                    method, "has the parameter %s, which is the framework's".formatted(name), "Choose another name");
        }
        return new QueryParameter(name, known, !optional);
    }

    /** Null stands for a parameter that is not given. */
    Object read(Json json, String text) throws BadParameterException {
        if (text == null) {
            if (required) {
                throw new BadParameterException(new FieldError(name, "is missing; expected " + Expected.of(type)));
            }
            return Optional.empty();
        }
        Object value = parse(json, text);
        return required ? value : Optional.of(value);
    }

    /** As the same field of a command would be read from JSON. */
    private Object parse(Json json, String text) throws BadParameterException {
        if (text.chars().anyMatch(Character::isISOControl)) { // no database has all of them in its texts
            throw new BadParameterException(new FieldError(name, "must not have control characters"));
        }
        try {
            return json.read(isBare() ? text : json.write(text), boxed());
        } catch (InvalidJsonException e) {
            throw new BadParameterException(new FieldError(name, "must be " + Expected.of(type)));
        }
    }

    private boolean isBare() {
        return Number.class.isAssignableFrom(boxed()) || boxed() == Boolean.class;
    }

    private Class<?> boxed() {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** What is given cannot be used. */
    static final class BadParameterException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient FieldError error;

        BadParameterException(FieldError error) {
            super(error.message());
            this.error = error;
        }

        FieldError error() {
            return error;
        }
    }
}
