package ee.cqrs.command;

import jakarta.ejb.NoSuchEJBException;

import ee.cqrs.command.Step.Trouble;
import ee.cqrs.store.Saves;

/** Makes an engine have the troubles of a step. */
final class Troubles {

    /** How often a command is attempted. */
    static final int ATTEMPTS = 3;

    private Troubles() {}

    static void make(LocalEngine node, Trouble trouble) {
        switch (trouble) {
            case NONE -> {}
            case BEAN_GONE ->
                node.attempting.next(() -> {
                    throw new NoSuchEJBException();
                });
            case CRASH -> node.attempting.fail();
            case REFUSED -> node.saves.beforeWrite.fail();
            case LOST -> node.saves.beforeCommit.fail();
            case UNANSWERED -> node.saves.afterCommit.fail();
            case CONFLICT -> conflict(node, 1);
            case CONFLICTS -> conflict(node, ATTEMPTS);
        }
    }

    private static void conflict(LocalEngine node, int times) {
        for (int i = 0; i < times; i++) {
            node.saves.beforeWrite.next(() -> {
                throw Saves.conflict();
            });
        }
    }

    /** What did not happen to this step happens to none. */
    static void clear(LocalEngine node) {
        node.attempting.clear();
        node.saves.beforeWrite.clear();
        node.saves.beforeCommit.clear();
        node.saves.afterCommit.clear();
    }
}
