package ee.cqrs.example;

import ee.cqrs.command.Ledger;
import ee.cqrs.projection.Projection;

/** A projection whose class is not public, as a CDI bean need not be. */
@Projection("plain-count")
class PlainCount implements Counted {

    private int count;

    public void on(Ledger.Added event) {
        count++;
    }

    @Override
    public int count() {
        return count;
    }
}
