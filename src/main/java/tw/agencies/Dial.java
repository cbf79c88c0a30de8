package tw.agencies;

import java.util.Arrays;
import java.util.Optional;

/** 行為設定: the ways in which an agency can be told to misbehave; the flag, the help and the page are made from these. */
enum Dial {
    SLOW("slow", Unit.MILLIS, "變慢：收件後延遲才回應", "takes the notice, then answers so much later"),
    DOWN("down", Unit.SWITCH, "停機：一律回 503，不取件、不回覆", "closed: answers 503, neither pulls nor replies"),
    REFUSE("refuse", Unit.SECONDS, "拒絕連線：連接埠關閉若干秒（含本頁）", "really closes its port for so long, this page with it"),
    FAIL("fail", Unit.CHANCE, "故障：未收件即回 500", "answers 500 and takes nothing"),
    DROP("drop", Unit.CHANCE, "斷線：已收件但不回應", "takes the notice, then cuts the connection unanswered"),
    SWALLOW("swallow", Unit.CHANCE, "吞件：回 2xx 但未入帳", "acknowledges the notice and keeps nothing of it"),
    LOSE_REPLIES(
            "lose-replies",
            Unit.CHANCE,
            "回覆遺失：每次嘗試可能去程或回程遺失",
            "loses that share of its tries to reply, on the way there or back"),
    TWICE("twice", Unit.SWITCH, "重複回覆：同一結果再回一次", "sends every reply again under another Idempotency-Key"),
    LATE("late", Unit.SECONDS, "遲延回覆", "replies so much later"),
    OUT_OF_ORDER("out-of-order", Unit.SWITCH, "順序顛倒：先回完成，再回已接收", "sends COMPLETED first and RECEIVED after it"),
    REJECT("reject", Unit.CHANCE, "不予核准；半數隨後才補聯絡紀錄", "rejects; half of them name the contact only in a later reply"),
    ROTATE("rotate", Unit.SECONDS, "定期更換加密金鑰", "makes and registers a new encryption key every so often");

    /** How a dial is measured, and what an omitted value means. */
    enum Unit {
        SWITCH("", 1, 1, 1),
        CHANCE("0–1", 1, 1, 0.01),
        MILLIS("ms", 5_000, 3_600_000, 1),
        SECONDS("s", 30, 86_400, 1);

        final String symbol;
        final double whenOmitted;
        final double most;
        final double step;

        Unit(String symbol, double whenOmitted, double most, double step) {
            this.symbol = symbol;
            this.whenOmitted = whenOmitted;
            this.most = most;
            this.step = step;
        }
    }

    final String flag;
    final Unit unit;
    final String chinese;
    final String english;

    Dial(String flag, Unit unit, String chinese, String english) {
        this.flag = flag;
        this.unit = unit;
        this.chinese = chinese;
        this.english = english;
    }

    static Optional<Dial> named(String flag) {
        return Arrays.stream(values()).filter(dial -> dial.flag.equals(flag)).findFirst();
    }

    /**
     * @throws WrongUsage when the text is no number between 0 and the most this dial can be
     */
    double parse(String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= unit.most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told in the same words as a number out of range
        }
        throw new WrongUsage("'%s' takes a number from 0 to %s, not '%s'"
                .formatted(flag, unit.most == 1 ? "1" : "%.0f".formatted(unit.most), text));
    }
}
