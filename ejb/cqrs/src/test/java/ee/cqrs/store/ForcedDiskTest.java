package ee.cqrs.store;

import java.nio.file.Path;
import java.util.List;

import ee.cqrs.settings.TestSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ForcedDiskTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void watchFiles() {
        WatchedFiles.register();
    }

    @Test
    void givenTheDiskIsForcedWhenAnAppendReturnsThenItIsOnTheDisk() {
        try (LocalStore store = store("true")) {
            append(store);

            assertThat(WatchedFiles.areForced()).isTrue();
        }
    }

    @Test
    void givenTheDiskIsForcedWhenWhatIsInDoubtIsSettledThenItIsOnTheDisk() {
        try (LocalStore store = store("true")) {
            store.journal(new DurableHead()).settle();

            assertThat(WatchedFiles.areForced()).isTrue();
        }
    }

    /** Else the tests above would tell nothing. */
    @Test
    void givenTheDiskIsNotForcedWhenAnAppendReturnsThenItIsLeftToTheOperatingSystem() {
        try (LocalStore store = store("false")) {
            append(store);

            assertThat(WatchedFiles.areForced()).isFalse();
        }
    }

    private LocalStore store(String forced) {
        return new LocalStore(
                H2Database.in(WatchedFiles.NAME, folder), TestSettings.with("cqrs.journal.force-disk", forced));
    }

    private static void append(LocalStore store) {
        store.journal(new DurableHead()).append(List.of(Appends.events("forced", -1, 1)));
    }
}
