package ee.cqrs.subscription;

import java.util.List;
import java.util.function.Function;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

/**
 * Plain statements on a JPA connection, not entities: each names the row as it must be, and who hits none is fenced.
 *
 * @param entities whose transaction they are part of
 */
public record Statements(EntityManager entities) {

    /**
     * Prepares a statement.
     *
     * @param statement in SQL
     * @param parameters in their order
     * @return to be executed
     */
    public Query query(String statement, Object... parameters) {
        Query query = entities.createNativeQuery(statement);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }

    /**
     * Executes a statement that writes.
     *
     * @param statement in SQL
     * @param parameters in their order
     * @return how many rows it wrote
     */
    public int update(String statement, Object... parameters) {
        return query(statement, parameters).executeUpdate();
    }

    static void require(int rows) {
        if (rows != 1) {
            throw new FencedException("Somebody else has changed the row meanwhile");
        }
    }

    /**
     * Reads rows of two columns or more: of one column JPA makes no row.
     *
     * @param query a native one
     * @param reader of a row
     * @param <T> what a row holds
     * @return all of them
     */
    @SuppressWarnings("unchecked") // of a native query
    public static <T> List<T> rows(Query query, Function<Row, T> reader) {
        List<Object[]> rows = query.getResultList();
        return rows.stream().map(columns -> reader.apply(new Row(columns))).toList();
    }

    /**
     * The columns of a row, from 0.
     *
     * @param columns as the driver gives them
     */
    public record Row(Object... columns) {

        /**
         * A column of text.
         *
         * @param column which
         * @return null if there is none
         */
        public String text(int column) {
            return (String) columns[column];
        }

        /**
         * A column with a large number.
         *
         * @param column which
         * @return the number
         */
        public long number(int column) {
            return ((Number) columns[column]).longValue();
        }

        /**
         * A column with a number.
         *
         * @param column which
         * @return the number
         */
        public int integer(int column) {
            return ((Number) columns[column]).intValue();
        }

        /**
         * A column that is true or not.
         *
         * @param column which
         * @return which of both
         */
        public boolean truth(int column) {
            return (Boolean) columns[column];
        }
    }
}
