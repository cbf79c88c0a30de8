package tw.onestop.demo;

import java.util.SplittableRandom;
import tw.onestop.registry.Address;

/** 門牌: numbers the doors of a village along its roads, neighbourhood after neighbourhood. */
final class Streets {

    private static final int DOORS_PER_NEIGHBOURHOOD = 22;
    private static final String[] ROADS = {
        "中正路", "中山路", "民生路", "民族路", "復興路", "和平街", "仁愛路", "信義路", "忠孝路", "成功街", "光復路", "文化街"
    };
    private static final String[] FLOORS = {"", "二樓", "三樓", "四樓", "五樓"};
    private static final String[] SECTIONS = {"一段", "二段", "三段"};

    private final VillageCounts village;
    private final SplittableRandom random;
    private final boolean town;
    private int done;
    private int door = 1;
    private int floor;
    private String road = "";

    Streets(VillageCounts village, SplittableRandom random) {
        this.village = village;
        this.random = random;
        this.town = village.village().endsWith("里");
    }

    /** The next household's address; no two are alike. */
    Address next() {
        int neighbourhood = done / DOORS_PER_NEIGHBOURHOOD + 1;
        if (done++ % (DOORS_PER_NEIGHBOURHOOD * 4) == 0) {
            nextRoad();
        } else if (town && floor + 1 < FLOORS.length && random.nextInt(3) > 0) {
            floor++;
        } else {
            floor = 0;
            door += 1 + random.nextInt(3);
        }
        return new Address(
                village.code(),
                village.county(),
                village.township(),
                village.village(),
                Math.min(neighbourhood, 999),
                road + door + "號" + FLOORS[floor]);
    }

    /** In a rural village the first road bears the village's name; lanes and later roads follow. */
    private void nextRoad() {
        int number = done / (DOORS_PER_NEIGHBOURHOOD * 4);
        String stem = village.village().substring(0, village.village().length() - 1);
        int start = Math.floorMod(village.code().hashCode(), ROADS.length);
        String base =
                number == 0 && !town ? stem + (stem.endsWith("路") ? "" : "路") : ROADS[(start + number) % ROADS.length];
        String section = town && number % 2 == 1 ? SECTIONS[random.nextInt(SECTIONS.length)] : "";
        int round = number / ROADS.length;
        String lane = round > 0 || number % 3 == 2 ? (12 * round + 2 + random.nextInt(10)) + "巷" : "";
        road = base + section + lane;
        door = 1 + random.nextInt(3);
        floor = 0;
    }
}
