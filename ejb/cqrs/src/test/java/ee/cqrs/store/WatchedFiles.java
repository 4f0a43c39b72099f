package ee.cqrs.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicBoolean;

import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system of H2 that knows whether something was written that the disk was not yet waited for. */
public final class WatchedFiles extends FilePathWrapper {

    static final String NAME = "watched";

    private static final AtomicBoolean UNFORCED = new AtomicBoolean(); // H2 makes the instances

    static void register() {
        FilePath.register(new WatchedFiles());
    }

    static boolean areForced() {
        return !UNFORCED.get();
    }

    @Override
    public String getScheme() {
        return NAME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new WatchedFile(super.open(mode));
    }

    private static final class WatchedFile extends FileBase {

        private final FileChannel file;

        WatchedFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            UNFORCED.set(true);
            return file.write(source, position);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            UNFORCED.set(true);
            return file.write(source);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            UNFORCED.set(false);
            file.force(metaData);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long newPosition) throws IOException {
            file.position(newPosition);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
