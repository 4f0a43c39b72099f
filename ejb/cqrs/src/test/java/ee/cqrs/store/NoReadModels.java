package ee.cqrs.store;

import java.util.List;
import java.util.Set;

/** Of a node that has no inline projections. */
public final class NoReadModels implements InlineReadModels {

    @Override
    public boolean have(Set<String> names) {
        return names.isEmpty();
    }

    @Override
    public void write(Set<String> names, List<Append> appends) {
        throw new IllegalStateException("This node does not have " + names);
    }
}
