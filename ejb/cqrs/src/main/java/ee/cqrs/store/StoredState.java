package ee.cqrs.store;

import ee.cqrs.aggregate.Meta;

/**
 * A snapshot as it is kept.
 *
 * @param meta the meta of the state
 * @param data the state, JSON
 * @param eventHash the hash of the last event in it; null if there was none
 * @param base whether events start from it: kept for good, also when later snapshots are taken
 */
public record StoredState(Meta meta, String data, String eventHash, boolean base) {}
