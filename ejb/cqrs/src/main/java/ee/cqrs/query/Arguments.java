package ee.cqrs.query;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.command.Problem.FieldError;
import ee.cqrs.json.Json;
import ee.cqrs.query.QueryParameter.BadParameterException;

/** Reads the arguments of a query from text. All that is wrong is told at once. */
final class Arguments {

    private static final long MOST_BEFORE = 100_000_000;

    private final Json json;
    private final Validator validator;

    /** @param validator null where there is none */
    Arguments(Json json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * Reads them.
     *
     * @param given by name
     * @throws CommandException naming what is missing, unknown or malformed
     */
    Object[] read(QueryDefinition query, Object bean, Map<String, ? extends Collection<String>> given) {
        List<FieldError> errors = new ArrayList<>();
        refuseOthers(query, given, errors);
        List<Object> values = new ArrayList<>();
        for (QueryParameter parameter : query.parameters()) {
            try {
                values.add(parameter.read(json, single(given, parameter.name())));
            } catch (BadParameterException e) {
                errors.add(e.error());
            }
        }
        PageRequest page = query.paged() ? page(query, given, errors) : null;
        refuseIfAny(errors);
        Object[] arguments = query.record() == null
                ? arguments(query, values, page)
                : arguments(query, List.of(newRecord(query, values, errors)), page);
        if (validator != null) {
            validate(query, bean, arguments, errors);
        }
        refuseIfAny(errors);
        return arguments;
    }

    private static void refuseIfAny(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new CommandException(Problem.malformed(errors));
        }
    }

    private static void refuseOthers(
            QueryDefinition query, Map<String, ? extends Collection<String>> given, List<FieldError> errors) {
        Set<String> known =
                query.parameters().stream().map(QueryParameter::name).collect(Collectors.toCollection(TreeSet::new));
        if (query.paged()) {
            known.addAll(List.of(QueryParameter.LIMIT, QueryParameter.AFTER));
        }
        if (!query.sort().isEmpty()) {
            known.add(QueryParameter.SORT);
        }
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                errors.add(new FieldError(
                        name,
                        known.isEmpty()
                                ? "is no parameter here; there are none"
                                : "is no parameter here; there are " + String.join(", ", known)));
            } else if (values.size() > 1) {
                errors.add(new FieldError(name, "stands there %d times".formatted(values.size())));
            }
        });
    }

    private static String single(Map<String, ? extends Collection<String>> given, String name) {
        Collection<String> values = given.get(name);
        return values == null || values.isEmpty() ? null : values.iterator().next();
    }

    private static PageRequest page(
            QueryDefinition query, Map<String, ? extends Collection<String>> given, List<FieldError> errors) {
        long limit = number(given, QueryParameter.LIMIT, PageRequest.DEFAULT_LIMIT, 1, PageRequest.MOST, errors);
        long after = number(given, QueryParameter.AFTER, 0, 0, MOST_BEFORE, errors);
        return new PageRequest((int) limit, after, order(query, single(given, QueryParameter.SORT), errors));
    }

    private static long number(
            Map<String, ? extends Collection<String>> given,
            String name,
            long absent,
            long lowest,
            long highest,
            List<FieldError> errors) {
        String text = single(given, name);
        try {
            long number = text == null ? absent : Long.parseLong(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a number out of range
        }
        errors.add(new FieldError(name, "must be a whole number %d to %d".formatted(lowest, highest)));
        return absent;
    }

    /** The unique attribute comes last, so that pages have an order that leaves nothing open. */
    private static List<PageRequest.Order> order(QueryDefinition query, String text, List<FieldError> errors) {
        if (query.sort().isEmpty()) {
            return List.of();
        }
        String last = query.sort().get(0);
        List<PageRequest.Order> order = new ArrayList<>();
        for (String wanted : text == null ? List.<String>of() : Arrays.asList(text.split(",", -1))) {
            boolean descending = wanted.startsWith("-");
            String attribute = descending ? wanted.substring(1) : wanted;
            if (!query.sort().contains(attribute)
                    || order.stream().anyMatch(by -> by.attribute().equals(attribute))) {
                errors.add(new FieldError(
                        QueryParameter.SORT,
                        "must be some of %s, each once, with commas between them and a - before those that are to descend"
                                .formatted(String.join(", ", query.sort()))));
                return List.of();
            }
            order.add(new PageRequest.Order(attribute, descending));
        }
        if (order.stream().noneMatch(by -> by.attribute().equals(last))) {
            order.add(new PageRequest.Order(last, false));
        }
        return order;
    }

    private static Object[] arguments(QueryDefinition query, List<Object> values, PageRequest page) {
        List<Object> left = new ArrayList<>(values);
        return Arrays.stream(query.method().getParameterTypes())
                .map(type -> type == PageRequest.class ? page : left.remove(0))
                .toArray();
    }

    private static Object newRecord(QueryDefinition query, List<Object> values, List<FieldError> errors) {
        Class<?>[] types = Arrays.stream(query.record().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = query.record().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) { // the record refuses what it is made of
            errors.add(new FieldError("", String.valueOf(e.getCause().getMessage())));
            refuseIfAny(errors);
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void validate(QueryDefinition query, Object bean, Object[] arguments, List<FieldError> errors) {
        Set<? extends ConstraintViolation<?>> violations = query.record() == null
                ? validator.forExecutables().validateParameters(bean, query.method(), arguments)
                : validator.validate(record(query, arguments));
        violations.stream()
                .map(violation -> new FieldError(nameOf(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .forEach(errors::add);
    }

    private static Object record(QueryDefinition query, Object[] arguments) {
        return Arrays.stream(arguments)
                .filter(query.record()::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static String nameOf(Path path) {
        String name = "";
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PARAMETER || node.getKind() == ElementKind.PROPERTY) {
                name = node.getName();
            }
        }
        return name;
    }
}
