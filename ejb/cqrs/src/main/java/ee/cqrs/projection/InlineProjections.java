package ee.cqrs.projection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

import jakarta.inject.Singleton;

import ee.cqrs.store.Append;
import ee.cqrs.store.InlineReadModels;

/** The inline projections that this node has. Which of them are written with the appends, the store says. */
@Singleton
public class InlineProjections implements InlineReadModels {

    private final Map<String, InlineProjection> projections = new ConcurrentSkipListMap<>();

    void add(InlineProjection projection) {
        projections.put(projection.name(), projection);
    }

    @Override
    public boolean have(Set<String> names) {
        return projections.keySet().containsAll(names);
    }

    @Override
    public void write(Set<String> names, List<Append> appends) {
        projections.forEach((name, projection) -> { // in one order for all nodes
            if (names.contains(name)) {
                projection.write(appends);
            }
        });
    }
}
