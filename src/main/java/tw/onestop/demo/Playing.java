package tw.onestop.demo;

import java.util.List;
import tw.onestop.agency.Agency.Door;
import tw.onestop.kernel.AgencyCode;

/**
 * 模擬機關: agencies whose part somebody plays in a demonstration: a simulator, or whoever has the key.
 *
 * @param encryption whether it registers a key, so that its notices travel encrypted
 * @param settleAfterMillis how long its staff takes
 */
record Playing(AgencyCode code, Door door, boolean encryption, long settleAfterMillis) {

    /** All of them; two fetch their notices themselves, two want them encrypted, one works by files. */
    static final List<Playing> ALL = List.of(
            of("TAIPOWER", Door.WEBHOOK, false, 8_000),
            of("TAIWATER", Door.WEBHOOK, false, 12_000),
            of("TPEWATER", Door.PULL, false, 10_000),
            of("LAND", Door.WEBHOOK, true, 20_000),
            of("POLICE-09007010", Door.FILE, false, 5_000),
            of("MVO", Door.WEBHOOK, false, 6_000),
            of("LTAX", Door.WEBHOOK, false, 15_000),
            of("NTAX", Door.PULL, false, 15_000),
            of("NHIA", Door.WEBHOOK, true, 9_000),
            of("BLI", Door.WEBHOOK, false, 14_000),
            of("LIA", Door.WEBHOOK, false, 10_000),
            of("MND", Door.PULL, false, 12_000),
            of("BOCA", Door.WEBHOOK, true, 11_000));

    /** 通報機關: no simulator plays them; whoever tries the demo may report in their name. */
    static final List<Playing> REPORTING = List.of(
            of("MOHW", Door.INBOX, false, 0), of("MOJ", Door.INBOX, false, 0), of("JUDICIAL", Door.INBOX, false, 0));

    /** 代收銀行: a simulator of its own, at whose page one pays slips. */
    static final Playing BANK = of("COLLECTING-BANK", Door.INBOX, false, 0);

    private static Playing of(String code, Door door, boolean encryption, long settleAfterMillis) {
        return new Playing(new AgencyCode(code), door, encryption, settleAfterMillis);
    }

    /** Its private key's file, under the data directory. */
    String privateJwk() {
        return "agencies/" + code.value().toLowerCase(java.util.Locale.ROOT) + ".jwk.json";
    }

    /** Where one that works by files has its keys. */
    String filesDirectory() {
        return "agencies/" + code.value().toLowerCase(java.util.Locale.ROOT) + "-files";
    }

    String clientId() {
        return "client-" + code.value().toLowerCase(java.util.Locale.ROOT);
    }
}
