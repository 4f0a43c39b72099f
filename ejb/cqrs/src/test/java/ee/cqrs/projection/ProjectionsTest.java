package ee.cqrs.projection;

import ee.cqrs.settings.TestSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProjectionsTest {

    private final Projections projections =
            new Projections(null, new Versions(null, null, null, TestSettings.with()), null, null, null, null);

    @Test
    void versions_of_a_name_are_projections_beside_each_other() {
        add(Sums.First.class);
        assertThat(projections.hasVersions("sums")).isFalse();
        add(Sums.Second.class);

        assertThat(projections.hasVersions("sums")).isTrue();
        assertThat(projections.names()).containsExactly("sums");
        assertThat(projections.of(Sums.class)).containsExactly("sums");
    }

    @Test
    void the_second_of_the_same_version_is_refused_with_the_remedy() {
        add(Sums.First.class);

        assertThatThrownBy(() -> add(Another.class))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageStartingWith(Another.class.getName())
                .hasMessageContaining("has the name and the version of " + Sums.First.class.getName())
                .hasMessageContaining("Give it another name, or another version");
    }

    private void add(Class<?> projection) {
        projections.add(ProjectionVersion.of(projection).orElseThrow(), projection);
    }

    @Projection("sums")
    private static final class Another {}
}
