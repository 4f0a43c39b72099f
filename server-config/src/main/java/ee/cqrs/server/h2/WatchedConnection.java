package ee.cqrs.server.h2;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;

import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/**
 * Keeps callers away from a connection whose file is closed. There is nothing left of it that must be closed. A commit is
 * believed only if the file is still open after it: on one that another thread has just closed, H2 writes nothing and
 * reports success.
 */
final class WatchedConnection implements InvocationHandler {

    private final JdbcConnection connection;

    WatchedConnection(JdbcConnection connection) {
        this.connection = connection;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (isGone()) {
            switch (method.getName()) {
                case "close", "abort" -> {
                    return null;
                }
                case "isClosed" -> {
                    return true;
                }
                case "isValid" -> {
                    return false;
                }
                case "hashCode", "equals", "toString", "getAutoCommit" -> {
                    // they touch nothing
                }
                default -> throw closed();
            }
        }
        try {
            Object result = method.invoke(connection, arguments);
            if (method.getName().equals("commit") && isGone()) {
                throw closed();
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private boolean isGone() {
        return connection.getSession() instanceof SessionLocal session
                && (session.isClosed()
                        || session.getDatabase().getStore().getMvStore().isClosed());
    }

    private static SQLException closed() {
        return new SQLException(
                "The database file is closed: it could not be written",
                Integer.toString(ErrorCode.DATABASE_IS_CLOSED),
                ErrorCode.DATABASE_IS_CLOSED);
    }
}
