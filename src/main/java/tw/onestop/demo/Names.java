package tw.onestop.demo;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** 姓名: surnames as frequent as in Taiwan, given names of the years in which they were given. */
final class Names {

    /** Surname and how many of ten thousand bear it. */
    private static final String SURNAMES = """
            陳1110 林828 黃601 張526 李511 王411 吳404 劉316 蔡291 楊265 許232 鄭188 謝178 洪151 郭150 邱147 曾143 廖135 賴132 徐128 周122 \
            葉119 蘇113 莊95 呂93 江91 何85 蕭80 羅79 高77 潘63 簡63 朱60 鍾60 游58 彭57 詹57 胡52 施52 沈50 余48 盧46 梁42 趙42 顏41 柯40 \
            翁38 魏37 孫36 戴36 范33 方33 宋31 鄧28 杜23 傅23 侯22 曹22 薛21 丁20 卓20 馬19 阮19 董19 唐18 温18 藍18 蔣17 石17 古16 紀16 姚16 \
            連15 馮15 歐14 程14 湯14 田13 康13 姜13 汪13 白12 鄒11 尤11 巫11 龔10 嚴10 韓10 袁10 黎9 金8 童8 陸8 夏8 邵7 柳7 錢6 伍6 倪6 溫6 \
            譚6 駱6 熊5 任5 甘5 秦5 顧5 毛5 章4 史4 官4 萬4 俞4 雷4 粘3 張簡5 歐陽5 范姜4 司馬2 諸葛1 上官1""";

    private static final String[][] MEN = {
        {"金水木火土清福財旺來發春添枝炎", "生發來福財旺土木水城順樹成田枝"},
        {"文正俊明國榮武義勇輝建金清志", "雄義男夫輝榮德成明國華隆山吉"},
        {"志建俊文明家宏信世國振嘉", "明宏偉豪雄傑成銘仁強賢龍彬"},
        {"家冠宗彥柏承俊宇建志哲育", "豪宇廷翰霖瑋佑智傑緯銘勳"},
        {"宇承品宥睿柏子冠奕恩彥昱", "恩翔睿廷佑宸安勳辰樂陽叡"}
    };
    private static final String[][] WOMEN = {
        {"玉阿秀金月春罔招嬌美碧", "嬌梅蘭鳳英珠雲桃招枝妹葉"},
        {"淑美秀麗惠玉素月寶碧", "惠玲芬珠華美英貞真娟卿霞"},
        {"淑雅怡美惠佳慧靜婉玉", "芬惠婷君玲雯如萍娟慧芳"},
        {"怡雅佳欣詩郁宜思筱婉", "君婷雯蓉涵穎潔庭萱如"},
        {"品子詠宥芯語羽苡若采", "妤晴彤芯喬潔涵瑄恩希"}
    };
    private static final int[] COHORTS = {1946, 1966, 1986, 2006};

    /** Characters that an ordinary font or an ordinary program stumbles over; some lie beyond the BMP. */
    private static final String[] RARE = {"堃", "喆", "𠮷", "𡘙", "䶮", "犇", "㛢", "淼", "峯", "栢", "𤧶", "煊", "燊", "珮", "瑱"};

    private static final String[] INDIGENOUS_MEN = {"瓦歷斯", "馬紹", "尤幹", "巴燕", "達路", "撒古流", "拉黑子"};
    private static final String[] INDIGENOUS_WOMEN = {"阿布", "里慕伊", "伊苞", "莎韻", "比黛", "娜高", "達悟"};

    private final SplittableRandom random;

    Names(SplittableRandom random) {
        this.random = random;
    }

    /** One of the table below, by its frequency. */
    String surname() {
        int drawn = random.nextInt(TOTAL);
        int i = 0;
        while (drawn >= WEIGHTS[i]) {
            drawn -= WEIGHTS[i++];
        }
        return WORDS[i];
    }

    /** Two characters of the years of birth, seldom one, seldom a rare one. */
    String given(boolean male, int year) {
        int cohort = 0;
        while (cohort < COHORTS.length && year >= COHORTS[cohort]) {
            cohort++;
        }
        String[] parts = (male ? MEN : WOMEN)[cohort];
        String first = one(parts[0]);
        String second = random.nextInt(70) == 0 ? RARE[random.nextInt(RARE.length)] : one(parts[1]);
        if (random.nextInt(25) == 0) {
            return second;
        }
        return first.equals(second) ? first : first + second;
    }

    /** 原住民族傳統名字, without a surname: own name and the father's. */
    String indigenous(boolean male, @Nullable String father) {
        String own = male
                ? INDIGENOUS_MEN[random.nextInt(INDIGENOUS_MEN.length)]
                : INDIGENOUS_WOMEN[random.nextInt(INDIGENOUS_WOMEN.length)];
        String fathers = father == null
                ? INDIGENOUS_MEN[random.nextInt(INDIGENOUS_MEN.length)]
                : father.substring(0, father.indexOf('‧'));
        return own + "‧" + fathers;
    }

    private String one(String characters) {
        return String.valueOf(characters.charAt(random.nextInt(characters.length())));
    }

    private static final String[] WORDS;
    private static final int[] WEIGHTS;
    private static final int TOTAL;

    static {
        String[] entries = SURNAMES.split("\\s+", -1);
        WORDS = new String[entries.length];
        WEIGHTS = new int[entries.length];
        int total = 0;
        for (int i = 0; i < entries.length; i++) {
            WORDS[i] = entries[i].replaceAll("\\d", "");
            WEIGHTS[i] = Integer.parseInt(entries[i].substring(WORDS[i].length()));
            total += WEIGHTS[i];
        }
        TOTAL = total;
    }
}
