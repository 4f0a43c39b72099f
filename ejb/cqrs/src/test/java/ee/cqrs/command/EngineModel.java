package ee.cqrs.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an engine must come to: some sums, and the names of the commands that it has accepted. */
final class EngineModel {

    private final List<Integer> periods;
    private final Map<Integer, Ledger.State> states;
    private final Map<String, Known> known;
    private final Map<Integer, List<Kept>> kept;
    private int accepted;

    EngineModel(List<Integer> periods) {
        this(periods, Map.of(), Map.of(), Map.of(), 0);
    }

    private EngineModel(
            List<Integer> periods,
            Map<Integer, Ledger.State> states,
            Map<String, Known> known,
            Map<Integer, List<Kept>> kept,
            int accepted) {
        this.periods = periods;
        this.states = new HashMap<>(states);
        this.known = new HashMap<>(known);
        this.kept = new HashMap<>(kept);
        this.accepted = accepted;
    }

    /** What a transaction would change. */
    EngineModel copy() {
        return with(periods);
    }

    /** The same with other snapshot periods. */
    EngineModel with(List<Integer> others) {
        return new EngineModel(others, states, known, kept, accepted);
    }

    Ledger.State state(int target) {
        return states.getOrDefault(target, LedgerModel.NEW);
    }

    long index(int target) {
        return state(target).count() - 1;
    }

    /** Whether the id of the order is that of an earlier one. */
    boolean knows(Order order) {
        return known.containsKey(order.name());
    }

    Answer answer(Order order, Long expectedIndex) {
        Known first = known.get(order.name());
        if (first != null) {
            return first.isOf(order) ? first.answer : Answer.problem(Problem.Kind.KEY_REUSED);
        }
        if (expectedIndex != null && expectedIndex != index(order.target())) {
            return Answer.problem(Problem.Kind.INDEX_MISMATCH);
        }
        if (order.command() instanceof Ledger.CrashInAttempt || order.command() instanceof Ledger.CrashInApply) {
            return Answer.problem(Problem.Kind.INTERNAL);
        }
        return LedgerModel.amounts(state(order.target()), order.command())
                .map(amounts -> accept(order, amounts))
                .orElse(Answer.rejected());
    }

    private Answer accept(Order order, List<Long> amounts) {
        Ledger.State after = LedgerModel.plus(state(order.target()), amounts);
        Answer answer = Answer.accepted(after, amounts);
        if (periods.get(order.target()) != 0) {
            keep(order.target(), amounts);
        }
        states.put(order.target(), after);
        accepted++;
        if (order.name() != null) {
            known.put(order.name(), new Known(order.target(), order.command(), answer));
        }
        return answer;
    }

    /** How many commands have had an effect. */
    int accepted() {
        return accepted;
    }

    /** The events that an aggregate has kept. */
    List<Kept> kept(int target) {
        return kept.getOrDefault(target, List.of());
    }

    private void keep(int target, List<Long> amounts) {
        List<Kept> all = new ArrayList<>(kept(target));
        for (long amount : amounts) {
            all.add(new Kept(index(target) + 1 + all.size() - kept(target).size(), amount));
        }
        kept.put(target, all);
    }

    /** An event that is not forgotten. */
    record Kept(long index, long amount) {}

    private record Known(int target, Record command, Answer answer) {
        boolean isOf(Order order) {
            return target == order.target() && command.equals(order.command());
        }
    }
}
