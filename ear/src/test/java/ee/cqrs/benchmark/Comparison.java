package ee.cqrs.benchmark;

import java.util.Locale;

/**
 * A figure, what it is measured against in the same run, and the target.
 *
 * @param name what was measured
 * @param figure what came out
 * @param unit of figure and baseline
 * @param baselineName what it is measured against
 * @param baseline what came out for that; null if the target is absolute
 * @param target the limit: of figure divided by baseline, or of the figure alone
 * @param atLeast whether the limit is the least that will do, or the most
 */
record Comparison(
        String name, double figure, String unit, String baselineName, Double baseline, double target, boolean atLeast) {

    static Comparison ratioAtLeast(
            String name, double figure, String unit, String baselineName, double baseline, double target) {
        return new Comparison(name, figure, unit, baselineName, baseline, target, true);
    }

    static Comparison ratioAtMost(
            String name, double figure, String unit, String baselineName, double baseline, double target) {
        return new Comparison(name, figure, unit, baselineName, baseline, target, false);
    }

    static Comparison atLeast(String name, double figure, String unit, double target) {
        return new Comparison(name, figure, unit, null, null, target, true);
    }

    static Comparison atMost(String name, double figure, String unit, double target) {
        return new Comparison(name, figure, unit, null, null, target, false);
    }

    Double ratio() {
        return baseline == null ? null : figure / baseline;
    }

    boolean met() {
        double judged = baseline == null ? figure : figure / baseline;
        return atLeast ? judged >= target : judged <= target;
    }

    String targetText() {
        String limit = baseline == null ? Table.number(target) : String.format(Locale.ROOT, "%.2f", target);
        return (atLeast ? ">= " : "<= ") + limit + (baseline == null ? " " + unit : " x");
    }
}
