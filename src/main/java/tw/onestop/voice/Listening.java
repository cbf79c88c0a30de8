package tw.onestop.voice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** 聆聽: one item after the other, at the listener's own pace. */
final class Listening {

    private final Standing standing;
    private int at = -1;

    Listening(Standing standing) {
        this.standing = standing;
    }

    /** How many there are, and what can be pressed. */
    List<Phrase> begin() {
        at = 0;
        List<Phrase> phrases = new ArrayList<>();
        phrases.add(Phrase.of("items", new Phrase.Count(standing.entries().size())));
        phrases.add(Phrase.of("items.keys"));
        phrases.addAll(here());
        return phrases;
    }

    /** The next item; after the last what can be done then. */
    List<Phrase> next() {
        at = Math.min(at + 1, standing.entries().size());
        return here();
    }

    boolean over() {
        return at >= standing.entries().size();
    }

    /** What a key says; empty for one that means nothing here. */
    Optional<List<Phrase>> key(char key) {
        return switch (key) {
            case '0' -> Optional.of(telephone(standing.office()));
            case '1' -> Optional.of(here());
            case '2' -> Optional.of(over() ? here() : telephone(entry().agency()));
            case '3' -> Optional.of(next());
            case '4' -> {
                at = Math.max(at - 1, 0);
                yield Optional.of(here());
            }
            case '7' -> {
                at = 0;
                yield Optional.of(here());
            }
            case '*' -> Optional.of(List.of(Phrase.of("items.keys"), Phrase.of("items.keys.more")));
            default -> Optional.empty();
        };
    }

    private Standing.Entry entry() {
        return standing.entries().get(at);
    }

    private List<Phrase> here() {
        if (over()) {
            return List.of(Phrase.of("over"));
        }
        Standing.Entry entry = entry();
        List<Phrase> phrases = new ArrayList<>(List.of(
                Phrase.of("item", new Phrase.Ordinal(at + 1)),
                entry.agency().name(),
                entry.what(),
                entry.status(),
                entry.means()));
        LocalDate day = entry.expectedOn();
        if (day != null) {
            phrases.add(Phrase.of(
                    "expected", Phrase.of("month." + day.getMonthValue()), new Phrase.Ordinal(day.getDayOfMonth())));
        }
        return phrases;
    }

    /** Twice, since a number is written down. */
    private static List<Phrase> telephone(Standing.Contact contact) {
        if (contact.phone().isEmpty()) {
            return List.of(Phrase.of("telephone.none", contact.name()));
        }
        Phrase number = new Phrase.Digits(contact.phone());
        return List.of(Phrase.of("telephone", contact.name(), number), Phrase.of("telephone.again", number));
    }
}
