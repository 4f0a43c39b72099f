package ee.cqrs.faults.load;

/** The ways in which clients reach a server. */
enum Entrance {
    REST,
    BATCH,
    MESSAGE_WITH_REPLY,
    MESSAGE,
    FEED,
    STREAM
}
