package tw.onestop.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import tw.onestop.registry.BulkLoad;

/** 全國載入: settles township after township, some at a time, and loads each in a transaction of its own. */
final class NationLoad {

    private final Nation nation;
    private final BulkLoad registry;
    private final DataSource owner;
    private final AtomicBoolean failed = new AtomicBoolean();

    NationLoad(Nation nation, BulkLoad registry, DataSource owner) {
        this.nation = nation;
        this.registry = registry;
        this.owner = owner;
    }

    /** 進度: told from several threads. */
    interface Progress {

        void loaded(Township township);

        /** Of a key or an index of the register. */
        void made(String key);
    }

    /**
     * Loads what is missing; townships that were loaded before are not made again.
     *
     * @param atOnce townships in memory at one time
     * @return what is to be told of everybody
     */
    Tally run(int atOnce, Progress progress) {
        registry.begin(owner, nation.description(), nation.official());
        Map<String, String> before = registry.parts();
        nation.townships().stream().filter(t -> before.containsKey(t.code())).forEach(progress::loaded);
        try (ExecutorService settlers = Executors.newFixedThreadPool(atOnce)) {
            List<CompletableFuture<Void>> parts = nation.townships().stream()
                    .filter(t -> !before.containsKey(t.code()))
                    .sorted(Comparator.comparingInt(Township::people).reversed())
                    .map(t -> CompletableFuture.runAsync(() -> load(t, progress), settlers))
                    .toList();
            parts.forEach(CompletableFuture::join);
        } catch (CompletionException one) {
            throw one.getCause() instanceof RuntimeException cause ? cause : one;
        }
        registry.finish(owner, progress::made);
        Tally all = new Tally();
        registry.parts().values().forEach(note -> all.add(Tally.of(note)));
        return all;
    }

    /** After one township has failed the others that wait are not begun. */
    private void load(Township township, Progress progress) {
        if (failed.get()) {
            return;
        }
        try {
            Township.Settled settled = nation.settle(township);
            registry.part(township.code(), settled.tally().note(), settled.households());
            progress.loaded(township);
        } catch (RuntimeException | Error reason) {
            failed.set(true);
            throw reason;
        }
    }
}
