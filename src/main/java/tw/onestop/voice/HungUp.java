package tw.onestop.voice;

/** 已掛斷: the caller, or whoever carries the call, is gone. */
final class HungUp extends Exception {

    HungUp() {
        super("hung up", null, false, false);
    }
}
