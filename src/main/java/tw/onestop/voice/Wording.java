package tw.onestop.voice;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * 語句措辭: phrases as the pieces that are spoken one after the other. A sentence is cut where something stands in it, so that there
 * are few pieces, each of which a person can record.
 */
@Component
class Wording {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Pattern EXTENSION = Pattern.compile("(?i)(?:\\s*(?:#|轉|分機|ext\\.?))+\\s*");
    private static final Pattern BETWEEN = Pattern.compile("[^0-9#]+");
    private static final String HAN = "零一二三四五六七八九";

    private final MessageSource messages;

    Wording(MessageSource messages) {
        this.messages = messages;
    }

    List<Prompts.Piece> pieces(List<Turn.Said> said) {
        List<Prompts.Piece> pieces = new ArrayList<>();
        said.forEach(one -> add(one.tongue(), one.phrase(), pieces));
        return pieces;
    }

    private void add(Tongue tongue, Phrase phrase, List<Prompts.Piece> pieces) {
        switch (phrase) {
            case Phrase.Sentence(String key, List<Phrase> with) -> sentence(tongue, key, with, pieces);
            case Phrase.Digits(String number) -> digits(tongue, number, pieces);
            case Phrase.Ordinal(int value) -> pieces.add(number(tongue, value));
            case Phrase.Count(int value) -> pieces.add(count(tongue, value));
            case Phrase.Name(String zh, String en) -> {
                String name = tongue == Tongue.ENGLISH && !en.isBlank() ? en : zh;
                pieces.add(new Prompts.Piece(tongue, name, name));
            }
        }
    }

    private void sentence(Tongue tongue, String key, List<Phrase> with, List<Prompts.Piece> pieces) {
        String pattern = text(tongue, key);
        String name = key.substring(key.indexOf('.') + 1);
        Matcher place = PLACE.matcher(pattern);
        int part = 1;
        int from = 0;
        while (place.find()) {
            literal(tongue, name + "-" + part++, pattern.substring(from, place.start()), pieces);
            add(tongue, with.get(Integer.parseInt(place.group(1))), pieces);
            from = place.end();
        }
        literal(tongue, from == 0 ? name : name + "-" + part, pattern.substring(from), pieces);
    }

    private static void literal(Tongue tongue, String name, String text, List<Prompts.Piece> pieces) {
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            pieces.add(new Prompts.Piece(tongue, name, text.strip()));
        }
    }

    private void digits(Tongue tongue, String typed, List<Prompts.Piece> pieces) {
        String number = dialled(typed);
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '0' && c <= '9') {
                pieces.add(new Prompts.Piece(tongue, "digit." + c, text(tongue, "voice.digit." + c)));
            } else if (c == '#') {
                pieces.add(new Prompts.Piece(tongue, "digit.extension", text(tongue, "voice.digit.extension")));
            } else if (i > 0) {
                pieces.add(Prompts.Piece.pause(tongue));
            }
        }
    }

    /** As people type telephone numbers: digits of any width, extensions by any word; whatever else stands between is one pause. */
    private static String dialled(String typed) {
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        return BETWEEN.matcher(EXTENSION.matcher(plain).replaceAll("#")).replaceAll("-");
    }

    private static Prompts.Piece number(Tongue tongue, int value) {
        return new Prompts.Piece(
                tongue, "number." + value, tongue == Tongue.ENGLISH ? Integer.toString(value) : han(value));
    }

    /** 兩項, but 第二項. */
    private Prompts.Piece count(Tongue tongue, int value) {
        return value == 2 ? new Prompts.Piece(tongue, "count.2", text(tongue, "voice.count.2")) : number(tongue, value);
    }

    /** Numerals up to ninety-nine; what is beyond is left to who speaks. */
    private static String han(int value) {
        if (value < 0 || value > 99) {
            return Integer.toString(value);
        }
        if (value < 10) {
            return HAN.substring(value, value + 1);
        }
        String tens = value < 20 ? "" : han(value / 10);
        return tens + "十" + (value % 10 == 0 ? "" : han(value % 10));
    }

    private String text(Tongue tongue, String key) {
        return messages.getMessage(key, null, tongue.locale());
    }
}
