package tw.proof;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tw.proof.Browser.Page;

/**
 * 櫃檯工作: clerks who file address changes one after another, and who, when the product goes away under their hands, sign in
 * again and go on with the sitting that stands where they left it.
 */
final class Load {

    private final Demonstration demo;
    private final AtomicInteger left;
    private final AtomicInteger serial = new AtomicInteger();
    private final Queue<String> households = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> receipts = new ConcurrentHashMap<>();
    private final AtomicInteger interruptions = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final List<Thread> clerks = new ArrayList<>();
    private volatile @Nullable Exception failure;

    /** The village that everybody moves within; its office is the clerks'. */
    private static final String VILLAGE = "連江縣南竿鄉介壽村";

    private static final String OFFICE = "09007010";

    Load(Demonstration demo, int applications) {
        this.demo = demo;
        this.left = new AtomicInteger(applications);
    }

    /** Finds households to move, then sets the clerks to work. */
    void start(int numberOfClerks) throws IOException, SQLException {
        Demonstration.Account account = demo.clerks(OFFICE).getFirst();
        try (Clerk finder = new Clerk(demo.baseUrl(), account.username(), account.password())) {
            finder.signIn();
            for (int neighbourhood = 1; neighbourhood <= 40; neighbourhood++) {
                households.addAll(finder.households(VILLAGE + "%03d鄰".formatted(neighbourhood)));
            }
        }
        if (households.size() < numberOfClerks) {
            throw new IOException("found only " + households.size() + " households in " + VILLAGE);
        }
        for (Demonstration.Account colleague : demo.colleagues(account, numberOfClerks)) {
            clerks.add(Thread.ofVirtual().name(colleague.username()).start(() -> work(colleague)));
        }
    }

    /** Receipt number to the number of items it lists. */
    Map<String, Integer> receipts() {
        return receipts;
    }

    int remaining() {
        return Math.max(left.get(), 0);
    }

    int interruptions() {
        return interruptions.get();
    }

    /** Sittings cut off before their form was typed, and so without a receipt. */
    int givenUp() {
        return givenUp.get();
    }

    boolean isWorking() {
        return clerks.stream().anyMatch(Thread::isAlive);
    }

    /**
     * @throws IOException with what a clerk could not do although the product was up
     */
    void check() throws IOException {
        Exception seen = failure;
        if (seen != null) {
            throw new IOException("a clerk could not go on: " + seen.getMessage(), seen);
        }
    }

    private void work(Demonstration.Account account) {
        String household = households.remove();
        String sitting = null;
        Clerk clerk = null;
        int failedInARow = 0;
        while (failure == null && (sitting != null || left.getAndDecrement() > 0)) {
            try {
                if (clerk == null) {
                    clerk = new Clerk(demo.baseUrl(), account.username(), account.password());
                    clerk.signIn();
                }
                if (sitting == null) {
                    Page form = clerk.begin(household);
                    sitting = sittingOf(form);
                    String street = "驗證路%d號".formatted(serial.incrementAndGet());
                    clerk.conclude(clerk.agree(clerk.typeAddress(form, VILLAGE, 1, street)));
                }
                String receipt = resume(clerk, sitting);
                if (receipt != null) {
                    receipts.put(receipt, itemsOn(clerk, receipt));
                }
                sitting = null;
                households.add(household);
                household = households.remove();
                failedInARow = 0;
            } catch (IOException | RuntimeException gone) {
                interruptions.incrementAndGet();
                if (sitting == null) {
                    left.incrementAndGet(); // it was not begun, so it is still to do
                }
                clerk = null;
                // While the product is away every try fails; a clerk who fails when it is up has found something.
                if (demo.isUp() && ++failedInARow > 3) {
                    failure = gone;
                }
                try {
                    Demonstration.pause(500);
                } catch (IOException stopped) {
                    return;
                }
            }
        }
    }

    /** What became of a sitting: its receipt, after the notices when they were still to come; null when it had not begun. */
    private @Nullable String resume(Clerk clerk, String sitting) throws IOException {
        Page done = clerk.browser().get(sitting + "/done");
        if (done.uri().getPath().endsWith("/done")) {
            return Clerk.receiptNo(done);
        }
        Page notices = clerk.browser().get(sitting + "/notices");
        if (notices.status() >= 500) {
            throw new IOException("the notices are answered with " + notices.status());
        }
        try {
            return clerk.conclude(clerk.agree(notices));
        } catch (IllegalStateException notTyped) {
            // It was cut off before its form was typed: the clerk gives it up and begins the next.
            givenUp.incrementAndGet();
            return null;
        }
    }

    private static int itemsOn(Clerk clerk, String receipt) throws IOException {
        Page page = clerk.browser().get("/counter/receipts/" + receipt.replaceAll("\\D", ""));
        if (page.status() != 200) {
            throw new IOException("receipt " + receipt + " is answered with " + page.status());
        }
        return page.document().select("table.items").first() == null
                ? 0
                : page.document().select("[data-item]").size();
    }

    private static String sittingOf(Page form) {
        String path = form.uri().getPath();
        return path.substring(0, path.indexOf("/forms/"));
    }
}
