package ee.cqrs.faults.database;

import java.io.IOException;

/** Where a database has its files, and can be made to have no room left. */
public interface Disk {

    /** No file can grow any more. */
    void fill() throws IOException;

    /** There is room again. */
    void free() throws IOException;
}
