package ee.cqrs.benchmark.inline;

import java.math.BigDecimal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An account as it stands. */
@Entity
@Table(name = "inline_balance")
public class BalanceRow {

    @Id
    private String account;

    private BigDecimal balance;

    protected BalanceRow() {}

    BalanceRow(String account) {
        this.account = account;
        balance = BigDecimal.ZERO;
    }

    void add(BigDecimal amount) {
        balance = balance.add(amount);
    }
}
