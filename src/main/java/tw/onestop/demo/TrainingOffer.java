package tw.onestop.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** 練習模式 of a demonstration: where its training copy is to be, and what both programs are told. */
record TrainingOffer(int port, Path key, Path handOver) {

    private static final String OWNER = "onestop_training_owner";
    private static final String APP = "onestop_training_app";

    /** On the port after the demonstration's, or any that is free; with keys of its own, made once. */
    static TrainingOffer in(DataDirectory data, int demo) throws IOException {
        int next = demo < 65_535 && Ports.isFree(demo + 1) ? demo + 1 : Ports.free();
        return new TrainingOffer(next, data.secret("training/onestop.key"), data.secret("training/hand-over.key"));
    }

    /** What the register's program is told. */
    List<String> settings() {
        return List.of("--onestop.training.url=" + url(), "--onestop.training.hand-over-key=" + handOver);
    }

    TrainingProgram program(Path data, LocalPostgres postgres, String home, String county) {
        return new TrainingProgram(
                data,
                port,
                Map.of(
                        "ONESTOP_TRAINING_DB_URL", postgres.url("onestop_training"),
                        "ONESTOP_TRAINING_DB_PASSWORD", postgres.password(APP),
                        "ONESTOP_TRAINING_DB_OWNER_PASSWORD", postgres.password(OWNER),
                        "ONESTOP_TRAINING_KEY_FILE", key.toString(),
                        "ONESTOP_TRAINING_HANDOVER_FILE", handOver.toString(),
                        "ONESTOP_TRAINING_URL", url(),
                        "ONESTOP_BASE_URL", home,
                        "ONESTOP_TRAINING_COUNTY", county));
    }

    private String url() {
        return "http://localhost:" + port;
    }
}
