package tw.onestop.registry;

/**
 * 門牌整編申請內容, all as typed. Without lines it concerns all doors of the street; what is left empty of the new address stays.
 *
 * @param villageCode where the doors stand
 * @param neighbourhood 鄰, only these doors; empty for all of the village's
 * @param street road, section, lane and alley, without a number: {@code 介壽路12巷}
 * @param lines one a line: old number, new number
 * @param effective 生效日期
 * @param newVillage 村里, by its name or its code
 * @param reference 公告文號
 */
public record RenumberingForm(
        String villageCode,
        String neighbourhood,
        String street,
        String lines,
        String newStreet,
        String newVillage,
        String newNeighbourhood,
        String effective,
        String reference) {}
