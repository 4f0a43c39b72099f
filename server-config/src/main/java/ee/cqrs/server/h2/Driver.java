package ee.cqrs.server.h2;

import java.io.File;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.h2.jdbc.JdbcConnection;

/**
 * H2, whose connections know when their file is closed. H2 closes it when it cannot write, as on a full disk, and a
 * connection that is rolled back or closed after that may spin for ever. A new connection opens the file again, but not
 * before there is room: to open it again and again on a full disk loses what was written.
 */
public final class Driver implements java.sql.Driver {

    private static final Pattern FILE = Pattern.compile("jdbc:h2:file:([^;]+).*");
    private static final String DISK_FULL = "53100";
    private static final long ROOM = 8L << 20;

    private final org.h2.Driver h2 = new org.h2.Driver();

    /**
     * Made by the server when it starts, which then opens a first database, in memory. What H2 makes only once, as its
     * shutdown hook, belongs to the server so; it would hold the application that opened the first one for ever.
     *
     * @throws SQLException if H2 does not work at all
     */
    public Driver() throws SQLException {
        h2.connect("jdbc:h2:mem:", new Properties()).close();
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        requireRoom(url);
        Connection connection = h2.connect(url, properties);
        return connection == null ? null : watched((JdbcConnection) connection);
    }

    private static void requireRoom(String url) throws SQLException {
        Matcher file = FILE.matcher(url);
        if (file.matches()) {
            File directory = new File(file.group(1)).getAbsoluteFile().getParentFile();
            if (directory.exists() && directory.getUsableSpace() < ROOM) {
                throw new SQLException("There is no room left in " + directory, DISK_FULL);
            }
        }
    }

    private static Connection watched(JdbcConnection connection) {
        return (Connection) Proxy.newProxyInstance(
                Driver.class.getClassLoader(), new Class<?>[] {Connection.class}, new WatchedConnection(connection));
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return h2.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return h2.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return h2.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return h2.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return h2.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return h2.getParentLogger();
    }
}
