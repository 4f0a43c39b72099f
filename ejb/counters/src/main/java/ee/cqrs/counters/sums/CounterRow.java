package ee.cqrs.counters.sums;

import java.math.BigDecimal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A counter as it stands. Its amount is decimal, so that a sum of many has room. */
@Entity
@Table(name = "counter_value")
class CounterRow {

    @Id
    private String counter;

    private String owner;

    private BigDecimal amount;

    private boolean active;

    protected CounterRow() {}

    CounterRow(String counter, long initialValue) {
        this.counter = counter;
        activate(initialValue);
    }

    final void activate(long initialValue) {
        amount = BigDecimal.valueOf(initialValue);
        active = true;
    }

    void bump(long by) {
        amount = amount.add(BigDecimal.valueOf(by));
    }

    void belongTo(String next) {
        owner = next;
    }

    void deactivate() {
        active = false;
    }
}
