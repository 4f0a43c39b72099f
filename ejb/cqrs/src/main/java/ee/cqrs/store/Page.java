package ee.cqrs.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of one query after the other, until there are enough. The limit is the last parameter of each. */
record Page<T>(Connection connection, int limit, Row<T> reader, List<T> rows) {

    Page(Connection connection, int limit, Row<T> reader) {
        this(connection, limit, reader, new ArrayList<>());
    }

    Page<T> fill(String query, Object... parameters) throws SQLException {
        if (rows.size() == limit) {
            return this;
        }
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.setInt(parameters.length + 1, limit - rows.size());
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reader.read(found));
                }
            }
        }
        return this;
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
