package tw.onestop.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 聯絡方式 as typed: agencies call or write when they refuse, so there must be one. */
record Contact(String phone, String email) {

    private static final Pattern PHONE = Pattern.compile("(?:0\\d{8,9}|\\+\\d{9,14})(?:#\\d{1,6})?");
    private static final Pattern MOBILE = Pattern.compile("(?:09|\\+8869)\\d{8}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]{2,}");
    private static final int LONGEST_EMAIL = 254;

    static Contact of(NoticeForm form) {
        return new Contact(
                Text.halfWidth(form.phone()).replaceAll("[\\s()-]", ""),
                Text.halfWidth(form.email()).strip());
    }

    /** What messages it lets be sent; others cannot be wished for. */
    List<Refusal> refusals(Set<NoticeForm.Message> messages) {
        List<Refusal> refusals = refusals();
        if (messages.contains(NoticeForm.Message.SMS) && !MOBILE.matcher(phone).matches()) {
            refusals.add(Refusal.of("message.SMS", "clearing.message.mobile"));
        }
        if (messages.contains(NoticeForm.Message.EMAIL) && email.isEmpty()) {
            refusals.add(Refusal.of("message.EMAIL", "clearing.message.email"));
        }
        return refusals;
    }

    private List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        if (phone.isEmpty() && email.isEmpty()) {
            refusals.add(Refusal.of("phone", "notice.contact.missing"));
        }
        if (!phone.isEmpty() && !PHONE.matcher(phone).matches()) {
            refusals.add(Refusal.of("phone", "notice.phone.format"));
        }
        if (!email.isEmpty()
                && (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches())) {
            refusals.add(Refusal.of("email", "notice.email.format"));
        }
        return refusals;
    }
}
