package tw.onestop.joining;

import java.util.ArrayList;
import java.util.List;

/** 代理人 of the single window: who is called where the window's person is away. */
public record Deputy(String name, String phone) {

    /** How many an application may name. */
    public static final int MOST = 9;

    /** As typed, line by line; what was left empty in between is no deputy. */
    static List<Deputy> of(Answers answers) {
        List<String> names = answers.all("deputyName");
        List<String> phones = answers.all("deputyPhone");
        List<Deputy> deputies = new ArrayList<>();
        for (int i = 0; i < Math.max(names.size(), phones.size()); i++) {
            Deputy deputy = new Deputy(at(names, i), at(phones, i));
            if (!deputy.name.isEmpty() || !deputy.phone.isEmpty()) {
                deputies.add(deputy);
            }
        }
        return deputies;
    }

    private static String at(List<String> typed, int line) {
        return line < typed.size() ? typed.get(line).strip() : "";
    }
}
