package tw.agencies;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The pieces of {@code page.html} that change. Every text from outside goes through {@link #escape}. */
final class PageParts {

    private final Agency agency;
    private final Casebook casebook;

    PageParts(Agency agency, Casebook casebook) {
        this.agency = agency;
        this.casebook = casebook;
    }

    Map<String, String> all(String problem) {
        Dials dials = agency.dials();
        return Map.of(
                "name", escape(agency.name()),
                "code", escape(agency.code()),
                "mood",
                        dials.settings().isEmpty()
                                ? "正常運作 <span lang=\"en\">as usual</span>"
                                : escape(dials.toString()),
                "moodClass", dials.settings().isEmpty() ? "well" : "unwell",
                "figures", figures(),
                "problem", problem.isEmpty() ? "" : "<p class=\"problem\" role=\"alert\">" + escape(problem) + "</p>",
                "dials", dials(dials),
                "rotate", agency.encrypts() ? ROTATE : "",
                "notices", notices());
    }

    private static final String ROTATE = """
            <form method="post" action="/rotate"><button class="quiet">立即更換加密金鑰 <span lang="en">Rotate key now</span></button></form>""";

    private String figures() {
        String door = switch (agency.door()) {
            case WEBHOOK -> "推送 webhook";
            case PULL -> "拉取 pull";
            case FILE -> "檔案 SFTP";
        };
        String sealed = agency.encrypts() ? "加密（%d 把金鑰）".formatted(agency.keyCount()) : "未加密";
        return figure("收件方式", "Door", door + "，" + sealed)
                + figure("已收通報", "Received", Long.toString(casebook.received()))
                + figure("重複送達", "Duplicates", Long.toString(casebook.duplicates()))
                + figure(
                        "尚待回覆", "Replies owed", Integer.toString(casebook.open().size()));
    }

    private static String figure(String chinese, String english, String value) {
        return "<div><dt>%s <span lang=\"en\">%s</span></dt><dd>%s</dd></div>%n".formatted(chinese, english, value);
    }

    private static String dials(Dials dials) {
        StringBuilder rows = new StringBuilder();
        for (Dial dial : Dial.values()) {
            rows.append("""
                    <label class="dial%s" for="%s"><span><b>%s</b><span lang="en">%s</span></span>%s</label>
                    """.formatted(
                            dials.on(dial) ? " on" : "", dial.flag, dial.chinese, dial.english, field(dial, dials)));
        }
        return rows.toString();
    }

    private static String field(Dial dial, Dials dials) {
        if (dial.unit == Dial.Unit.SWITCH) {
            boolean on = dials.on(dial);
            return "<span><select id=\"%s\" name=\"%s\"><option value=\"0\">關 off</option><option value=\"1\"%s>開 on</option></select></span>"
                    .formatted(dial.flag, dial.flag, on ? " selected" : "");
        }
        return "<span><input id=\"%s\" name=\"%s\" type=\"number\" min=\"0\" max=\"%s\" step=\"%s\" value=\"%s\"> %s</span>"
                .formatted(
                        dial.flag,
                        dial.flag,
                        Dials.plain(dial.unit.most),
                        Dials.plain(dial.unit.step),
                        Dials.plain(dials.value(dial)),
                        dial.unit.symbol);
    }

    private String notices() {
        String rows = agency.recent().stream().map(PageParts::row).collect(Collectors.joining());
        return rows.isEmpty()
                ? "<tr><td colspan=\"4\" class=\"none\">尚未收到通報 <span lang=\"en\">Nothing received yet</span></td></tr>"
                : rows;
    }

    private static String row(Casebook.Shown shown) {
        Case about = shown.about();
        return """
                <tr><td class="number">%s</td><td>%s<br><code>%s</code></td><td>%s</td><td>%s</td></tr>
                """.formatted(
                escape(about.sequence()), escape(about.type()), escape(about.id()), data(shown.data()), state(about));
    }

    private static String data(@Nullable JsonNode data) {
        return data == null
                ? "<span class=\"none\">內容未留存（前次啟動所收） <span lang=\"en\">not kept from an earlier run</span></span>"
                : "<details><summary>內容 <span lang=\"en\">Data</span></summary><pre>%s</pre></details>"
                        .formatted(escape(data.toPrettyString()));
    }

    private static String state(Case about) {
        String told = about.told().stream().map(reply -> "已回覆 " + status(reply)).collect(Collectors.joining("<br>"));
        String open = about.open().stream()
                .map(reply -> "<i>待回覆 " + status(reply) + "</i>")
                .collect(Collectors.joining("<br>"));
        String answer = about.lastAnswer().isEmpty() ? "" : " <small>HTTP " + escape(about.lastAnswer()) + "</small>";
        return told + answer + (told.isEmpty() || open.isEmpty() ? "" : "<br>") + open;
    }

    private static String status(Reply reply) {
        return "<abbr title=\"%s\">%s</abbr>"
                .formatted(reply.body().status(), reply.body().status().chinese);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
