package ee.cqrs.faults.tally;

/** The ways in which a tally misbehaves. */
public enum Way {
    CRASH,
    OVERFLOW,
    EAT_MEMORY,
    CRASH_IN_APPLY,
    OVERFLOW_IN_APPLY,
    /** It comes back after its seconds, and wants to count. */
    HANG
}
