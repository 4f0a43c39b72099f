package ee.cqrs.accounts;

import java.math.BigDecimal;
import java.util.Currency;

import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.MessageType;
import ee.cqrs.json.InvalidJsonException;
import ee.cqrs.json.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AccountsApplicationTest {

    private final Json json = new Json();

    @Test
    void itHasThreeTypes() {
        AccountsApplication application = new AccountsApplication();

        assertThat(application.name()).isEqualTo("accounts");
        assertThat(application.aggregates()).containsExactly(Account.class, ContactDetails.class, ExchangeRates.class);
    }

    @Test
    void accountsKeepEventsOnly() {
        assertThat(AggregateDefinition.of("accounts", Account.class))
                .returns("account", AggregateDefinition::name)
                .returns(AggregateType.NEVER, AggregateDefinition::snapshotPeriod)
                .returns(false, AggregateDefinition::singleton);
    }

    @Test
    void contactDetailsKeepTheLatestStateOnly() {
        assertThat(AggregateDefinition.of("accounts", ContactDetails.class))
                .returns("contact-details", AggregateDefinition::name)
                .returns(false, AggregateDefinition::keepsEvents)
                .returns(false, AggregateDefinition::singleton);
    }

    @Test
    void theBankHasOneSetOfExchangeRates() {
        assertThat(AggregateDefinition.of("accounts", ExchangeRates.class))
                .returns("exchange-rates", AggregateDefinition::name)
                .returns(true, AggregateDefinition::keepsEvents)
                .returns(true, AggregateDefinition::singleton);
    }

    @Test
    void theNamesOnTheWireStay() {
        AggregateDefinition<?> account = AggregateDefinition.of("accounts", Account.class);

        assertThat(account.commands())
                .extracting(MessageType::name)
                .containsExactlyInAnyOrder(
                        "OpenAccount",
                        "AssignIban",
                        "DepositMoney",
                        "WithdrawMoney",
                        "FreezeAccount",
                        "UnfreezeAccount",
                        "CloseAccount");
        assertThat(account.events())
                .extracting(MessageType::name)
                .containsExactlyInAnyOrder(
                        "AccountOpened",
                        "IbanAssigned",
                        "MoneyDeposited",
                        "MoneyWithdrawn",
                        "AccountFrozen",
                        "AccountUnfrozen",
                        "AccountClosed");
    }

    @Test
    void theOverdraftLimitMayBeLeftOut() {
        assertThat(json.read("{\"owner\":\"Ada\",\"currency\":\"EUR\"}", AccountCommand.OpenAccount.class))
                .isEqualTo(new AccountCommand.OpenAccount("Ada", Currency.getInstance("EUR"), BigDecimal.ZERO));
    }

    @Test
    void theStateReadsWellInJson() {
        assertThat(json.write(AccountState.NEW.plus(new BigDecimal("0.10"))))
                .isEqualTo(
                        "{\"owner\":null,\"currency\":null,\"balance\":0.10,\"overdraftLimit\":0,\"status\":\"NEW\",\"iban\":null}");
    }

    @Test
    void aCurrencyThatDoesNotExistIsNotReadable() {
        assertThatExceptionOfType(InvalidJsonException.class)
                .isThrownBy(() -> json.read("{\"currency\":\"EURO\"}", AccountCommand.OpenAccount.class))
                .withMessage("The value does not fit; expected an ISO 4217 currency code")
                .returns("currency", InvalidJsonException::field);
    }
}
