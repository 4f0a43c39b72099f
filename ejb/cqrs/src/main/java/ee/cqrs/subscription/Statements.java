package ee.cqrs.subscription;

import java.util.List;
import java.util.function.Function;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

/** Plain statements on a JPA connection, not entities: each names the row as it must be, and who hits none is fenced. */
record Statements(EntityManager entities) {

    Query query(String statement, Object... parameters) {
        Query query = entities.createNativeQuery(statement);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }

    int update(String statement, Object... parameters) {
        return query(statement, parameters).executeUpdate();
    }

    static void require(int rows) {
        if (rows != 1) {
            throw new FencedException("Somebody else has changed the row meanwhile");
        }
    }

    /** Reads rows of two columns or more: of one column JPA makes no row. */
    @SuppressWarnings("unchecked") // of a native query
    static <T> List<T> rows(Query query, Function<Row, T> reader) {
        List<Object[]> rows = query.getResultList();
        return rows.stream().map(columns -> reader.apply(new Row(columns))).toList();
    }

    /**
     * The columns of a row, from 0.
     *
     * @param columns as the driver gives them
     */
    record Row(Object... columns) {

        String text(int column) {
            return (String) columns[column];
        }

        long number(int column) {
            return ((Number) columns[column]).longValue();
        }

        int integer(int column) {
            return ((Number) columns[column]).intValue();
        }

        boolean truth(int column) {
            return (Boolean) columns[column];
        }
    }
}
