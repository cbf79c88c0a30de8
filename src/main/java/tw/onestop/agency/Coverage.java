package tw.onestop.agency;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * 通報範圍, where an agency is offered to be told: by where the citizen lives or lived, never by the office that files.
 *
 * @param nation everywhere; then {@code areas} are none
 */
public record Coverage(boolean nation, List<Area> areas) {

    public static final Coverage NATION = new Coverage(true, List.of());

    public Coverage {
        areas = List.copyOf(areas);
    }

    /**
     * 地區.
     *
     * @param code five digits of a county, or eight of a township
     * @param name 屏東縣, 連江縣南竿鄉
     */
    public record Area(String code, String name) {}

    /** Whether any of these townships lies in it; {@code ""} stands for nowhere. */
    public boolean covers(Collection<String> townships) {
        return nation
                || townships.stream()
                        .anyMatch(
                                township -> areas.stream().map(Area::code).anyMatch(code -> township.startsWith(code)));
    }

    /** The areas by name, as pages list them; {@code ""} for the nation. */
    public String names() {
        return areas.stream().map(Area::name).collect(Collectors.joining("、"));
    }
}
