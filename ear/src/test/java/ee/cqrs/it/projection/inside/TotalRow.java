package ee.cqrs.it.projection.inside;

import java.math.BigDecimal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "it_total")
public class TotalRow {

    @Id
    private String account;

    private BigDecimal balance;

    private long bookings;

    protected TotalRow() {}

    TotalRow(String account) {
        this.account = account;
        balance = BigDecimal.ZERO;
    }

    void book(BigDecimal amount) {
        balance = balance.add(amount);
        bookings++;
    }

    String account() {
        return account;
    }

    BigDecimal balance() {
        return balance;
    }

    long bookings() {
        return bookings;
    }
}
