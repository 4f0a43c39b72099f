package ee.cqrs.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import ee.cqrs.command.Problem;
import ee.cqrs.query.Page;

/** What came of a query. Every expectation that does not hold is an {@link AssertionError} that shows the difference. */
public final class Answer {

    private final ReadModelFixture fixture;
    private final String question;
    private final Object found;
    private final Problem problem;

    Answer(ReadModelFixture fixture, String question, Object found, Problem problem) {
        this.fixture = fixture;
        this.question = question;
        this.found = found;
        this.problem = problem;
    }

    /**
     * The query gives exactly these records.
     *
     * @param expected in order; one for a query that gives one
     * @return this answer
     */
    public Answer thenResult(Record... expected) {
        if (problem != null) {
            throw unlike(List.of(expected), problem.detail());
        }
        if (!records().equals(List.of(expected))) {
            throw fault("Other records were expected\n" + EventDiff.of(List.of(expected), records()));
        }
        return this;
    }

    /**
     * The query gives records, in part.
     *
     * @param check throws an {@link AssertionError} if they are not as expected
     * @return this answer
     */
    public Answer thenResult(Consumer<? super List<Record>> check) {
        if (problem != null) {
            throw unlike("records", problem.detail());
        }
        check.accept(records());
        return this;
    }

    /**
     * The page is followed by another one.
     *
     * @param next what to ask for {@code after}; null if it is the last
     * @return this answer
     */
    public Answer thenNext(Long next) {
        Object actual = found instanceof Page<?> page ? page.next() : "no page";
        if (!Objects.equals(next, actual)) {
            throw unlike("next " + next, "next " + actual);
        }
        return this;
    }

    /**
     * The query finds nothing: over HTTP it would be 404.
     *
     * @return this answer
     */
    public Answer thenNotFound() {
        if (problem == null || problem.kind() != Problem.Kind.NOT_FOUND) {
            throw unlike("nothing", said());
        }
        return this;
    }

    /**
     * A parameter cannot be used: over HTTP it would be 400.
     *
     * @param parameter the name of one that is named
     * @return this answer
     */
    public Answer thenInvalid(String parameter) {
        if (problem == null
                || problem.errors().stream().noneMatch(error -> error.field().equals(parameter))) {
            throw unlike("invalid " + parameter, said());
        }
        return this;
    }

    /**
     * What happens next.
     *
     * @param id of the aggregate
     * @param events in order
     * @return the fixture
     */
    public ReadModelFixture given(String id, Record... events) {
        return fixture.given(id, events);
    }

    /**
     * The next thing, at a time.
     *
     * @param time the time from here on
     * @return the fixture
     */
    public ReadModelFixture at(Instant time) {
        return fixture.at(time);
    }

    /**
     * The next query.
     *
     * @param name its name
     * @param namesAndValues its parameters, one name and one value after the other
     * @return what comes of it
     */
    public Answer whenQuery(String name, Object... namesAndValues) {
        return fixture.whenQuery(name, namesAndValues);
    }

    private List<Record> records() {
        List<?> items =
                found instanceof Page<?> page ? page.items() : found instanceof List<?> all ? all : List.of(found);
        return items.stream().map(Record.class::cast).toList();
    }

    /** A page is a record too, but not one of the answer. */
    private Object said() {
        return problem == null ? found : problem.detail();
    }

    private AssertionError unlike(Object expected, Object actual) {
        return fault("Something else was expected\n  - expected: %s\n  + actual:   %s".formatted(expected, actual));
    }

    private AssertionError fault(String difference) {
        return new AssertionError("%s%n  when:  %s".formatted(difference, question));
    }
}
