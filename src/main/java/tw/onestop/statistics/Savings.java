package tw.onestop.statistics;

/**
 * 節省效益 of cases, by the tariff of their days. Time is kept in minutes, so that half an hour stays half an hour.
 *
 * @param cases that saved somebody a way
 * @param minutes of citizens
 * @param travel NT$ of citizens
 * @param fees NT$ of citizens
 * @param sheets of transcripts that no office printed
 * @param officeMinutes that took no clerk's time
 * @param agencyMinutes that took no agency's time
 * @param forms sheets that nobody filled in
 */
public record Savings(
        long cases,
        long minutes,
        long travel,
        long fees,
        long sheets,
        long officeMinutes,
        long agencyMinutes,
        long forms) {

    public static final Savings NONE = new Savings(0, 0, 0, 0, 0, 0, 0, 0);

    static Savings of(Served service, long cases, Tariff tariff) {
        if (!service.journey()) {
            return NONE;
        }
        long sheets = service.transcript() ? cases * tariff.sheets() : 0;
        return new Savings(
                cases,
                cases * tariff.minutes(),
                cases * tariff.travel(),
                sheets * tariff.sheetFee() + (service.policyFee() ? cases * tariff.policyFee() : 0),
                sheets,
                service.transcript() ? cases * tariff.officeMinutes() : 0,
                service.window() ? cases * tariff.agencyMinutes() : 0,
                service.window() ? cases * tariff.formSheets() : 0);
    }

    Savings plus(Savings more) {
        return new Savings(
                cases + more.cases,
                minutes + more.minutes,
                travel + more.travel,
                fees + more.fees,
                sheets + more.sheets,
                officeMinutes + more.officeMinutes,
                agencyMinutes + more.agencyMinutes,
                forms + more.forms);
    }

    /** What the citizen kept. */
    public long money() {
        return travel + fees;
    }
}
