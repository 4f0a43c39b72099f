package ee.cqrs.command;

import java.time.Instant;

import jakarta.ejb.EJBException;
import jakarta.ejb.NoSuchEJBException;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.Attempt;
import ee.cqrs.aggregate.Behaviour;
import ee.cqrs.aggregate.DurableState;

/** A bean as the container has it: one that crashed is gone. */
final class ContainedBean<S> extends Aggregate<S> {

    private final Aggregate<S> bean;
    private final Runnable attempting;
    private boolean gone;

    ContainedBean(Aggregate<S> bean, Runnable attempting) {
        this.bean = bean;
        this.attempting = attempting;
    }

    @Override
    protected S initial() {
        throw new UnsupportedOperationException("The bean inside has it");
    }

    @Override
    public void become(Behaviour<S> itsBehaviour, DurableState<S> state) {
        bean.become(itsBehaviour, state);
    }

    @Override
    public AggregateState<S> current() {
        return bean.current();
    }

    @Override
    public Attempt<S> decide(S state, Record command, Instant time) {
        if (gone) {
            throw new NoSuchEJBException();
        }
        try {
            attempting.run();
            return bean.decide(state, command, time);
        } catch (NoSuchEJBException e) {
            gone = true;
            throw e;
        } catch (RuntimeException e) {
            gone = true;
            throw new EJBException(e);
        } catch (Error e) {
            gone = true;
            throw new EJBException("Unexpected Error", new IllegalStateException(e));
        }
    }

    @Override
    public void passivate() {
        if (gone) {
            throw new NoSuchEJBException();
        }
        bean.passivate();
    }
}
