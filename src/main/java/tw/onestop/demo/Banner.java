package tw.onestop.demo;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** 開場: where to click and who to be. */
final class Banner {

    /** Nobody plays them. */
    private static final String BY_HAND = "自行回復 by hand";

    private final Screen screen;

    Banner(Screen screen) {
        this.screen = screen;
    }

    void show(DemoFile demo, String county, Path data, boolean training, TestCards cards) {
        screen.title("戶政一站式服務  One counter, whole journey");
        screen.line("");
        screen.line("    %s  %s".formatted(screen.bold("開啟 Open"), screen.link(demo.baseUrl() + "/")));
        screen.row("查詢進度 progress", 18, demo.baseUrl() + "/progress");
        screen.row("介面文件 API", 18, demo.baseUrl() + "/docs/api");
        screen.row("代收銀行 bank", 18, demo.bank().simulator() + screen.dim("  以銷帳編號繳款 pay a slip by its number"));
        screen.row(
                "電話語音 telephone",
                18,
                demo.voice().number() + screen.dim("  或 or ./onestop voice call --number … --code …"));
        if (training) {
            screen.row(
                    "練習模式 training",
                    18,
                    demo.baseUrl() + "/counter/training" + screen.dim("  戶籍員、主管登入後 for a clerk or supervisor"));
        }
        screen.row(
                "服務統計 figures",
                18,
                demo.baseUrl() + "/statistics" + screen.dim("  示範資料 made up, and counted from synthetic cases"));
        screen.row(
                "讀卡機 card reader",
                18,
                cards.hasReader()
                        ? "http://localhost:%d/".formatted(CardReader.PORT)
                                + screen.dim("  自然人憑證測試卡 test cards, PIN " + cards.pin())
                        : screen.dim("另一個程式占用了 port %d another program has it".formatted(CardReader.PORT)));
        screen.line("    "
                + screen.dim("%s的居民全為模擬資料。 All residents are synthetic; any likeness is chance.".formatted(county)));
        screen.heading("登入 Sign in as");
        for (DemoFile.Staff s :
                demo.staff().stream().filter(s -> s.agency() == null).toList()) {
            screen.row(s.username(), 30, Screen.pad(s.password(), 16) + screen.dim(s.name()));
        }
        List<DemoFile.Staff> officers =
                demo.staff().stream().filter(s -> s.agency() != null).toList();
        screen.heading("機關 Agencies %s".formatted(screen.dim("(officer: user, password; simulator's page)")));
        for (DemoFile.Receiver agency : demo.agencies()) {
            officers.stream()
                    .filter(s -> agency.users().contains(s.username()))
                    .forEach(s -> screen.row(
                            s.username(),
                            30,
                            Screen.pad(s.password(), 16)
                                    + Screen.pad(String.valueOf(agency.simulator()), 24)
                                    + screen.dim(agency.name())));
        }
        officers.stream()
                .filter(s -> demo.agencies().stream().noneMatch(a -> a.code().equals(s.agency())))
                .forEach(s -> screen.row(
                        s.username(),
                        30,
                        Screen.pad(s.password(), 16) + Screen.pad(BY_HAND, 24) + screen.dim(s.name())));
        screen.line("    "
                + screen.dim(
                        "各項業務逐項試辦，見 README「Every programme, from counter to citizen」。 Step by step in the README."));
        screen.heading("民眾 Citizens to try");
        Set<String> shown = new HashSet<>();
        demo.citizens().stream()
                .filter(c -> shown.add(c.about().substring(0, c.about().indexOf(' '))))
                .forEach(c -> screen.row(c.nationalId(), 12, Screen.pad(c.name(), 16) + screen.dim(c.about())));
        screen.line("");
        screen.line("  "
                + screen.dim("%d citizens and all secrets: %s"
                        .formatted(demo.citizens().size(), data.resolve(DemoFile.NAME))));
        screen.line("  " + screen.dim("logs: %s".formatted(data.resolve("logs"))));
        screen.line("  Ctrl-C 結束；下次啟動延續資料。 Ctrl-C stops everything; the next start continues.");
        screen.line("");
    }
}
