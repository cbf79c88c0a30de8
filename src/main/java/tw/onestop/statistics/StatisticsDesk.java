package tw.onestop.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Tally.Counts;

/**
 * 統計: what was served in a year and what it saved, of the nation, of areas and of agencies. Counted from what was recorded, with the
 * tariff of each day; what could lead to somebody is not told. Anybody may read it.
 */
public interface StatisticsDesk {

    /** Years of which something was counted and the present one, the latest first. */
    List<Integer> years();

    /** A year; one without data has months without data. */
    Year year(int year);

    /** Offices of a county, by code; empty when there is no such county. */
    Optional<Offices> offices(int year, String county);

    /** Agencies, the most cases first. */
    Agencies agencies(int year);

    /** 重建: counts everything again from the first record; meanwhile the figures of before are shown. */
    void rebuild(Actor by);

    /**
     * 承接: takes figures of services recorded before this system. All of them or, with what is wrong in each line, none.
     *
     * @return how many were new
     */
    Taken carry(List<Carried> lines, Actor by);

    /**
     * 年度統計.
     *
     * @param total of all that saved somebody a way
     * @param periods of the tariff in this year, each from its first day on
     * @param asOf everything recorded by then is in it; null before anything was counted
     * @param carriedFrom where figures come from that were not recorded here
     * @param smallest figures of areas below this are not told
     */
    record Year(
            int year,
            List<Line> lines,
            Savings total,
            List<Month> months,
            List<Area> areas,
            List<Period> periods,
            @Nullable Instant asOf,
            List<String> carriedFrom,
            int smallest) {

        public Year {
            lines = List.copyOf(lines);
            months = List.copyOf(months);
            areas = List.copyOf(areas);
            periods = List.copyOf(periods);
            carriedFrom = List.copyOf(carriedFrom);
        }

        /** Those that saved somebody a way. */
        public List<Line> journeys() {
            return lines.stream().filter(line -> line.service().journey()).toList();
        }

        /** The others, which are counted and saved nobody a way. */
        public List<Line> others() {
            return lines.stream().filter(line -> !line.service().journey()).toList();
        }
    }

    /** 服務項目之件數. */
    record Line(Served service, Counts counts, Savings savings) {}

    /**
     * 月份.
     *
     * @param counted whether anything at all was counted
     * @param cases that saved somebody a way, in the order of {@link Year#journeys()}
     */
    record Month(YearMonth month, boolean counted, List<Long> cases, Savings savings) {

        public Month {
            cases = List.copyOf(cases);
        }
    }

    /**
     * 縣市之件數; what no office had to do with is in none.
     *
     * @param cases that saved somebody a way
     * @param services in the order of {@link Year#journeys()}
     * @param months January first
     */
    record Area(County county, Figure cases, List<Figure> services, List<Figure> months) {

        public Area {
            services = List.copyOf(services);
            months = List.copyOf(months);
        }
    }

    /** 換算基準 since a day. */
    record Period(LocalDate since, Tariff tariff) {}

    /** 各戶政事務所 of a county. */
    record Offices(County county, Figure cases, List<OfficeLine> offices) {

        public Offices {
            offices = List.copyOf(offices);
        }
    }

    /**
     * 戶政事務所之件數.
     *
     * @param name {@code ""} when the directory does not know it
     */
    record OfficeLine(OfficeCode code, String name, String nameEn, Figure cases) {}

    /** 各機關. */
    record Agencies(List<AgencyLine> agencies) {

        public Agencies {
            agencies = List.copyOf(agencies);
        }
    }

    /** 機關之件數 and what they saved it; the minutes are hidden with the cases. */
    record AgencyLine(AgencyCode code, String name, String nameEn, Figure cases, long minutes, long forms) {}

    /**
     * 承接件數 of one line.
     *
     * @param office eight digits, or {@code ""}
     * @param agency its code, or {@code ""}
     * @param source report and page
     */
    record Carried(String service, String office, String agency, LocalDate day, long cases, String source) {}

    /** 承接結果: how many lines were new, or what is wrong, by line counted from 1. */
    record Taken(int lines, List<Wrong> wrong) {

        public Taken {
            wrong = List.copyOf(wrong);
        }
    }

    record Wrong(int line, What what) {}

    /** 錯誤. */
    enum What {
        /** No service has this code. */
        SERVICE,
        /** Not eight digits. */
        OFFICE,
        /** Not a code of an agency. */
        AGENCY,
        /** A day that has not come. */
        DAY,
        /** Not a number above 0. */
        CASES,
        /** It is not said where the figure comes from. */
        SOURCE
    }
}
