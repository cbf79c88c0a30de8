package tw.onestop.demo;

import java.util.List;

/** 村里人口數: what is officially counted in one village, end of December 2017. */
record VillageCounts(
        String code,
        String county,
        String township,
        String village,
        int households,
        int male,
        int female,
        Bands bands) {

    /** 三段年齡組: the age bands of the official table. */
    record Bands(int young, int working, int old) {

        int of(int band) {
            return switch (band) {
                case 0 -> young;
                case 1 -> working;
                case 2 -> old;
                default -> throw new IllegalArgumentException("band " + band);
            };
        }
    }

    VillageCounts {
        if (male + female != bands.young + bands.working + bands.old || households > male + female) {
            throw new IllegalArgumentException("counts of village %s do not agree".formatted(code));
        }
    }

    int population() {
        return male + female;
    }

    /** Every village of the nation, in the order of the official table. */
    static List<VillageCounts> all() {
        return Csv.rows("/registry/villages-2017-12.csv.gz").stream()
                .map(row -> new VillageCounts(
                        row[0],
                        row[1],
                        row[2],
                        row[3],
                        Integer.parseInt(row[4]),
                        Integer.parseInt(row[6]),
                        Integer.parseInt(row[7]),
                        new Bands(Integer.parseInt(row[8]), Integer.parseInt(row[9]), Integer.parseInt(row[10]))))
                .toList();
    }

    /** The same village with a handful of people, for counties of which only a sample is needed. */
    VillageCounts sample(int households) {
        return new VillageCounts(
                code,
                county,
                township,
                village,
                households,
                households + 1,
                households + 2,
                new Bands(3, 2 * households - 2, 2));
    }

    /** Eight digits. */
    String townshipCode() {
        return code.substring(0, 8);
    }

    /** The same village with a share of its people; of each sex and age band as many as nearest to the share. */
    VillageCounts scaled(double share) {
        int homes = (int) Math.max(1, Math.round(households * share));
        int women = (int) Math.round(female * share);
        int men = Math.max(homes - women, (int) Math.round(male * share));
        int children = (int) Math.min((men + women) / 4, Math.round(bands.young * share));
        int elders = (int) Math.min((men + women) / 2, Math.round(bands.old * share));
        return new VillageCounts(
                code,
                county,
                township,
                village,
                homes,
                men,
                women,
                new Bands(children, men + women - children - elders, elders));
    }
}
