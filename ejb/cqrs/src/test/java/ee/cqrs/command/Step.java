package ee.cqrs.command;

import java.util.List;

/** A step of a random sequence; what it means is in {@link ModelledEngine}. */
sealed interface Step {

    /** One command in a transaction of its own, while something goes wrong. */
    record Send(int node, Order order, Trouble trouble) implements Step {}

    /** An earlier order, once more. */
    record Repeat(int node, int which) implements Step {}

    /** Another writer comes first while the order is being saved. */
    record Race(int node, Order order, long amount) implements Step {}

    /** Many commands at once. */
    record Batch(int node, List<Order> orders, Trouble trouble) implements Step {}

    /** Commands in a transaction of the caller's. */
    record Join(int node, List<Order> orders, End end) implements Step {}

    /** The bean leaves memory. */
    record Passivate(int node, int target) implements Step {}

    /** The servers start anew, with other snapshot periods. */
    record Restart(List<Integer> periods) implements Step {}

    /** What goes wrong at a command. */
    enum Trouble {
        NONE,
        /** The container has lost the bean: nobody notices. */
        BEAN_GONE,
        /** The bean throws: it is destroyed, and the command with it. */
        CRASH,
        /** Nothing is saved, for sure. */
        REFUSED,
        /** The commit call fails, and nothing is saved. */
        LOST,
        /** The commit call fails, and all is saved. */
        UNANSWERED,
        /** The save meets another writer who takes back what he wrote. */
        CONFLICT,
        /** And another, and another. */
        CONFLICTS
    }

    /** How a transaction of the caller's ends. */
    enum End {
        COMMITS,
        ROLLS_BACK,
        /** It is rolled back in the commit call. */
        LOST,
        /** It is committed, and the commit call fails. */
        UNANSWERED,
        /** Another writer comes first. */
        RACED
    }
}
