package tw.onestop.access;

/** 練習環境: the training copy as the register's program sees it, whoever runs it. */
public interface TrainingRoom {

    /** How it stands with the copy; of one that somebody else runs it is not known, since nobody calls it from here. */
    enum State {
        ELSEWHERE,
        CLOSED,
        OPENING,
        OPEN,
        FAILED
    }

    State state();

    /** Has it opened when it is not; answers at once. */
    void open();
}
