package tw.onestop.access;

/** 重新開始: whoever runs the training copy brings it back to its beginning. */
public interface TrainingRestart {

    /** Answers at once; then the copy is away for some seconds, and everybody's work in it is gone. */
    void restart();
}
