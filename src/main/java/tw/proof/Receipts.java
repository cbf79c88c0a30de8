package tw.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** 收執聯, as a clerk of the demo hands them out: for programs that ask about them as citizens do. */
public final class Receipts {

    private static final String OFFICE = "09007010";
    private static final String VILLAGE = "連江縣南竿鄉介壽村";
    private static final int NEIGHBOURHOODS = 40;
    private static final int NOTICES = 3;

    private Receipts() {}

    /** Number and code, as printed. */
    public record Receipt(String number, String code) {}

    /** So many of them, each of another household that moved. */
    public static List<Receipt> of(Demonstration demo, int wanted) throws IOException {
        Demonstration.Account account = demo.clerks(OFFICE).getFirst();
        List<Receipt> receipts = new ArrayList<>();
        try (Clerk clerk = new Clerk(demo.baseUrl(), account.username(), account.password())) {
            clerk.signIn();
            for (int neighbourhood = 1; receipts.size() < wanted && neighbourhood <= NEIGHBOURHOODS; neighbourhood++) {
                for (String household : clerk.households(VILLAGE + "%03d鄰".formatted(neighbourhood))) {
                    if (receipts.size() < wanted) {
                        add(clerk, household, receipts);
                    }
                }
            }
        }
        return receipts;
    }

    private static void add(Clerk clerk, String household, List<Receipt> receipts) throws IOException {
        try {
            String street = "語音路%d號".formatted(receipts.size() + 1);
            String number = clerk.conclude(
                            clerk.agree(clerk.typeAddress(clerk.begin(household), VILLAGE, 1, street), NOTICES))
                    .replaceAll("\\D", "");
            String code = clerk.browser()
                    .get("/counter/receipts/" + number)
                    .document()
                    .select("td.big.latin")
                    .getLast()
                    .text();
            receipts.add(new Receipt(number, code.replaceAll("\\D", "")));
        } catch (RuntimeException unfit) {
            // A household that cannot be moved by its head alone is left out.
            return;
        }
    }
}
