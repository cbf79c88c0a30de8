package tw.onestop.access;

/** 自然人憑證登入, before anybody is signed in. */
public interface CardDesk {

    /** Whether cards are taken here. */
    boolean isOffered();

    /** What a card is to sign so that its owner is signed in, in the present session; a new one takes the place of the last. */
    String challenge();
}
