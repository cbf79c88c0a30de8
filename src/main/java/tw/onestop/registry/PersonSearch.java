package tw.onestop.registry;

import org.jspecify.annotations.Nullable;

/**
 * 查詢條件 of the counter's search, as typed. One of: number; name, with or without birth date; household number;
 * address. Compared on folded copies (台/臺, full and half width, without tones); letters also with romanised names.
 */
public record PersonSearch(
        @Nullable String nationalId,
        @Nullable String name,
        @Nullable String birthDate,
        @Nullable String householdNo,
        @Nullable String address) {}
