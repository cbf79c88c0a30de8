package tw.onestop.link;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.Person;

/**
 * 資料項目: what a linked agency can ask about a person, by its name on the wire; dotted names are nested in the answer
 * (戶籍資料 of 戶籍法施行細則 §14-1, 各機關申請提供戶籍資料及親等關聯資料辦法 §2).
 */
public enum Field {
    NAME("name", Type.TEXT, "姓名", "Name", "戶籍法 §4"),
    ROMANISED_NAME("romanisedName", Type.TEXT, "並列之羅馬拼音", "Romanised name", "姓名條例 §4"),
    SEX("sex", Type.CODE, "性別：MALE、FEMALE", "Sex: MALE, FEMALE", "戶籍法 §4"),
    BIRTH_DATE("birthDate", Type.DATE, "出生日期", "Date of birth", "戶籍法 §6"),
    BIRTH_PLACE("birthPlace", Type.TEXT, "出生地", "Place of birth", "戶籍法 §22-1"),
    BIRTH_ORDER("birthOrder", Type.TEXT, "出生別", "Order of birth", "戶籍法施行細則 §14"),
    MARITAL_STATUS(
            "maritalStatus",
            Type.CODE,
            "婚姻狀況：SINGLE、MARRIED、DIVORCED、WIDOWED",
            "Marital status: SINGLE, MARRIED, DIVORCED, WIDOWED",
            "戶籍法 §9"),
    DOMICILE_STATUS(
            "domicileStatus",
            Type.CODE,
            "戶籍狀態：PRESENT、ABROAD、DEAD、DECLARED_DEAD、REVOKED、ANNULLED",
            "Domicile: PRESENT, ABROAD, DEAD, DECLARED_DEAD, REVOKED, ANNULLED",
            "戶籍法 §14–16"),
    DEATH_DATE("deathDate", Type.DATE, "死亡日期", "Date of death", "戶籍法 §14"),
    SPOUSE("spouse", Type.TEXT, "配偶姓名", "Name of the spouse", "戶籍法 §9"),
    FATHER("father", Type.TEXT, "父姓名", "Name of the father", "戶籍法 §6"),
    MOTHER("mother", Type.TEXT, "母姓名", "Name of the mother", "戶籍法 §6"),
    ADOPTIVE_FATHER("adoptiveFather", Type.TEXT, "養父姓名", "Name of the adoptive father", "戶籍法 §8"),
    ADOPTIVE_MOTHER("adoptiveMother", Type.TEXT, "養母姓名", "Name of the adoptive mother", "戶籍法 §8"),
    CARE(
            "care",
            Type.CODE,
            "監護或輔助：GUARD、ASSIST、CUSTODY、NONE",
            "Guardianship: GUARD, ASSIST, CUSTODY, NONE",
            "戶籍法 §11–13"),
    INDIGENOUS_STATUS(
            "indigenous.status", Type.CODE, "原住民身分：MOUNTAIN、PLAIN", "Indigenous status: MOUNTAIN, PLAIN", "原住民身分法 §2"),
    INDIGENOUS_PEOPLE("indigenous.people", Type.TEXT, "民族別", "Indigenous people", "原住民身分法 §11"),
    HOUSEHOLD_NO("householdNo", Type.TEXT, "戶號", "Number of the household", "戶籍法施行細則 §3"),
    RELATION_TO_HEAD("relationToHead", Type.TEXT, "稱謂", "Relation to the head", "戶籍法施行細則 §3"),
    ADDRESS_FULL("address.full", Type.TEXT, "住址", "Registered address", "戶籍法 §16"),
    ADDRESS_VILLAGE_CODE("address.villageCode", Type.TEXT, "村里代碼，11 碼", "Code of the village, 11 digits", "戶籍法 §16"),
    ADDRESS_COUNTY("address.county", Type.TEXT, "縣市", "County or city", "戶籍法 §16"),
    ADDRESS_TOWNSHIP("address.township", Type.TEXT, "鄉鎮市區", "Township", "戶籍法 §16"),
    ADDRESS_VILLAGE("address.village", Type.TEXT, "村里", "Village", "戶籍法 §16"),
    ANNOTATIONS("annotations", Type.LIST, "個人記事", "Annotations", "戶籍法施行細則 §14-1");

