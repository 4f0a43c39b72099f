package ee.cqrs.projection;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class VersionChangeTest {

    private static final StoredVersion LIVE = StoredVersion.first(2, Stage.RUNNING);

    @ParameterizedTest
    @CsvSource({
        "STOP, RUNNING STOPPED, STOPPED",
        "RESUME, RUNNING STOPPED, RUNNING",
        "CANCEL, RUNNING STOPPED CANCELLED, CANCELLED",
        "REBUILD, CANCELLED, RUNNING"
    })
    void a_version_that_is_to_take_over_can_be_changed_again_and_again(
            VersionChange change, String possible, Stage result) {
        for (Stage stage : Stage.values()) {
            StoredVersion version = StoredVersion.first(3, stage);
            boolean expected = Arrays.asList(possible.split(" ")).contains(stage.name());
            assertThat(change.isPossible(with(version), version))
                    .as("%s of %s", change, stage)
                    .isEqualTo(expected);
            if (expected) {
                assertThat(change.of(version).stage()).isEqualTo(result);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_live_version_and_those_before_it_cannot_be_changed(VersionChange change) {
        for (Stage stage : Stage.values()) {
            StoredVersion before = StoredVersion.first(1, stage);
            assertThat(change.isPossible(with(before), before)).isFalse();
        }
        assertThat(change.isPossible(with(LIVE), LIVE)).isFalse();
        assertThat(change.refusal(with(LIVE), LIVE)).startsWith("Version 2 of sums is live and cannot be ");
    }

    @Test
    void what_is_cancelled_is_dropped_once_and_what_is_built_again_is_another_build() {
        StoredVersion cancelled = VersionChange.CANCEL.of(StoredVersion.first(3, Stage.RUNNING));

        assertThat(cancelled.dropDue()).isTrue();
        assertThat(VersionChange.CANCEL.of(cancelled.emptied()).dropDue()).isFalse();
        assertThat(VersionChange.REBUILD.of(cancelled)).isEqualTo(new StoredVersion(3, Stage.RUNNING, true, 2));
    }

    private static StoredProjection with(StoredVersion version) {
        return new StoredProjection("sums", 2, true, List.of(LIVE, version));
    }
}
