package ee.cqrs.it.rebuild.inside;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "it_second_value")
public class SecondRow {

    @Id
    private String counter;

    private long amount;

    private long bumps;

    protected SecondRow() {}

    SecondRow(String counter) {
        this.counter = counter;
    }

    void activate(long initialValue) {
        amount = initialValue;
    }

    void bump(long by) {
        amount += by;
        bumps++;
    }

    String counter() {
        return counter;
    }

    long amount() {
        return amount;
    }

    long bumps() {
        return bumps;
    }
}
