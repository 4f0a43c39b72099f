package ee.cqrs.faults.load;

/** A client that reads the log. */
interface Reader extends Client {

    /** When all others have ended: what they were told must be there to see. */
    void catchUp() throws Exception;
}
