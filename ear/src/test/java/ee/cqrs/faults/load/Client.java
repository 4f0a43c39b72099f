package ee.cqrs.faults.load;

/** One client with one thread. It goes on through every outage, and ends by itself when its load is over. */
interface Client {

    void run() throws Exception;
}
