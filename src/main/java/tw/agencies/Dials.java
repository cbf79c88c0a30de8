package tw.agencies;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** How one agency's dials stand; what is not named is off. */
record Dials(Map<Dial, Double> settings) {

    static final Dials ALL_OFF = new Dials(Map.of());

    Dials {
        settings = Map.copyOf(settings);
    }

    /** Reads {@code twice+late:20}, the part of the flag that stands behind {@code AGENCY=}, on top of these settings. */
    Dials with(String text) {
        Dials result = this;
        for (String part : text.split("\\+", -1)) {
            int colon = part.indexOf(':');
            String flag = colon < 0 ? part : part.substring(0, colon);
            Dial dial = Dial.named(flag).orElseThrow(() -> new WrongUsage("'%s' is no way to fail".formatted(flag)));
            result = result.with(dial, colon < 0 ? dial.unit.whenOmitted : dial.parse(part.substring(colon + 1)));
        }
        return result;
    }

    /** Turns the dials that a form names; one left empty is turned off. */
    Dials with(Map<String, String> form) {
        Dials result = this;
        for (Map.Entry<String, String> field : form.entrySet()) {
            Dial dial = Dial.named(field.getKey())
                    .orElseThrow(() -> new WrongUsage("'%s' is no way to fail".formatted(field.getKey())));
            result = result.with(
                    dial,
                    field.getValue().isBlank() ? 0 : dial.parse(field.getValue().strip()));
        }
        return result;
    }

    Dials with(Dial dial, double value) {
        Map<Dial, Double> changed = new EnumMap<>(Dial.class);
        changed.putAll(settings);
        changed.put(dial, value);
        changed.values().removeIf(setting -> setting == 0);
        return new Dials(changed);
    }

    double value(Dial dial) {
        return settings.getOrDefault(dial, 0.0);
    }

    boolean on(Dial dial) {
        return settings.containsKey(dial);
    }

    /** Throws the dice: true as often as the dial says. */
    boolean strikes(Dial dial) {
        return on(dial) && ThreadLocalRandom.current().nextDouble() < value(dial);
    }

    Duration duration(Dial dial) {
        return Duration.ofMillis((long) (value(dial) * (dial.unit == Dial.Unit.SECONDS ? 1_000 : 1)));
    }

    /** 'as usual', or the settings in the flag's own words. */
    @Override
    public String toString() {
        if (settings.isEmpty()) {
            return "as usual";
        }
        StringBuilder text = new StringBuilder();
        new EnumMap<>(settings).forEach((dial, value) -> {
            text.append(text.isEmpty() ? "" : "+").append(dial.flag);
            if (dial.unit != Dial.Unit.SWITCH) {
                text.append(':').append(plain(value));
            }
        });
        return text.toString();
    }

    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
