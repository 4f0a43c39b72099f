package ee.cqrs.projection;

import java.util.Optional;

/**
 * One of the versions of a projection, which is a bean with tables of its own.
 *
 * @param name of the projection
 * @param version which, from 1
 */
public record ProjectionVersion(String name, int version) {

    /**
     * Checks the version.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public ProjectionVersion {
        if (version < 1) {
            throw new IllegalArgumentException(
                    "The version of the projection %s is 1 or more, not %d".formatted(name, version));
        }
    }

    /**
     * Of a bean.
     *
     * @param bean its class
     * @return empty if it is no projection
     */
    public static Optional<ProjectionVersion> of(Class<?> bean) {
        return Optional.ofNullable(bean.getAnnotation(Projection.class))
                .map(projection -> new ProjectionVersion(projection.value(), projection.version()));
    }

    /**
     * Under which name it reads the log.
     *
     * @return that of the projection for the first version
     */
    public String subscription() {
        return version == 1 ? name : name + "." + version;
    }

    @Override
    public String toString() {
        return "%s, version %d".formatted(name, version);
    }
}
