package ee.cqrs.example;

/** Something that counts. */
public interface Counted {

    int count();

    /** One whose class only its package sees. */
    static Counted hidden() {
        return new PlainCount();
    }
}
