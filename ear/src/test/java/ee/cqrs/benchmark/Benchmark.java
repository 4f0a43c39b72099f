package ee.cqrs.benchmark;

/** One question, answered by tables and comparisons. */
interface Benchmark {

    String name();

    /**
     * Measures.
     *
     * @param lab starts servers
     * @param report takes what was measured
     * @throws Exception when it cannot be measured, which is not the same as a missed target
     */
    void run(Lab lab, Report report) throws Exception;
}
