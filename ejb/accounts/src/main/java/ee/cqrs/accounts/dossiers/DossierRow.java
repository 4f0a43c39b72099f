package ee.cqrs.accounts.dossiers;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A dossier as it is kept. */
@Entity
@Table(name = "account_dossier")
class DossierRow {

    @Id
    private String account;

    private String adviser;

    private String note;

    protected DossierRow() {}

    DossierRow(Dossier dossier) {
        account = dossier.account();
        change(dossier);
    }

    final void change(Dossier dossier) {
        adviser = dossier.adviser();
        note = dossier.note();
    }

    Dossier shown() {
        return new Dossier(account, adviser, note);
    }
}
