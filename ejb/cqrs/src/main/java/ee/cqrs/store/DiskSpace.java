package ee.cqrs.store;

import java.io.File;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.inject.Singleton;

/**
 * The room beside an embedded database. A save is refused while there is still some left: a write that fails in the
 * middle would close the file, and cost more than that save.
 */
@Singleton
public class DiskSpace {

    /** More than a batch takes, and than others fill between the look and the write. */
    private static final long RESERVE = 32L << 20;

    private static final long LITTLE = 8L << 20;

    @Resource(lookup = "java:jboss/datasources/CqrsOwnerDS")
    private DataSource dataSource; // it never joins a transaction of the caller's

    private volatile Place place;

    protected DiskSpace() {}

    DiskSpace(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Looks whether there is room to save something.
     *
     * @throws StoreException if there is not
     */
    void require() {
        require(RESERVE);
    }

    /** Looks whether there is room to change a row. */
    void requireLittle() {
        require(LITTLE);
    }

    private void require(long bytes) {
        Place known = place;
        if (known == null) {
            known = find();
            place = known;
        }
        if (!known.hasRoom(bytes)) {
            throw new StoreException(StoreException.Fault.DISK, null);
        }
    }

    private Place find() {
        try (var connection = dataSource.getConnection()) {
            if (Database.of(connection) == Database.POSTGRESQL) {
                return new Place(null); // its disk is its own
            }
            try (var query = connection.createStatement();
                    var rows = query.executeQuery("select database_path()")) {
                rows.next();
                return Place.of(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new StoreException(e);
        }
    }

    /**
     * Where the files are.
     *
     * @param directory null if that is none of our business
     */
    private record Place(File directory) {

        /** What is no file of the operating system's has no directory there. */
        static Place of(String path) {
            File directory =
                    path == null ? null : new File(path).getAbsoluteFile().getParentFile();
            return new Place(directory != null && directory.isDirectory() ? directory : null);
        }

        boolean hasRoom(long bytes) {
            return directory == null || directory.getUsableSpace() >= bytes;
        }
    }
}
