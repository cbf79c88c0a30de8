package tw.onestop.statistics;

/**
 * 換算基準 of a day: what one case is worth. All are dated rules, each with its source.
 *
 * @param minutes of a citizen's way to an agency
 * @param travel NT$ of that way
 * @param sheets of a transcript a case asked for
 * @param sheetFee NT$ of each
 * @param policyFee NT$ of a search for life policies
 * @param officeMinutes of handing out one transcript
 * @param agencyMinutes of one case at an agency's window
 * @param formSheets of its form
 */
public record Tariff(
        int minutes,
        int travel,
        int sheets,
        int sheetFee,
        int policyFee,
        int officeMinutes,
        int agencyMinutes,
        int formSheets) {}
