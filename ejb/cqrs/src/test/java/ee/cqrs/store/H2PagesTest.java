package ee.cqrs.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import ee.cqrs.aggregate.AggregateId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A page that is sorted costs as much as all that is left: a long stream would take the square of its length. */
class H2PagesTest extends StoreTest {

    private static final String READ = """
            select sql_statement from information_schema.query_statistics
             where lower(sql_statement) like 'select%from event%order by%'
                or lower(sql_statement) like 'select%from aggregate%order by%'
            """;

    private static final String EXECUTIONS = """
            select sum(execution_count) from information_schema.query_statistics
             where lower(sql_statement) like 'select%from event%order by%' and sql_statement not like '%statistics%'
            """;

    /** More than each of a thousand events may have to be read unseen. */
    private static final int LARGE = 5_000;

    /** The condition of the index, not only of the rows: else a stream would be read from its beginning. */
    private static final Pattern BEHIND_THE_SNAPSHOT = Pattern.compile(
            "EVENT_STREAM\\w*: AGGREGATE_TYPE = \\?\\d\\s+AND AGGREGATE_ID = \\?\\d\\s+AND EVENT_INDEX > COALESCE\\(");

    @TempDir
    Path folder;

    @Override
    TestDatabase database() {
        return TestDatabase.h2(folder);
    }

    @Test
    void given_events_when_they_are_read_in_pages_then_the_order_is_that_of_an_index() throws SQLException {
        for (int i = 0; i < 200; i++) {
            append(Appends.events("a" + i % 20, i / 20 - 1, 1));
        }
        append(Appends.sized(Appends.events("a1", 9, 1), LARGE));
        AggregateId aggregate = Appends.id("a1");
        try (Connection owner = store.database().owner().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("set query_statistics true");
            reads.events(aggregate, 2, 3);
            reads.stream(aggregate, snapshot -> true, 3);
            reads.portion(aggregate, 2, 1_000);
            reads.portion(5, 100, 3, Optional.empty());
            reads.portion(5, 100, 3, Optional.of(aggregate.type()));
            reads.ids(aggregate.type(), "a1", 3);

            List<String> queries = column(statement, READ);
            assertThat(queries).hasSize(9);
            for (String query : queries) {
                assertThat(plan(statement, query)).contains("/* index sorted */");
            }
            assertThat(queries)
                    .filteredOn(query -> query.contains("coalesce("))
                    .singleElement()
                    .satisfies(query -> assertThat(plan(statement, query)).containsPattern(BEHIND_THE_SNAPSHOT));
        }
    }

    @Test
    void given_events_for_which_there_is_room_when_they_are_read_then_one_query_is_enough() throws SQLException {
        append(Appends.events("a", -1, 999));
        append(Appends.sized(Appends.events("b", -1, 999), LARGE, 1));
        try (Connection owner = store.database().owner().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("set query_statistics true");
            Portion small = reads.portion(Appends.id("a"), -1, 1_000);

            assertThat(column(statement, EXECUTIONS)).containsExactly("1");
            Portion mixed = reads.portion(Appends.id("b"), -1, 1_000);

            assertThat(column(statement, EXECUTIONS)).containsExactly("3");
            assertThat(small.events()).hasSameSizeAs(mixed.events()).hasSize(999);
        }
    }

    private static String plan(Statement statement, String query) throws SQLException {
        return column(statement, "explain " + query).toString();
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
