package ee.cqrs.accounts.dossiers;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

import ee.cqrs.accounts.AccountCommand.OpenAccount;
import ee.cqrs.command.CommandGateway;
import ee.cqrs.command.CommandMessage;
import ee.cqrs.command.CommandOutcome;
import ee.cqrs.query.Page;
import ee.cqrs.query.PageRequest;
import ee.cqrs.query.Query;

/** Opens accounts with a dossier, and keeps it. */
@ApplicationScoped
public class Dossiers {

    @PersistenceContext(unitName = "accounts")
    private EntityManager entities;

    private CommandGateway gateway;

    protected Dossiers() {}

    /**
     * Injected.
     *
     * @param gateway takes the commands
     */
    @Inject
    public Dossiers(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Opens an account and files its dossier: both or none.
     *
     * @param command how to open it
     * @param dossier names the account
     * @param origin who does it
     * @return accepted; or rejected, and nothing is filed
     */
    @Transactional
    public CommandOutcome open(OpenAccount command, Dossier dossier, String origin) {
        CommandOutcome outcome = gateway.send(CommandMessage.of("account", dossier.account(), command, origin));
        if (outcome instanceof CommandOutcome.Accepted) {
            entities.persist(new DossierRow(dossier));
        }
        return outcome;
    }

    /**
     * Changes a dossier.
     *
     * @param dossier as it is to be
     * @return false if there is none of this account
     */
    @Transactional
    public boolean change(Dossier dossier) {
        Optional<DossierRow> row = Optional.ofNullable(entities.find(DossierRow.class, dossier.account()));
        row.ifPresent(found -> found.change(dossier));
        return row.isPresent();
    }

    /**
     * The dossier of an account.
     *
     * @param account its id
     * @return empty if there is none
     */
    @Query("dossier")
    public Optional<Dossier> dossier(String account) {
        return Optional.ofNullable(entities.find(DossierRow.class, account)).map(DossierRow::shown);
    }

    /**
     * The dossiers of an adviser.
     *
     * @param adviser who
     * @param page which of them
     * @return by account, if nobody asks for another order
     */
    @Query(value = "dossiers", sort = "account")
    public Page<Dossier> dossiers(String adviser, PageRequest page) {
        return page.of(entities.createQuery(
                                "select d from DossierRow d where d.adviser = :adviser" + page.orderBy("d"),
                                DossierRow.class)
                        .setParameter("adviser", adviser))
                .map(DossierRow::shown);
    }
}
