package tw.proof;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import tw.proof.Browser.Page;

/** A registration clerk at the counter's pages: signs in, finds people, files address changes with notices. */
public final class Clerk implements AutoCloseable {

    private final Browser browser;
    private final String username;
    private final String password;

    public Clerk(String baseUrl, String username, String password) {
        this.browser = new Browser(baseUrl);
        this.username = username;
        this.password = password;
    }

    /** The pages as this clerk's browser sees them. */
    public Browser browser() {
        return browser;
    }

    /**
     * @throws IllegalStateException when the product does not let the clerk in
     */
    public void signIn() throws IOException {
        Page page = browser.get("/sign-in");
        Page after = browser.submit(page, page.form("/sign-in"), Map.of("username", username, "password", password));
        if (after.status() != 200 || after.uri().getPath().contains("sign-in")) {
            throw new IllegalStateException("sign-in of " + username + " was answered with " + after.status() + " at "
                    + after.uri().getPath());
        }
    }

    /** Addresses of the pages of people found by what the search box takes. */
    public List<String> find(String words, String by) throws IOException {
        Page page = browser.get("/counter");
        Page found = browser.submit(page, page.form("/counter/search"), Map.of("q", words, "by", by));
        return found.document().select("a[data-result]").eachAttr("href");
    }

    /** The pages of one person of every household found. */
    public List<String> households(String words) throws IOException {
        Page page = browser.get("/counter");
        Page found = browser.submit(page, page.form("/counter/search"), Map.of("q", words, "by", "address"));
        Map<String, String> byHousehold = new LinkedHashMap<>();
        for (Element row : found.document().select("table[data-results] tbody tr")) {
            Element link = row.selectFirst("a[data-result]");
            Element household = row.select("td").get(4);
            if (link != null) {
                byHousehold.putIfAbsent(household.text(), link.attr("href"));
            }
        }
        return new ArrayList<>(byHousehold.values());
    }

    /** Opens a sitting for an address change of the person's whole household; the page of its form. */
    public Page begin(String personPage) throws IOException {
        Page page = browser.get(personPage);
        FormElement form = page.form("/counter/sittings");
        Element head = form.selectFirst("input[name=person]");
        if (head == null) {
            throw new IllegalStateException("nobody to act for on " + page.uri().getPath());
        }
        return expect(browser.submit(page, form, Map.of("kind", "ADDR", "person", head.attr("value"))), "/forms/");
    }

    /** Fills in the form and goes on to the notices. */
    public Page typeAddress(Page page, String village, int neighbourhood, String street) throws IOException {
        FormElement form = page.form(page.uri().getPath());
        Map<String, String> typed = new LinkedHashMap<>();
        for (Element input : form.select("input[name$=.street]")) {
            String name = input.attr("name").substring(0, input.attr("name").length() - ".street".length());
            typed.put(name + ".village", village);
            typed.put(name + ".neighbourhood", Integer.toString(neighbourhood));
            typed.put(name + ".street", street);
        }
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Taipei"));
        typed.put("v.eventDate", today.toString());
        form.select("input[type=radio][value=WHOLE]").forEach(radio -> typed.put(radio.attr("name"), "WHOLE"));
        typed.put(
                "v.evidence",
                String.join(",", form.select("input[name=v.evidence]").eachAttr("value")));
        typed.put("then", "next");
        return expect(browser.submit(page, form, typed), "/notices");
    }

    /** Ticks what fits, types the extra keys by their examples, agrees and signs; the page for review. */
    public Page agree(Page page) throws IOException {
        return sign(browser.submit(page, page.form("/notices"), Map.of("then", "all")));
    }

    /** The same with so many notices, of as many agencies, as one citizen has them; the page for review. */
    public Page agree(Page page, int notices) throws IOException {
        Map<String, Element> byAgency = new LinkedHashMap<>();
        for (Element box : page.document().select("input[name=choices]")) {
            byAgency.putIfAbsent(box.attr("value").replaceFirst("/.*", ""), box);
        }
        byAgency.values().stream().limit(notices).forEach(box -> box.attr("checked", true));
        return sign(browser.submit(page, page.form("/notices"), Map.of("then", "stay")));
    }

    private Page sign(Page ticked) throws IOException {
        FormElement form = ticked.form("/notices");
        Map<String, String> typed = new LinkedHashMap<>();
        for (Element key : form.select("input[name^=key.]")) {
            Element example = ticked.document().getElementById(key.id() + "-eg");
            typed.put(key.attr("name"), example == null ? "" : example.text().replaceFirst("^.*[：:]\\s*", ""));
        }
        typed.put("phone", "0836-22333");
        typed.put("consent", "yes");
        typed.put("signature", Signature.dataUrl());
        typed.put("then", "next");
        return expect(browser.submit(ticked, form, typed), "/review");
    }

    /** Concludes; the receipt's number. */
    public String conclude(Page review) throws IOException {
        Page done = expect(browser.submit(review, review.form("/conclude"), Map.of()), "/done");
        return receiptNo(done);
    }

    /** The receipt's number on the page that says all is done. */
    public static String receiptNo(Page done) {
        Element number = done.document().selectFirst(".counter-done__no");
        if (number == null) {
            throw new IllegalStateException("no receipt number on " + done.uri().getPath());
        }
        return number.text();
    }

    @Override
    public void close() {
        browser.close();
    }

    private static Page expect(Page page, String place) {
        if (page.status() != 200 || !page.uri().getPath().contains(place)) {
            throw new IllegalStateException("expected " + place + " but got " + page.status() + " at "
                    + page.uri().getPath() + ": "
                    + page.document().select(".govuk-error-summary, h1").text());
        }
        return page;
    }
}