    private static final Map<String, Field> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Field::wireName, f -> f));
    /** Asked for with every value of every person. */
    private static final Map<Field, List<String>> PATHS =
            Arrays.stream(values()).collect(Collectors.toMap(f -> f, f -> List.of(f.wireName.split("\\.", -1))));

    private final String wireName;
    private final Type type;
    private final String meaning;
    private final String meaningEn;
    private final String law;

    Field(String wireName, Type type, String meaning, String meaningEn, String law) {
        this.wireName = wireName;
        this.type = type;
        this.meaning = meaning;
        this.meaningEn = meaningEn;
        this.law = law;
    }

    /** 型別. */
    public enum Type {
        TEXT,
        /** ISO 8601. */
        DATE,
        CODE,
        LIST;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Optional<Field> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** As on the wire: {@code address.full}. */
    public String wireName() {
        return wireName;
    }

    /** As on the wire: {@code date}. */
    public String type() {
        return type.wireName();
    }

    public String meaning() {
        return meaning;
    }

    public String meaningEn() {
        return meaningEn;
    }

    /** Law and article by which it is registered. */
    public String law() {
        return law;
    }

    /** Null where nothing is registered. */
    @Nullable
    Object of(Person p) {
        return switch (this) {
            case NAME -> p.name();
            case ROMANISED_NAME -> full(p.romanisedName());
            case SEX -> p.sex().name();
            case BIRTH_DATE -> p.birthDate().toString();
            case BIRTH_PLACE -> full(p.birthPlace());
            case BIRTH_ORDER -> full(p.birthOrder());
            case MARITAL_STATUS -> p.marital().name();
            case DOMICILE_STATUS -> p.status().name();
            case DEATH_DATE -> p.deathDate() == null ? null : p.deathDate().toString();
            case SPOUSE -> p.spouse();
            case FATHER -> p.father();
            case MOTHER -> p.mother();
            case ADOPTIVE_FATHER -> p.adoptiveFather();
            case ADOPTIVE_MOTHER -> p.adoptiveMother();
            case CARE -> p.care();
            case INDIGENOUS_STATUS -> full(p.origin().status());
            case INDIGENOUS_PEOPLE -> full(p.origin().people());
            case HOUSEHOLD_NO -> p.householdNo().value();
            case RELATION_TO_HEAD -> p.relationToHead();
            case ADDRESS_FULL -> full(p.address().full());
            case ADDRESS_VILLAGE_CODE -> full(p.address().villageCode());
            case ADDRESS_COUNTY -> full(p.address().county());
            case ADDRESS_TOWNSHIP -> full(p.address().township());
            case ADDRESS_VILLAGE -> full(p.address().village());
            case ANNOTATIONS ->
                p.annotations().stream()
                        .map(a -> Map.of("eventDate", a.eventDate().toString(), "text", a.text()))
                        .toList();
        };
    }

    /** {@code ["address", "full"]}. */
    List<String> path() {
        return Objects.requireNonNull(PATHS.get(this));
    }

    /** Every value by its path; what nothing is registered of is null, so that its absence is not a riddle. */
    static void show(Person person, List<Field> fields, Map<String, @Nullable Object> into) {
        for (Field field : fields) {
            put(into, field.path(), field.of(person));
        }
    }

    @SuppressWarnings("unchecked")
    static void put(Map<String, @Nullable Object> into, List<String> path, @Nullable Object value) {
        if (path.size() == 1) {
            into.put(path.getFirst(), value);
        } else {
            Object inner = into.computeIfAbsent(path.getFirst(), _ -> new LinkedHashMap<String, @Nullable Object>());
            put((Map<String, @Nullable Object>) inner, path.subList(1, path.size()), value);
        }
    }

    private static @Nullable String full(String text) {
        return text.isEmpty() ? null : text;
    }
}
