package tw.onestop.registry;

/** 村里 with its township and county; {@code code} has eleven digits. */
public record Village(String code, String county, String township, String name) {}
