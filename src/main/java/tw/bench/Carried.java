package tw.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tw.onestop.demo.LocalPostgres;
import tw.onestop.trust.TrustDesk;

/**
 * 對照組: the same posts to the same receivers, each a one-time task of db-scheduler, which is what a team would take that does not write its
 * own outbox: locked and fetched in batches, on virtual threads, signed as the product signs, a failure tried again after five seconds.
 */
final class Carried implements AutoCloseable {

    private static final TaskDescriptor<Post> POST = TaskDescriptor.of("post", Post.class);
    private static final int AT_ONCE = 256;

    private final HikariDataSource pool = new HikariDataSource();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TrustDesk trust;
    private final Notices.Urls urls;
    private final List<String> envelopes;
    private final AtomicLong well = new AtomicLong();
    private final AtomicInteger made = new AtomicInteger();
    private final Scheduler scheduler;

    /** What one task posts. */
    record Post(String url, String id, String body) implements Serializable {}

    Carried(LocalPostgres postgres, TrustDesk trust, Notices.Urls urls, List<String> envelopes) throws SQLException {
        this.trust = trust;
        this.urls = urls;
        this.envelopes = envelopes;
        try (Connection owner = postgres.connect("onestop_owner");
                Statement statement = owner.createStatement()) {
            statement.execute("create schema bench");
            // As its documentation has it.
            statement.execute("""
                    create table bench.scheduled_tasks (
                        task_name            text not null,
                        task_instance        text not null,
                        task_data            bytea,
                        execution_time       timestamptz not null,
                        picked               boolean not null,
                        picked_by            text,
                        last_success         timestamptz,
                        last_failure         timestamptz,
                        consecutive_failures int,
                        last_heartbeat       timestamptz,
                        version              bigint not null,
                        priority             smallint,
                        primary key (task_name, task_instance)
                    );
                    create index on bench.scheduled_tasks (execution_time);
                    create index on bench.scheduled_tasks (last_heartbeat);
                    """);
        }
        pool.setJdbcUrl(postgres.url());
        pool.setUsername("onestop_owner");
        pool.setPassword(postgres.password("onestop_owner"));
        pool.setSchema("bench");
        pool.setMaximumPoolSize(24);
        OneTimeTask<Post> task = Tasks.oneTime("post", Post.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, Instant.now().plusSeconds(5)))
                .execute((instance, context) -> post(instance.getData()));
        scheduler = Scheduler.create(pool, task)
                .threads(AT_ONCE)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(Duration.ofMillis(100))
                .pollUsingLockAndFetch(0.5, 4.0)
                // The dead and the flapping would fill the log with traces, which costs the peer what the product does
                // not pay.
                .failureLogging(LogLevel.OFF, false)
                .build();
    }

    /** Posts a second to those who are well. */
    double run(int seconds) throws InterruptedException {
        scheduler.start();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        AtomicLong committed = new AtomicLong();
        List<Thread> committers = new ArrayList<>();
        for (int i = 0; i < Notices.COMMITTERS; i++) {
            committers.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < end) {
                    if (committed.get() * (Notices.AGENCIES - Notices.ILL) / Notices.AGENCIES - well.get()
                            < Notices.UNDER_WAY) {
                        scheduler.scheduleBatch(application(), Instant.now());
                        committed.addAndGet(Notices.ITEMS);
                    } else {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
            }));
        }
        Thread.sleep(1_000);
        long begun = System.nanoTime();
        long before = well.get();
        for (Thread one : committers) {
            one.join();
        }
        long carried = well.get() - before;
        if (carried == 0) {
            throw new IllegalStateException("db-scheduler posted nothing to those who are well");
        }
        return carried * 1e9 / (System.nanoTime() - begun);
    }

    private List<TaskInstance<?>> application() {
        List<TaskInstance<?>> posts = new ArrayList<>();
        for (int i = 0; i < Notices.ITEMS; i++) {
            int number = made.getAndIncrement();
            String id = UUID.randomUUID().toString();
            posts.add(POST.instance(id)
                    .data(new Post(
                            urls.of(number % Notices.AGENCIES),
                            id,
                            envelopes.get(Math.floorMod(number, envelopes.size()))))
                    .build());
        }
        return posts;
    }

    private void post(Post post) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        byte[] message = (post.id() + "." + timestamp + "." + post.body()).getBytes(StandardCharsets.UTF_8);
        String signature =
                "v1a," + Base64.getEncoder().encodeToString(trust.sign(message).getFirst());
        HttpRequest request = HttpRequest.newBuilder(URI.create(post.url()))
                .timeout(Duration.ofSeconds(15))
                .header("content-type", "application/cloudevents+json")
                .header("webhook-id", post.id())
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(post.body()))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("refused");
            }
        } catch (IOException e) {
            throw new IllegalStateException("nobody there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (urls.isWell(post.url())) {
            well.incrementAndGet();
        }
    }

    @Override
    public void close() {
        scheduler.stop();
        client.shutdownNow();
        pool.close();
    }
}
